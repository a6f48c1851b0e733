/** Whatever is wrong is said with what to do about it, before the ledger is opened. */
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultReportSchema } from '../../../src/contracts/run-report.ts';
import { printable } from '../../../src/domain/printable.ts';
import { openStore } from '../../../src/store/index.ts';
import { aSiso, type Siso } from '../../support/siso.ts';
import { aFolder, aRepository, write } from '../../unit/workspace/support.ts';

/** What is said, and what to do next. */
interface Said {
  code?: number;
  says: RegExp;
  hint: RegExp;
}

function expectSaid(
  end: { code: number | null; stdout: string; stderr: string },
  { code = 2, says, hint }: Said,
): void {
  expect(end.stderr).toMatch(says);
  expect(end.stderr).toMatch(hint);
  expect(end.stderr).not.toMatch(/\n\s+at |fault in siso/);
  const { error, exitCode } = faultReportSchema.parse(JSON.parse(end.stdout));
  expect(printable(`${error.message} ${error.hint}`)).toMatch(says);
  expect({ code: end.code, exitCode }).toEqual({ code, exitCode: code });
}

/** Postgres writes this file at every start. */
function lastOpened({ rehearsalFolder }: Siso): number {
  return statSync(join(rehearsalFolder, 'ledger/global/pg_control')).mtimeMs;
}

async function expectUsage(args: string[], said: Said): Promise<void> {
  const siso = await aSiso();
  const before = lastOpened(siso);
  expectSaid(await siso.run(['run', ...args, '--json']), said);
  expect(lastOpened(siso)).toBe(before);
  expect(siso.runs()).toEqual([]);
}

describe('an option', () => {
  test.each<Said & { option: string; value: string }>([
    {
      option: 'category',
      value: 'developement',
      says: /'developement' is invalid/,
      hint: /Did you mean development\?/,
    },
    { option: 'priority', value: 'soon', says: /--priority/, hint: /It can be urgent, high, medium, low\./ },
    { option: 'environment', value: 'prod', says: /--env/, hint: /It can be development, staging, production\./ },
    { option: 'allow', value: 'Reed', says: /Reed is not a tool a run can have/, hint: /Did you mean Read\?/ },
    { option: 'budget', value: '-1', says: /--budget/, hint: /Give dollars above zero/ },
    { option: 'budget', value: '0', says: /--budget/, hint: /Give dollars above zero/ },
    { option: 'budget', value: '1e99', says: /--budget/, hint: /such as 1\.50/ },
    { option: 'budget', value: '999999', says: /--budget/, hint: /At most 10000 dollars/ },
    { option: 'budget', value: '0.0000001', says: /--budget/, hint: /at most six decimals/ },
    { option: 'estimate', value: '1.5', says: /--estimate/, hint: /Give a whole number above zero/ },
    { option: 'timeout', value: 'soon', says: /--timeout/, hint: /Give a time such as 90s, 15m or 2h/ },
    { option: 'timeout', value: '48h', says: /--timeout/, hint: /at most 24h/ },
    { option: 'timeout', value: '0', says: /--timeout/, hint: /Give a time such as/ },
    { option: 'wait', value: '-5m', says: /--wait/, hint: /Give a time such as/ },
    { option: 'model', value: '##[error]x y', says: /--model/, hint: /Give the name of a model/ },
    { option: 'pioritiy', value: 'high', says: /unknown option '--pioritiy/, hint: /--help|Did you mean/ },
    { option: 'rehearse', value: 'fix-bugs', says: /no rehearsal scenario fix-bugs/, hint: /Did you mean fix-bug\?/ },
    { option: 'rehearse', value: 'none.json', says: /none\.json cannot be read/, hint: /A scenario is JSON/ },
  ])('--$option $value', ({ option, value, ...said }) =>
    expectUsage(['x', ...(option === 'rehearse' ? [] : ['--rehearse=answer']), `--${option}=${value}`], said),
  );

  test('--template of a name near one, and of a path', async () => {
    const said = { says: /There is no template "fix-bug"/, hint: /Did you mean fix-bugs\?/ };
    await expectUsage(['--template', 'fix-bug', '--rehearse'], said);
    await expectUsage(['--template', '../package', '--rehearse'], {
      says: /no template/,
      hint: /There are: .*fix-bugs/,
    });
  });
});

describe('a prompt', () => {
  const folder = () => {
    const path = aFolder();
    write(path, { empty: '\0\n', long: 'x'.repeat(1_000_001) });
    return path;
  };

  test.each<Said & { what: string; args(folder: string): string[] }>([
    {
      what: 'from nowhere',
      args: () => [],
      says: /There is no prompt/,
      hint: /Give one of: the prompt in quotes, --file/,
    },
    { what: 'of blanks', args: () => [' \n\t'], says: /The prompt is empty/, hint: /Say what is to be done/ },
    { what: 'from two sources', args: (at) => ['x', '-f', `${at}/long`], says: /more than one prompt/, hint: /one of/ },
    { what: 'missing', args: (at) => ['-f', `${at}/none`], says: /no prompt file .*none/, hint: /Check the path/ },
    { what: 'that is a folder', args: (at) => ['-f', at], says: /no prompt file/, hint: /Check the path/ },
    { what: 'file that is empty', args: (at) => ['-f', `${at}/empty`], says: /empty is empty/, hint: /Say what/ },
    { what: 'of more than 1 MB', args: (at) => ['-f', `${at}/long`], says: /longer than 1 MB/, hint: /name the file/ },
  ])('$what', ({ args, ...said }) => expectUsage([...args(folder()), '--rehearse=answer'], said));
});

describe('a configuration file', () => {
  test.each<Said & { text: string }>([
    { text: '{"budget": ', says: /siso\.config\.json is not JSON/, hint: /Correct the file/ },
    { text: '{"buget":"1"}', says: /there is no field "buget"/, hint: /Did you mean "budget"\?/ },
    { text: '{"tokenLimits":{"dayly":1}}', says: /no field "tokenLimits\.dayly"/, hint: /Did you mean "daily"\?/ },
    { text: '{"category":"testin"}', says: /"category" cannot be "testin"/, hint: /Did you mean "testing"\?/ },
    { text: '{"budget":1}', says: /"budget": .*expected string/, hint: /Correct the field/ },
    { text: '{"budget":"lots"}', says: /"budget" cannot be "lots"/, hint: /Give dollars/ },
    { text: '{"permissions":{"allow":["Bush"]}}', says: /Bush is not a tool/, hint: /permissions\.allow/ },
    { text: '{"timeout":"0"}', says: /"timeout" cannot be "0"/, hint: /Give a time/ },
    { text: '{"model":"a\\nb"}', says: /"model" cannot be/, hint: /Give the name of a model/ },
    { text: '{"claudePath":"./x"}', says: /no field "claudePath"/, hint: /--claude-path or SISO_CLAUDE_PATH/ },
    // What a checkout brings must not steer the terminal either.
    { text: '{"\\u001b[2J":1}', says: /there is no field " "/, hint: /Correct the field/ },
  ])('$text', ({ text, ...said }) => {
    const workspace = aRepository({ 'siso.config.json': text });
    return expectUsage(['x', '--rehearse=answer', '--workspace', workspace], said);
  });
});

describe('a workspace', () => {
  const UNBORN = { '.git/HEAD': 'ref: refs/heads/main\n', '.git/objects/x': '', '.git/refs/x': '' };

  test.each<Said & { what: string; spoil(folder: string): void }>([
    {
      what: 'missing',
      spoil: (at) => rmSync(at, { recursive: true }),
      says: /There is no folder/,
      hint: /Check the path/,
    },
    { what: 'that is no repository', spoil: () => {}, says: /is not in a git repository/, hint: /git init/ },
    { what: 'without a commit', spoil: (at) => write(at, UNBORN), says: /no commit yet/, hint: /Commit first/ },
  ])('$what', ({ spoil, ...said }) => {
    const workspace = aFolder();
    spoil(workspace);
    return expectUsage(['x', '--rehearse=answer', '--workspace', workspace], said);
  });
});

test('a run against the real API needs a key', () =>
  expectUsage(['x'], { says: /There is no API key/, hint: /ANTHROPIC_API_KEY.*--rehearse/ }));

test('a scenario file that is none is told by its field', () => {
  const file = join(aFolder(), 'scenario.json');
  writeFileSync(file, '{"steps":[{"txt":"x"}]}');
  return expectUsage(['x', `--rehearse=${file}`], { says: /is not a scenario: .*txt/, hint: /A scenario is JSON/ });
});

test.each([
  { path: '/no/such/claude', says: /\/no\/such\/claude is not an executable/, hint: /siso setup/ },
  { path: '/bin/true', says: /\/bin\/true is not a Claude Code/, hint: /--claude-path/ },
])('--claude-path $path gives the hold back', async ({ path, ...said }) => {
  const siso = await aSiso();
  expectSaid(await siso.run(['run', 'x', '--rehearse=answer', '--json', '--claude-path', path]), said);
  expect(await siso.settled()).toBe(0);
});

test('a blank key is no key', async () => {
  const siso = await aSiso();
  const end = await siso.run(['run', 'x', '--json'], { env: { ANTHROPIC_API_KEY: ' \n' } });
  expectSaid(end, { says: /There is no API key/, hint: /ANTHROPIC_API_KEY/ });
});

describe('a data directory with a ledger of the other kind', () => {
  test('does not count a real run among rehearsals', async () => {
    const siso = await aSiso();
    const env = { ANTHROPIC_API_KEY: 'sk-ant-test', SISO_DATA_DIR: siso.rehearsalFolder };
    const end = await siso.run(['run', 'x', '--json', '--workspace', aRepository()], { env });
    expectSaid(end, { says: /is one of rehearsals, and this is a real run/, hint: /SISO_DATA_DIR/ });
    expect(await siso.settled()).toBe(0);
  });

  test('does not count a rehearsal among real runs', async () => {
    const siso = await aSiso();
    rmSync(siso.rehearsalFolder, { recursive: true });
    await (await openStore({ directory: siso.rehearsalFolder })).close();
    const end = await siso.rehearse('answer', ['--workspace', aRepository()]);
    expectSaid(end, { says: /is one of real runs, and this is a rehearsal/, hint: /SISO_DATA_DIR/ });
  });
});

test('a relative --claude-path or SISO_CLAUDE_PATH means the folder of whoever gave it, never the checkout', async () => {
  const siso = await aSiso();
  const claude = (says: string) =>
    `#!/bin/sh\n[ "$1" = --version ] && echo '2.1.330 (Claude Code)' || echo ${says} >&2; exit 3\n`;
  const workspace = aRepository({ claude: claude('the one of the checkout'), 'a.txt': 'x' });
  writeFileSync(join(siso.root, 'claude'), claude('the right one'), { mode: 0o755 });
  for (const [args, env] of [
    [['--claude-path', './claude'], {}],
    [[], { SISO_CLAUDE_PATH: './claude' }],
  ] as const) {
    const end = await siso.rehearse('answer', [...args, '--workspace', workspace], { env });
    expect(end.code).toBe(1);
    expect(end.report()).toMatchObject({ status: 'failed', error: 'the right one', costMicros: 0 });
  }
});

describe('a ledger that cannot be opened', () => {
  test.each<Said & { why: string; spoil(siso: Siso): void }>([
    {
      why: 'a file is in its place',
      spoil: (at) => writeFileSync(at.dataDirectory, ''),
      says: /cannot be/,
      hint: /Make it/,
    },
    {
      why: 'it leads nowhere',
      spoil: (at) => symlinkSync('none/none', at.dataDirectory),
      says: /cannot be/,
      hint: /Make it/,
    },
    {
      why: 'it is damaged',
      spoil: (at) => write(at.rehearsalFolder, { 'ledger/x': '' }),
      says: /is damaged: PG_VERSION is missing/,
      hint: /Restore the folder from a backup/,
    },
  ])('because $why has an exit code of its own', async ({ spoil, ...said }) => {
    const siso = await aSiso();
    rmSync(siso.dataDirectory, { recursive: true });
    spoil(siso);
    for (const workspace of [[], ['--workspace', aRepository()]]) {
      expectSaid(await siso.rehearse('answer', workspace), { ...said, code: 5 });
    }
  });
});
