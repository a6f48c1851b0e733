/** What people see: plain aligned text in a pipe, a table that fits and colours on a terminal. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { textWidth } from '../../../src/cli/display/width.ts';
import { seededSiso } from '../../support/seeded-siso.ts';

const seeded = seededSiso();
const CYAN = '\u001b[36m';

/** Looks only. */
const LOOKING = [
  'status',
  'tasks',
  'usage',
  'usage --by label --range today',
  'limits',
  'budget',
  'prices',
  'members',
  'audit',
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|##\[/;

describe.each([...LOOKING, 'task SUCCEEDED', 'task HOSTILE', 'cancel FAILED'])('siso %s', (line) => {
  const words = () => {
    const { succeeded, hostile, failed } = seeded.seeds();
    return line.replace('SUCCEEDED', succeeded).replace('HOSTILE', hostile).replace('FAILED', failed).split(' ');
  };

  test('prints plain text where there is no terminal', async () => {
    const { code, stdout, stderr } = await seeded.siso(words());
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toMatch(STEERING);
    expect(stdout.trim()).not.toBe('');
  });

  test.each([60, 100])('fits a terminal of %i columns', async (columns) => {
    const shown = await seeded.shown(words(), columns);
    expect(shown.split('\n').filter((row) => textWidth(row) > columns)).toEqual([]);
  });
});

test('status says whether anything can start, what runs and what is left', async () => {
  const { stdout } = await seeded.siso(['status']);
  expect(stdout).toMatch(/^Running: 1 of 3 slots in use, 1 task waiting \[rehearsal\]$/m);
  expect(stdout).toMatch(/● running .*Still at it/);
  expect(stdout).toMatch(/Budgets \(days and months of UTC\)/);
  expect(stdout).toMatch(/^global +dollars\/day +\$0\.048 +\$1\.00 +\$48\.952 +\$50\.00 +█░{9} +in /m);
});

test('a list names how to get the next page, and the last page says that it is the last', async () => {
  const first = await seeded.siso(['tasks', '--limit', '4']);
  const [, cursor = ''] = /for the next page add: --after (\S+)/.exec(first.stdout) ?? [];
  const second = await seeded.siso(['tasks', '--limit', '4', '--after', cursor]);
  expect(second.stdout).toMatch(/2 tasks; there are no more\./);
  expect((await seeded.siso(['tasks', '--search', 'nothing is called so'])).stdout).toBe('No task matches.\n');
});

test('a task tells why, when, what it cost of what was held, and what came of it', async () => {
  const { stdout } = await seeded.siso(['task', seeded.seeds().succeeded]);
  expect(stdout).toMatch(/Why +Claude Code finished\./);
  expect(stdout).toMatch(
    /Cost +\$0\.012 \(metered\); Claude Code itself says \$0\.011\n +1\.2 % of the \$1\.00 that were held/,
  );
  expect(stdout).toMatch(/Denied +Bash\(rm -rf \/\)/);
  expect(stdout).toMatch(/git diff HEAD\.\.\.siso\/task-1/);
  expect(stdout).toMatch(/\+\d+ ms +started/);
  expect(stdout).toMatch(/last 20 of 30 lines[\s\S]*line 30 of the log/);
  const whole = await seeded.siso(['task', seeded.seeds().succeeded, '--logs']);
  expect(whole.stdout).toContain('line 1 of the log');
});

test('usage has a bar for each part and a character for each day, on a terminal in colour', async () => {
  const shown = await seeded.shown(['usage']);
  expect(shown).toContain(`${CYAN}██████████`);
  const plain = stripVTControlCharacters(shown);
  expect(plain).toMatch(/By day +[·▁-█]{7} the most on /);
  expect(plain).toMatch(/development +\$0\.024 +50 % +█{10}/);
  expect(plain).toMatch(/2 succeeded, 1 failed, 1 at its hold/);
});

test('a change is shown before and after, and one that changes nothing says so', async () => {
  const set = ['limits', 'set', 'analysis', '--tokens-per-minute', '7000'];
  expect((await seeded.siso(set)).stdout).toMatch(/Limits of analysis\n {2}tokens a minute {2}16,000 → 7,000\n/);
  expect((await seeded.siso(set)).stdout).toMatch(/Nothing changed/);
  const budget = await seeded.siso(['budget', 'set', '--monthly', '1500', '--zone', 'Europe/Berlin']);
  expect(budget.stdout).toMatch(/dollars a month +\$1,000\.00 → \$1,500\.00\n {2}zone +UTC → Europe\/Berlin/);
  const price = await seeded.siso(['prices', 'add', 'haiku', '--input', '0.2', '--output', '1', '--source', 'a list']);
  expect(price.stdout).toMatch(/claude-haiku-5-5[\s\S]*input +\$0\.10 → \$0\.20/);
  const grant = await seeded.siso(['grant', '5', '--for', '24h', '--reason', 'release day']);
  expect(grant.stdout).toMatch(/Granted \$5\.00 on top of the global budget until .* \(in 24 h\): release day/);
  expect((await seeded.siso(['budget'])).stdout).toMatch(/\+ \$5\.00 until .*: release day/);
  expect((await seeded.siso(['usage'])).stdout).toMatch(/days of Europe\/Berlin, the ledger's zone/);
});

test('cancelling twice says the same', async () => {
  const { queued } = seeded.seeds();
  const [once, twice] = [await seeded.siso(['cancel', queued]), await seeded.siso(['cancel', queued.slice(2)])];
  expect([once.stdout, twice.stdout]).toEqual([`${queued} is cancelled.\n`, `${queued} is cancelled.\n`]);
});
