/** What is wrong is told with the file, the line, the field and what would be right. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../src/config/index.ts';
import { OPTIONS } from '../../../src/config/options.ts';
import { aFolder, write } from '../workspace/support.ts';

async function fault(files: Record<string, string>, env: NodeJS.ProcessEnv = {}, folder = aFolder()) {
  write(folder, files);
  const error = await readSettings({ folder, env }).then(
    () => expect.fail('it was read'),
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'AutomationError', code: 'config_invalid' });
  const { message, hint } = error as { message: string; hint: string };
  return { message, hint, all: `${message} ${hint}` };
}

type OptionKey = keyof typeof OPTIONS;

/** For each option: what a variable cannot be, and what is said then. */
const BAD_TEXTS: [OptionKey, string, RegExp][] = [
  ['category', 'testin', /Did you mean testing\?/],
  ['priority', 'soon', /urgent/],
  ['environment', 'prod', /production/],
  ['model', 'a b', /Give the name of a model/],
  ['budgetMicros', '-1', /Give dollars above zero/],
  ['budgetMicros', '10001', /At most 10000 dollars/],
  ['labels', 'web', /key=value/],
  ['labels', 'a b=c', /letters, digits/],
  ['labels', 'team=', /1 to 200 characters/],
  ['timeoutMs', '0', /Give a time/],
  ['timeoutMs', '25h', /at most 24h/],
  ['waitMs', 'soon', /Give a time/],
  ['perOperationTokens', '0', /whole number above zero/],
  ['dailyTokens', '1.5', /whole number above zero/],
  ['maxConcurrentJobs', 'three', /whole number above zero/],
  ['lingerMs', 'x', /Give a time/],
  ['httpsProxy', 'socks5://proxy.example', /address of an HTTP proxy/],
  ['supabaseUrl', 'your_project_id', /or its id/],
  ['supabaseUrl', 'http://db.example.com', /address of a project/],
  ['supabaseUrl', 'https://a:b@db.example.com', /address of a project/],
];

describe('a variable', () => {
  const rows = BAD_TEXTS.flatMap(([key, text, says]) =>
    OPTIONS[key].variables.map((variable) => ({ variable, text, says })),
  );
  test.each(rows)('$variable cannot be $text', async ({ variable, text, says }) => {
    const { message, all } = await fault({}, { [variable]: text });
    expect(message).toMatch(`${variable} cannot be`);
    expect(all).toMatch(says);
    expect(all).toContain(`For example: ${variable}=`);
  });

  test.each(['HTTPS_PROXY', 'https_proxy'])('%s is never repeated: it may hold a password', async (variable) => {
    for (const text of ['ftp://ada:s3cret@proxy', 'http://ada:s3cret@', 'http://ada:s3cret%zz@proxy'])
      expect((await fault({}, { [variable]: text })).all).not.toMatch(/s3cret|ada/);
  });
});

describe('a field', () => {
  test.each<[string, unknown, RegExp]>([
    ['category', 'testin', /"category" cannot be "testin"\. Did you mean "testing"\?/],
    ['priority', 1, /"priority" cannot be 1\. It can be urgent, high, medium, low/],
    ['environment', null, /"environment" cannot be null/],
    ['model', 'a\nb', /"model" cannot be "a\\nb" Give the name of a model/],
    ['budget', 1.5, /"budget": .*expected string.*budget: "1\.50"/],
    ['budget', 'lots', /"budget" cannot be "lots" Give dollars/],
    ['permissions', { allow: 'Read' }, /"permissions\.allow": .*expected array.*allow: \["Read"/],
    ['permissions', { alow: [] }, /no field "permissions\.alow"\. Did you mean "allow"\?/],
    ['labels', { team: 1 }, /"labels\.team": .*expected string/],
    ['labels', { 'a b': 'c' }, /"labels" cannot be .* A label is named with/],
    ['timeout', '0', /"timeout" cannot be "0" Give a time/],
    ['wait', 0, /"wait": .*expected string.*wait: "15m"/],
    ['tokenLimits', { daily: 0 }, /"tokenLimits\.daily": .*daily: 100000/],
    ['tokenLimits', { daily: '100000' }, /"tokenLimits\.daily": .*expected number/],
    ['tokenLimits', { perOperation: 1.5 }, /"tokenLimits\.perOperation": .*expected int/],
    ['tokenLimits', [], /"tokenLimits": .*expected object/],
    ['maxConcurrentJobs', -1, /"maxConcurrentJobs": .*maxConcurrentJobs: 3/],
    ['buget', '1', /no field "buget"\. Did you mean "budget"\?/],
    ['perOperation', 1, /no field "perOperation"\. Did you mean "tokenLimits\.perOperation"\?/],
    ['zzzzzzzz', 1, /no field "zzzzzzzz"\. There are category, priority, /],
    ['claudePath', './x', /no field "claudePath".* use --claude-path or SISO_CLAUDE_PATH instead/],
  ])('%s cannot be %j', async (field, value, says) => {
    const text = JSON.stringify({ [field]: value });
    const json = await fault({ 'siso.config.json': text });
    expect(json.message).toMatch(/siso\.config\.json: /);
    expect(json.all).toMatch(says);
    // JSON is YAML too.
    const yaml = await fault({ '.github/siso.yml': `# first\n${text}` });
    expect(yaml.message).toMatch(/\.github\/siso\.yml, line 2: /);
    expect(yaml.all).toMatch(says);
  });

  test('is told even where another place wins', async () => {
    const files = {
      'siso.config.json': '{"budget":"1"}',
      '.github/siso.yml': 'model: sonnet\ntokenLimits:\n  dayly: 1\n',
    };
    const { message } = await fault(files, { SISO_BUDGET: '2' });
    expect(message).toMatch(/siso\.yml, line 3: there is no field "tokenLimits\.dayly"/);
  });
});

describe('a file', () => {
  test.each([
    { name: 'siso.config.json', text: '{"budget": ', says: /siso\.config\.json is not JSON/ },
    { name: 'siso.config.json', text: '[]', says: /it does not hold fields with values/ },
    { name: '.github/siso.yml', text: 'budget: "1"\n  model: x', says: /siso\.yml, line 2 is not YAML/ },
    { name: '.github/siso.yml', text: 'wait: 1h\nwait: 2h', says: /line 2 is not YAML that siso reads: .*unique/ },
    { name: '.github/siso.yml', text: 'model: !!js/function x', says: /line 1 is not YAML that siso reads/ },
    { name: '.github/siso.yml', text: 'just words', says: /it does not hold fields with values/ },
    { name: 'siso.config.json', text: 'x'.repeat(100_001), says: /larger than 100 kB/ },
  ])('$name with $text', async ({ name, text, says }) => {
    expect((await fault({ [name]: text })).message).toMatch(says);
  });

  test('with aliases of aliases is not unfolded', async () => {
    const levels = Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]`);
    const text = `a0: &a0 [x]\n${levels.join('\n')}\n`;
    expect((await fault({ '.github/siso.yml': text })).message).toMatch(/repeats itself too often/);
  });

  test.each(['siso.config.json', '.github/siso.yml'])('%s that leads elsewhere is not read', async (name) => {
    const [folder, secret] = [aFolder(), join(aFolder(), 'secret')];
    write(secret, { 'siso.yml': 'canary-7f3a: 1', 'siso.config.json': 'canary-7f3a' });
    if (name.includes('/')) symlinkSync(secret, join(folder, '.github'));
    else symlinkSync(join(secret, name), join(folder, name));
    const { all, message } = await fault({}, {}, folder);
    expect(message).toMatch(/is not a plain file of this folder/);
    expect(all).not.toContain('canary');
  });

  test.skipIf(process.platform === 'win32')('that is a pipe or a folder is not waited for', async () => {
    const folder = aFolder();
    execFileSync('mkfifo', [join(folder, 'siso.config.json')]);
    expect((await fault({}, {}, folder)).message).toMatch(/is not a plain file/);
    const other = aFolder();
    mkdirSync(join(other, 'siso.config.json'));
    expect((await fault({}, {}, other)).message).toMatch(/is not a plain file/);
  });

  test('of nothing, or of comments, sets nothing', async () => {
    const folder = aFolder();
    write(folder, { '.github/siso.yml': '# nothing yet\n', 'siso.config.json': '{"$schema":"./x.json"}' });
    const { origins } = await readSettings({ folder, env: {} });
    expect(origins.every(({ origin }) => origin === 'default')).toBe(true);
  });
});
