/** Every option from every place that may set it. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { originOf, readSettings, type Settings } from '../../../src/config/index.ts';
import { exampleText } from '../../../src/config/option.ts';
import { ALL_OPTIONS, OPTIONS } from '../../../src/config/options.ts';
import { aFolder, write } from '../workspace/support.ts';

/** What the table's example comes to, and how it is shown. */
const EXAMPLES: Record<keyof typeof OPTIONS, { value: unknown; shown: string }> = {
  category: { value: 'testing', shown: 'testing' },
  priority: { value: 'high', shown: 'high' },
  environment: { value: 'staging', shown: 'staging' },
  model: { value: 'sonnet', shown: 'sonnet' },
  budgetMicros: { value: 1_500_000, shown: '$1.50' },
  allow: { value: ['Read', 'Edit', 'Bash(npm test:*)'], shown: 'Read, Edit, Bash(npm test:*)' },
  labels: { value: { team: 'web', 'cost-center': '42' }, shown: 'team=web, cost-center=42' },
  prepare: { value: 'npm ci', shown: 'npm ci' },
  timeoutMs: { value: 1_200_000, shown: '20m' },
  waitMs: { value: 900_000, shown: '15m' },
  perOperationTokens: { value: 10_000, shown: '10,000' },
  dailyTokens: { value: 100_000, shown: '100,000' },
  maxConcurrentJobs: { value: 3, shown: '3' },
  dataDirectory: { value: resolve('/var/lib/siso'), shown: resolve('/var/lib/siso') },
  cacheDirectory: { value: resolve('/var/cache/siso'), shown: resolve('/var/cache/siso') },
  claudePath: { value: resolve('/opt/claude/bin/claude'), shown: resolve('/opt/claude/bin/claude') },
  lingerMs: { value: 1_800_000, shown: '30m' },
  httpsProxy: { value: 'http://proxy.example:3128/', shown: 'proxy.example:3128' },
  noProxy: { value: 'registry.internal,.example.com', shown: 'registry.internal,.example.com' },
  caFile: { value: resolve('/etc/ssl/company-ca.pem'), shown: resolve('/etc/ssl/company-ca.pem') },
  supabaseUrl: {
    value: 'https://abcdefghijklmnopqrst.supabase.co',
    shown: 'https://abcdefghijklmnopqrst.supabase.co',
  },
};

const rows = Object.entries(OPTIONS).map(([key, option]) => ({
  key,
  option,
  ...EXAMPLES[key as keyof typeof OPTIONS],
}));
const fromVariables = rows.flatMap((row) => row.option.variables.map((variable) => ({ ...row, variable })));
const inFiles = rows.filter(({ option }) => option.inFiles);
const onlyVariables = rows.filter(({ option }) => !option.inFiles);

/** The settings as one flat record, the network's among them. */
async function read({ files = {}, env = {} }: { files?: Record<string, string>; env?: NodeJS.ProcessEnv } = {}) {
  const folder = aFolder();
  write(folder, files);
  const { settings, origins } = await readSettings({ folder, env });
  const { network, ...rest }: Settings = settings;
  const flat: Record<string, unknown> = { ...rest, ...network };
  return { flat, origins, origin: (name: string) => origins.find(({ option }) => option === name) };
}

/** The text of both files with one field. */
function filesWith(name: string, value: unknown): { json: string; yaml: string } {
  const content = name.split('.').reduceRight((inner, field) => ({ [field]: inner }), value);
  return { json: JSON.stringify(content), yaml: stringify(content) };
}

test.each(fromVariables)('$variable sets $option.name', async ({ key, option, variable, value, shown }) => {
  const { flat, origins, origin } = await read({ env: { [variable]: ` ${exampleText(option.example)} ` } });
  expect(flat[key]).toEqual(value);
  expect(origin(option.name)).toEqual({ option: option.name, value: shown, origin: variable });
  expect(originOf(origins, option.name)).toBe('environment');
  expect(origins.filter((row) => row.origin !== 'default')).toHaveLength(1);
});

describe.each(inFiles)('$option.name', ({ key, option, value, shown }) => {
  const { json, yaml } = filesWith(option.name, option.example);

  test.each([
    { file: 'siso.config.json', text: json },
    { file: '.github/siso.yml', text: yaml },
  ])('is set by $file', async ({ file, text }) => {
    const { flat, origins, origin } = await read({ files: { [file]: text } });
    expect(flat[key]).toEqual(value);
    expect(origin(option.name)).toEqual({ option: option.name, value: shown, origin: file });
    expect(originOf(origins, option.name)).toBe('checkout');
  });

  test('of a variable comes before that of the files', async () => {
    const files = { 'siso.config.json': json, '.github/siso.yml': yaml };
    const [variable] = option.variables;
    const other = key === 'waitMs' ? '1h' : exampleText(option.example);
    const { origin } = await read({ files, env: { [variable]: other } });
    expect(origin(option.name)).toMatchObject({
      origin: variable,
      note: 'also in siso.config.json, .github/siso.yml, without effect',
    });
    expect((await read({ files })).origin(option.name)).toMatchObject({
      origin: 'siso.config.json',
      note: 'also in .github/siso.yml, without effect',
    });
  });
});

test.each(onlyVariables)('$option.name cannot be set by a file', async ({ option }) => {
  const { json, yaml } = filesWith(option.name, option.example);
  for (const files of [{ 'siso.config.json': json }, { '.github/siso.yml': yaml }] as Record<string, string>[]) {
    const fault = await read({ files }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'config_invalid' });
    expect(fault).toHaveProperty('message', expect.stringContaining(`there is no field "${option.name}"`));
    for (const name of option.variables) expect(fault).toHaveProperty('hint', expect.stringContaining(name));
  }
});

test('our own names come before those of others, and blank ones are none', async () => {
  const env = { SISO_DAILY_TOKENS: '5', TOKEN_DAILY_LIMIT: '7', SISO_MAX_TOKENS: ' ', CLAUDE_CODE_MAX_TOKENS: '9_000' };
  const { flat, origin } = await read({ env });
  expect(flat).toMatchObject({ dailyTokens: 5, perOperationTokens: 9_000 });
  expect(origin('tokenLimits.daily')?.note).toBe('also in TOKEN_DAILY_LIMIT, without effect');
});

test('where nothing is set, only the cache and the time the ledger stays open have a value', async () => {
  const { flat, origins } = await read({ env: { XDG_CACHE_HOME: '/var/cache' } });
  const set = Object.entries(flat).filter(([, value]) => value !== undefined);
  expect(Object.fromEntries(set)).toEqual({ cacheDirectory: '/var/cache/siso', lingerMs: 300_000 });
  expect(origins.map(({ option }) => option)).toEqual(ALL_OPTIONS.map(({ name }) => name));
  expect(new Set(origins.map(({ origin }) => origin))).toEqual(new Set(['default']));
});

test.each([
  { env: { CI: 'true' }, lingerMs: 0 },
  { env: { CI: 'true', SISO_LINGER: '30m' }, lingerMs: 1_800_000 },
  { env: { SISO_LINGER: '0' }, lingerMs: 0 },
])('the ledger stays open for $lingerMs ms with $env', async ({ env, lingerMs }) => {
  expect((await read({ env })).flat.lingerMs).toBe(lingerMs);
});

test('a relative folder means the folder of whoever set the variable', async () => {
  const { flat } = await read({ env: { SISO_DATA_DIR: 'data', SISO_CLAUDE_PATH: './claude' } });
  expect(flat).toMatchObject({ dataDirectory: resolve('data'), claudePath: resolve('claude') });
});

test.each([
  { text: 'abcd', url: 'https://abcd.supabase.co' },
  { text: 'https://db.example.com/rest/v1/', url: 'https://db.example.com' },
  { text: 'http://127.0.0.1:54321', url: 'http://127.0.0.1:54321' },
])('the Supabase project $text is $url', async ({ text, url }) => {
  for (const name of ['SUPABASE_URL', 'SUPABASE_PROJECT_ID'])
    expect((await read({ env: { [name]: text } })).flat.supabaseUrl).toBe(url);
});

test('the settings of the specification are read as they stand', async () => {
  const text = `{ "permissions": { "allow": ["ReadFile", "Edit", "Bash(git:*)"] },
    "tokenLimits": { "daily": 100000, "perOperation": 10000 } }`;
  const env = { TOKEN_DAILY_LIMIT: '50000', AUTOMATION_MAX_CONCURRENT_JOBS: '3', CLAUDE_CODE_MAX_TOKENS: '10000' };
  expect((await read({ files: { 'siso.config.json': text } })).flat).toMatchObject({
    allow: ['ReadFile', 'Edit', 'Bash(git:*)'],
    dailyTokens: 100_000,
    perOperationTokens: 10_000,
  });
  expect((await read({ files: { 'siso.config.json': text }, env })).flat).toMatchObject({
    dailyTokens: 50_000,
    maxConcurrentJobs: 3,
    perOperationTokens: 10_000,
  });
});
