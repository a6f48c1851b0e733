/** What a person sees: a live line on a terminal, plain lines elsewhere, one document with `--json`. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runAt } from '../../support/moments.ts';
import { aSiso, type RunningSiso, rehearsal, type Siso, STUBBORN, scenarioFile } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const SOURCE = join(import.meta.dirname, '../../../src/cli/main.ts');

/** Starts siso with a terminal of its own, whose keyboard is the standard input. */
function started(siso: Siso, args: string[], env: Record<string, string> = {}): RunningSiso {
  const quoted = [process.execPath, SOURCE, ...args].map((word) => `'${word}'`).join(' ');
  const terminal = { TERM: 'xterm-256color', SHELL: '/bin/sh', ...env };
  return siso.start(['--quiet', '--return', '--command', quoted, '/dev/null'], { command: ['script'], env: terminal });
}

test('on a terminal one live line shows turn, work, tokens and money, and the end is a summary in colour', async () => {
  const siso = await aSiso();
  const { code, stdout } = await started(siso, rehearsal('fix-bug')).ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/\d+ m?s · turn 3 · Bash npm test · [\d,]+ tokens · \$0\.\d+/);
  expect(stdout).toContain('\u001b[32m✓');
  expect(stdout).toMatch(/Succeeded.*T-\w+ in [\d.]+ s, 4 turns\./);
  expect(stdout).toMatch(/its tests pass.* in .*buggy-calculator/);
});

test('Ctrl-C on a terminal stops the run and settles it', async () => {
  const siso = await aSiso();
  const running = started(siso, rehearsal(scenarioFile('look-then-hang')));
  await runAt(siso, 'its second request is under way');
  running.stdin.write('\u0003');

  const { code, stdout } = await running.ended;

  expect(stdout).toContain('Stopping; what was used will be settled.');
  expect(stdout).toMatch(/Stopped.* \(interrupted\)/);
  expect(code).toBe(130);
  expect(await siso.settled()).toBeGreaterThan(0);
});

test('Ctrl-C while the workspace is made ends without a fault of ours', async () => {
  const siso = await aSiso();
  const running = started(siso, rehearsal('answer'));
  await runAt(siso, 'its workspace is being made');
  running.stdin.write('\u0003');

  const { code, stdout } = await running.ended;

  expect(stdout).not.toMatch(/fault in siso/);
  expect(code).toBe(130);
  expect(await siso.settled()).toBeGreaterThanOrEqual(0);
});

test.each([{ CI: 'true' }, { TERM: 'dumb' }])(
  'on a terminal that cannot redraw (%o) there are plain lines',
  async (env) => {
    const siso = await aSiso();
    const { stdout } = await started(siso, rehearsal('answer'), env).ended;
    expect(stdout).not.toContain('\u001b[?25l');
    expect(stdout.match(/turn 1/g)).toHaveLength(1);
  },
);

test('the second Ctrl-C leaves the terminal as it was', async () => {
  const siso = await aSiso();
  const running = started(siso, rehearsal(scenarioFile('npm-test'), ['--workspace', aRepository(STUBBORN)]));
  await runAt(siso, 'its first request is paid');
  await running.said(/turn 1.* Bash npm test/);
  running.stdin.write('\u0003');
  await running.said(/Stopping/);
  running.stdin.write('\u0003');

  const { code, stdout } = await running.ended;

  expect(code).toBe(130);
  expect(stdout.lastIndexOf('\u001b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\u001b[?25l'));
});

test('without a terminal there are plain lines, in order, and no escape sequence', async () => {
  const siso = await aSiso();
  const { stdout, stderr } = await siso.run(rehearsal('fix-bug'));
  expect(stdout + stderr).not.toContain('\u001b');
  expect(stderr.split('\n').map((line) => line.replace(/T-\w+|\$[\d.]+|[\d,]+ tokens/g, '…'))).toEqual([
    'Rehearsal: a scripted upstream answers the real Claude Code. No key is used, nothing is paid.',
    '● Admitted …: holds … and ….',
    '● Working in a private copy of the last commit.',
    '  Claude Code started with claude-sonnet-5-5',
    '  turn 1 I will look at the code first.',
    '  turn 1 Read src/calculator.js',
    '  turn 2 `average` divides by one less than the number of values. I will correct that.',
    '  turn 2 Edit src/calculator.js',
    '  turn 3 Now the tests.',
    '  turn 3 Bash npm test',
    expect.stringContaining('  turn 4 `average` divided by'),
    '',
  ]);
  expect(stdout).toContain('[rehearsal: nothing was paid]');
});

test('with --json there is one document on standard output and nothing elsewhere, also on a terminal', async () => {
  const siso = await aSiso();
  const piped = await siso.rehearse('tool-denied');
  expect(piped.stderr).toBe('');
  expect(piped.report().denials).toHaveLength(1);
  const shown = await started(siso, rehearsal('answer', ['--json'])).ended;
  expect(shown.stdout).not.toContain('\u001b');
  expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'succeeded' });
});
