/** Help of every command, and what is said to whoever mistypes. Nothing here may open a ledger but the last. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { faultReportSchema } from '../../../src/contracts/run-report.ts';
import { seededSiso } from '../../support/seeded-siso.ts';
import { BUILT_SISO } from '../../support/siso.ts';

const seeded = seededSiso();
const nowhere = { env: { SISO_DATA_DIR: '/dev/null/nothing' }, command: BUILT_SISO };
const siso = (args: string[]) => seeded.place.run(args, nowhere);

const COMMANDS = [
  ...[
    'run',
    'submit',
    'retry',
    'templates',
    'templates show',
    'tasks',
    'task',
    'cancel',
    'status',
    'usage',
    'audit',
    'limits',
    'limits set',
    'limits preset',
    'budget',
  ],
  ...['budget set', 'grant', 'prices', 'prices add', 'members', 'members set', 'members remove', 'members default'],
  ...['keys', 'keys create', 'keys list', 'keys revoke'],
  ...['prune', 'prune set', 'init', 'doctor', 'setup', 'completion'],
];

describe('help', () => {
  test('lists every command under a heading, with what to start with', async () => {
    const { code, stdout } = await siso(['--help']);
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(COMMANDS.filter((command) => !command.includes(' '))));
    expect(stdout).toMatch(/^Tasks:[\s\S]*^What limits:[\s\S]*^Set up:[\s\S]*^Start:/m);
    expect(code).toBe(0);
  });

  test.each(COMMANDS)('of siso %s is the same by --help and by siso help', async (command) => {
    const words = command.split(' ');
    const [asked, helped] = await Promise.all([siso([...words, '--help']), siso(['help', ...words])]);
    expect(asked.stdout).toMatch(new RegExp(`^Usage: siso ${command} `));
    const [options = ''] = asked.stdout.split('\nExamples:');
    expect(options.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect({ ...helped, report: null }).toEqual({ ...asked, report: null });
    expect(asked.code).toBe(0);
  });
});

describe('whoever mistypes is told what was meant', () => {
  test.each<[string, RegExp]>([
    ['stat', /unknown command 'stat'\n\(Did you mean status\?\)/],
    ['taks', /Did you mean task\?|Did you mean tasks\?/],
    ['help taskz', /unknown command 'taskz'\n\(Did you mean task/],
    ['help limits prset', /unknown command 'limits prset'\n\(Did you mean preset\?\)/],
    ['limits sett', /unknown command 'limits sett'\n\(Did you mean set\?\)/],
    ['budget show', /unknown command 'budget show'/],
    ['prices ad', /Did you mean add\?/],
    ['tasks --stat failed', /unknown option '--stat'\n\(Did you mean --state\?\)/],
    ['tasks --prio high', /Did you mean --priority\?/],
    ['limits set testing --tokens-per-min 7', /Did you mean --tokens-per-minute\?/],
    ['budget set --dayly 7', /Did you mean --daily\?/],
    ['usage --jsn', /Did you mean --json\?/],
    ['tasks --state fialed', /'fialed' is invalid.* Did you mean failed\?/],
    ['tasks --state failed,runing', /Did you mean running\?/],
    ['prune --keep 31d', /At least 32d/],
    ['prune --texts 30', /Give whole days, such as 30d or 400d/],
    ['prune sett', /unknown command 'prune sett'\n\(Did you mean set\?\)/],
    ['prune set --keep 400h', /Give whole days/],
    ['tasks --since soon', /Give a time ago such as 2h or 7d/],
    ['tasks --limit 501', /At most 500 fit one page/],
    ['tasks --label web', /Give key=value/],
    ['task', /missing required argument 'id'/],
    ['task T-1 T-2', /too many arguments/],
    ['task not_an_id', /Give the id of a task/],
    ['cancel "', /Give the id of a task/],
    ['usage --by categry', /Did you mean category\?/],
    ['usage --range 7days', /It can be today, 7d, 30d, month/],
    ['limits set testng --tokens-per-day 1', /Did you mean testing\?/],
    ['limits set testing', /There is no limit to change[\s\S]*--tokens-per-minute 5000/],
    ['limits set testing --tokens-per-day 0', /Give a whole number above zero/],
    ['limits preset teem', /Did you mean team\?/],
    ['budget set', /There is nothing to change[\s\S]*--daily 20/],
    ['budget set --zone Europe/Berln --daily 1', /Did you mean Europe\/Berlin\?/],
    ['budget set --scope repo --daily 1', /repo:OWNER\/NAME/],
    ['budget set --daily lots', /Give dollars with at most six decimals.*or none/],
    ['grant 5 --for 24h', /required option '--reason <text>' not specified/],
    ['grant 5 --for 99d --reason release', /at most 31d/],
    ['grant 5 --for 1h --reason x', /3 to 500 characters/],
    ['grant lots --for 1h --reason release', /The amount cannot be "lots"[\s\S]*Give dollars/],
    ['grant 1.5 --tokens --for 1h --reason release', /The amount cannot be "1.5"[\s\S]*whole number/],
    ['prices add sonnet --input 1', /required option '--output <dollars>' not specified/],
    ['prices add sonnet --input 0.0001 --output 1 --source x', /at most three decimals/],
    ['completion powershell', /It can be bash, zsh, fish/],
    ['completion bsh', /Did you mean bash\?/],
  ])('siso %s', async (line, says) => {
    const end = await siso([...line.split(' '), '--json']);
    expect(end.stderr).toMatch(says);
    expect(end.stderr).not.toMatch(/\n\s+at |fault in siso/);
    const { error, exitCode } = faultReportSchema.parse(JSON.parse(end.stdout));
    expect([end.code, exitCode, error.code]).toEqual([2, 2, 'usage']);
  });
});

test('what is not in the ledger is said with where to look', async () => {
  const { succeeded } = seeded.seeds();
  const [unknown, beginning] = [
    await seeded.siso(['task', 'T-NOBODY']),
    await seeded.siso(['task', succeeded.slice(0, 8)]),
  ];
  expect(unknown.stderr).toMatch(/There is no task T-NOBODY[\s\S]*siso tasks/);
  expect(beginning.stderr).toContain(`Did you mean ${succeeded}?`);
  const cursor = await seeded.siso(['tasks', '--after', 'nonsense']);
  expect(cursor.stderr).toMatch(/next of the page before/);
  const grant = await seeded.siso(['grant', '5', '--for', '1h', '--reason', 'release', '--scope', 'org:nobody']);
  expect(grant.stderr).toMatch(/There is no budget for org nobody[\s\S]*Set a budget/);
  expect([unknown, beginning, cursor, grant].map(({ code }) => code)).toEqual([2, 2, 2, 2]);
});

test('a ledger that cannot be opened ends with 5, and looking makes none where --rehearse was meant', async () => {
  expect((await siso(['tasks'])).code).toBe(5);
  expect(existsSync('/dev/null/nothing')).toBe(false);
});
