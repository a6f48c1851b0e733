/** siso doctor: everything that a run needs, every option and where it is from, and never a secret. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { ALL_OPTIONS } from '../../../src/config/options.ts';
import { SECRET_VARIABLES } from '../../../src/host/secrets.ts';
import { openStore } from '../../../src/store/index.ts';
import { anAuthority } from '../../support/certificates.ts';
import { claudeBinary } from '../../support/claude.ts';
import { Siso, until } from '../../support/siso.ts';
import { aRepository, write } from '../../unit/workspace/support.ts';

const documentSchema = z.strictObject({
  checks: z.array(z.strictObject({ name: z.string(), level: z.enum(['ok', 'warning', 'error']), text: z.string() })),
  settings: z.array(
    z.strictObject({ option: z.string(), value: z.string(), origin: z.string(), note: z.string().optional() }),
  ),
});

async function aPlace(): Promise<Siso> {
  await claudeBinary();
  const siso = new Siso();
  onTestFinished(() => rmSync(siso.root, { recursive: true, force: true, maxRetries: 5 }));
  return siso;
}

interface Look {
  siso?: Siso;
  files?: Record<string, string>;
  env?: Record<string, string>;
}

async function doctor({ siso, files, env = {} }: Look) {
  const place = siso ?? (await aPlace());
  const options = { cwd: aRepository(files), env };
  const { code, stdout, stderr } = await place.run(['doctor', '--json'], options);
  const { checks, settings } = documentSchema.parse(JSON.parse(stdout));
  const check = (name: string) => checks.find((one) => one.name === name);
  const setting = (option: string) => settings.find((row) => row.option === option);
  return { code, stdout, stderr, settings, check, setting, place, options };
}

test('shows every option with its value and where it is from, in a table and as JSON', async () => {
  const files = {
    'siso.config.json': '{"budget":"1.50","tokenLimits":{"daily":5000}}',
    '.github/siso.yml': 'timeout: 20m\nbudget: "9"\nlabels: { team: web }\n',
  };
  const env = { TOKEN_DAILY_LIMIT: '50000', CI: 'true', SISO_LINGER: '' };
  const { code, settings, setting, place, options } = await doctor({ files, env });

  expect(code).toBe(0);
  expect(settings.map(({ option }) => option)).toEqual([...ALL_OPTIONS.map(({ name }) => name), ...SECRET_VARIABLES]);
  expect(['budget', 'timeout', 'labels', 'tokenLimits.daily', 'model', 'linger'].map(setting)).toEqual([
    {
      ...{ option: 'budget', value: '$1.50', origin: 'siso.config.json' },
      note: 'also in .github/siso.yml, without effect',
    },
    { option: 'timeout', value: '20m', origin: '.github/siso.yml' },
    { option: 'labels', value: 'team=web', origin: '.github/siso.yml' },
    {
      ...{ option: 'tokenLimits.daily', value: '50,000', origin: 'TOKEN_DAILY_LIMIT' },
      note: 'also in siso.config.json, without effect',
    },
    { option: 'model', value: 'sonnet', origin: 'default' },
    { option: 'linger', value: '0', origin: 'default' },
  ]);

  const { stdout } = await place.run(['doctor'], options);
  for (const { option, value, origin } of settings.filter((row) => row.value !== 'not set'))
    expect(
      stdout.split('\n').some((line) => line.includes(option) && line.includes(value) && line.includes(origin)),
    ).toBe(true);
  expect(stdout).toMatch(/^ {2}not set: ANTHROPIC_API_KEY, /m);
});

test('never prints a secret, wherever it is', async () => {
  const canary = 'canary7f3a';
  const proxy = `http://${canary}user:${canary}word@127.0.0.1:9`;
  const env = {
    ...Object.fromEntries(SECRET_VARIABLES.map((name) => [name, `${canary}-${name}`])),
    ...{ HTTPS_PROXY: proxy, https_proxy: proxy, HTTP_PROXY: proxy, ALL_PROXY: proxy, SISO_DEBUG: '1' },
  };
  const { code, stdout, stderr, setting, check, place, options } = await doctor({ env });
  const plain = await place.run(['doctor'], options);
  const wrong = await place.run(['doctor'], { ...options, env: { ...env, HTTPS_PROXY: `${proxy}:x` } });

  // what is in SISO_RUNNER_KEY is no runner key, which is said without showing it
  expect([code, plain.code, wrong.code]).toEqual([2, 2, 2]);
  expect(check('Ledger')?.text).toMatch(/^SISO_RUNNER_KEY does not hold a runner key/);
  expect(wrong.stderr).toMatch(/HTTPS_PROXY cannot be what it is/);
  for (const text of [stdout, stderr, plain.stdout, plain.stderr, wrong.stdout, wrong.stderr])
    expect(text).not.toContain(canary);
  for (const name of SECRET_VARIABLES) expect(setting(name)).toEqual({ option: name, value: 'set', origin: name });
  expect(setting('httpsProxy')).toMatchObject({ value: '127.0.0.1:9', origin: 'HTTPS_PROXY' });
  expect(check('Network')?.text).toBe('api.anthropic.com is reached through the proxy 127.0.0.1:9');
  expect(plain.stdout).toMatch(/^ {2}not set: +none$/m);
});

describe('the checks', () => {
  test('name the authorities that are trusted, and what is wrong with them', async () => {
    const siso = await aPlace();
    write(siso.root, { 'ca.pem': anAuthority().certificate });
    const SISO_CA_FILE = join(siso.root, 'ca.pem');
    const env = { SISO_CA_FILE, HTTPS_PROXY: 'http://proxy.test:1', NO_PROXY: '.anthropic.com' };
    expect((await doctor({ siso, env })).check('Network')).toEqual({
      name: 'Network',
      level: 'ok',
      text: `api.anthropic.com is reached straight, trusting also the authorities in ${SISO_CA_FILE}`,
    });
    const { code, check } = await doctor({ siso, env: { SISO_CA_FILE: join(siso.root, 'none.pem') } });
    expect(code).toBe(2);
    expect(check('Network')).toMatchObject({
      level: 'error',
      text: expect.stringMatching(/none\.pem cannot be read\. Name a PEM/),
    });
  });

  test('say which ledger is used and who has it open', async () => {
    const siso = await aPlace();
    const ledger = async () => (await doctor({ siso })).check('Ledger')?.text;
    expect(await ledger()).toMatch(`embedded in ${siso.dataDirectory}, nobody had it open; schema 1`);
    const store = await openStore({ directory: siso.dataDirectory });
    expect(await ledger()).toMatch('open in another command');
    await store.close();
    const env = { SISO_LINGER: '10s' };
    await siso.run(['status'], { env, cwd: aRepository() });
    expect(await until(async () => /kept open between commands/.test((await ledger()) ?? ''))).toBe(true);
  });

  test('name the variable without which a shared ledger cannot be used', async () => {
    const { code, check } = await doctor({ env: { SUPABASE_PROJECT_ID: 'abcd' } });
    expect(code).toBe(2);
    expect(check('Ledger')).toEqual({
      name: 'Ledger',
      level: 'error',
      text: 'The ledger on https://abcd.supabase.co was asked for, and there is no key for it. Set SUPABASE_SECRET_KEY to the secret key of the project, or unset SUPABASE_URL and SUPABASE_PROJECT_ID to use the embedded ledger.',
    });
  });

  test('say that a shared ledger cannot be reached, and never its key', async () => {
    const env = { SUPABASE_URL: 'http://127.0.0.1:9', SUPABASE_SECRET_KEY: 'sb_secret_of_the_doctor' };
    const { code, stdout, check } = await doctor({ env });
    expect(code).toBe(2);
    expect(check('Ledger')?.level).toBe('error');
    expect(check('Ledger')?.text).toMatch(
      /^The ledger on http:\/\/127\.0\.0\.1:9 cannot be reached: .*Check SUPABASE_URL/,
    );
    expect(stdout).not.toContain('sb_secret_of_the_doctor');
  });

  test('say what is not used', async () => {
    const env = {
      ...{ SUPABASE_SECRET_KEY: 'sb_secret_unused', CLAUDE_CODE_USE_BEDROCK: '1', SISO_BUGDET: '1' },
      ...{ ANTHROPIC_BASE_URL: 'http://127.0.0.1:9' },
    };
    const { code, stdout, check } = await doctor({ env });
    expect(code).toBe(0);
    expect(check('Supabase')).toEqual({
      name: 'Supabase',
      level: 'warning',
      text: 'SUPABASE_SECRET_KEY is set and no project is: the embedded ledger is used. Name the project with SUPABASE_URL.',
    });
    expect(check('API key')?.text).toMatch(/only --rehearse can run\. CLAUDE_CODE_USE_BEDROCK asks for Amazon Bedrock/);
    expect(stdout).toMatch(/SISO_BUGDET is no variable of siso\. Did you mean SISO_BUDGET\?/);
    expect(stdout).toMatch(/ANTHROPIC_BASE_URL is not used/);
  });
});

test('a configuration that cannot be read is told instead', async () => {
  const siso = await aPlace();
  const cwd = aRepository({ '.github/siso.yml': 'buget: "1"\n' });
  const { code, stdout, stderr } = await siso.run(['doctor', '--json'], { cwd });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'config_invalid' } });
  expect(stderr).toMatch(/siso\.yml, line 1: there is no field "buget"\. Did you mean "budget"\?/);
});

test('a run without a key says which provider is not supported', async () => {
  const siso = await aPlace();
  const env = { CLAUDE_CODE_OAUTH_TOKEN: 'canary7f3a' };
  const { code, stdout } = await siso.run(['run', 'x', '--json'], { env, cwd: aRepository() });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    error: { code: 'provider_unsupported', message: expect.stringMatching(/CLAUDE_CODE_OAUTH_TOKEN asks for/) },
  });
  expect(stdout).not.toContain('canary');
});
