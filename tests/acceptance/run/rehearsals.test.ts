/** Every scenario of the product through its command line, with the real Claude Code. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunReport } from '../../../src/contracts/run-report.ts';
import { aSiso, BUILT_SISO, rehearsal, type Siso, scenarioFile } from '../../support/siso.ts';
import { aRepository, git, write } from '../../unit/workspace/support.ts';

/** A rehearsal that is settled: the ledger has booked what the report says, at most its hold. */
async function settled(siso: Siso, scenario: string, args: string[] = []): Promise<[number | null, RunReport]> {
  const end = await siso.rehearse(scenario, args);
  const report = end.report();
  expect(await siso.settled()).toBe(report.costMicros);
  expect(report.costMicros).toBeLessThanOrEqual(report.hold?.amountMicros ?? 0);
  expect(report.rehearsal).toBe(true);
  return [end.code, report];
}

test('fix-bug repairs the example on a branch of its own, whose tests pass, and leaves the tree as it was', async () => {
  const siso = await aSiso();
  const [code, report] = await settled(siso, 'fix-bug');

  expect(code).toBe(0);
  expect(report).toMatchObject({
    ...{ status: 'succeeded', reason: 'completed', costSource: 'metered', requests: 4, denials: [] },
    ...{
      changedFiles: ['src/calculator.js'],
      insertions: 1,
      deletions: 1,
      branch: `siso/${report.taskId?.replace('T-', 'task-')}`,
    },
  });
  expect(report.costMicros).toBe(report.reportedCostMicros);
  const { repository, branch } = report;
  expect(git(repository, 'status', '--porcelain')).toBe('');
  expect(git(repository, 'branch', '--show-current').trim()).toBe('main');
  const test = () => execFileSync(process.execPath, ['--test'], { cwd: repository, stdio: 'pipe', env: {} });
  expect(test).toThrow();
  git(repository, 'switch', '--quiet', String(branch));
  expect(test).not.toThrow();
});

test('a repository of one’s own with uncommitted work keeps it; the branch starts from the commit', async () => {
  const siso = await aSiso();
  const repository = aRepository({ 'package.json': '{}', 'mine.txt': 'committed\n' });
  write(repository, { 'mine.txt': 'not committed\n', 'new.txt': 'x\n' });
  const before = git(repository, 'status', '--porcelain');
  const args = ['--workspace', join(repository, '.'), '--budget', '0.08'];
  const [, report] = await settled(siso, scenarioFile('write-then-loop'), args);

  expect(report).toMatchObject({ repository, changedFiles: ['notes.txt'] });
  expect(report.warnings).toEqual([expect.stringContaining('2 uncommitted changes are not part of the run')]);
  expect(git(repository, 'status', '--porcelain')).toBe(before);
  expect(git(repository, 'show', '--name-only', '--format=', String(report.branch)).trim()).toBe('notes.txt');
});

test('a run ends at its hold: the next request could not have been paid, and the work so far is kept', async () => {
  const siso = await aSiso();
  const [code, report] = await settled(siso, scenarioFile('write-then-loop'), ['--budget', '0.1']);

  expect(code).toBe(1);
  expect(report).toMatchObject({
    ...{ status: 'budget_capped', reason: 'hold_reached', costSource: 'metered' },
    ...{ hold: { amountMicros: 100_000 }, changedFiles: ['notes.txt'] },
  });
  expect(report.costMicros).toBe(report.reportedCostMicros);
  const [, spent, next] =
    /\$(\S+) is spent and the next request could cost \$(\d+\.\d+)/.exec(report.error ?? '') ?? [];
  expect(Math.round(Number(spent) * 1e6)).toBe(report.costMicros);
  expect(report.costMicros + Math.round(Number(next) * 1e6)).toBeGreaterThan(100_000);
});

test('a hold that pays no request ends without one', async () => {
  const [code, report] = await settled(await aSiso(), 'expensive', ['--budget', '0.000001']);
  expect(code).toBe(1);
  expect(report).toMatchObject({ status: 'budget_capped', costMicros: 0, requests: 0 });
});

test('a run ends at its token hold', async () => {
  const [code, report] = await settled(await aSiso(), 'expensive', ['--estimate', '2000']);
  expect(code).toBe(1);
  expect(report).toMatchObject({ status: 'budget_capped', reason: 'token_hold_reached', hold: { tokens: 4_000 } });
  expect(report.tokens.counted).toBeLessThanOrEqual(4_000);
});

test('an answer without a tool changes nothing and is told', async () => {
  const [code, report] = await settled(await aSiso(), 'answer');
  expect(code).toBe(0);
  expect(report).toMatchObject({ status: 'succeeded', requests: 1, changedFiles: [], branch: null });
  expect(report.result).toContain('rehearsed answer');
  expect(report.costMicros).toBe(report.reportedCostMicros);
});

test('a task is named by the first words of its prompt, cut between characters', async () => {
  const siso = await aSiso();
  const end = await siso.run(['run', `\n\n  ${'x'.repeat(79)}😀😀\nmore`, '--rehearse=answer', '--json']);
  const taskId = String(end.report().taskId);
  const task = await siso.withStore((store) => store.call('siso_get_task', { p_task_id: taskId }));
  expect(task.name).toBe(`${'x'.repeat(79)}😀`);
});

test('a denied tool is listed, and the run succeeds all the same', async () => {
  const [code, report] = await settled(await aSiso(), 'tool-denied');
  expect(code).toBe(0);
  expect(report).toMatchObject({ status: 'succeeded', denials: ['Bash: curl -s https://example.com'] });
});

test('sub-agents side by side are paid for together', async () => {
  const [code, report] = await settled(await aSiso(), 'subagents', ['--allow', 'Task,Read', '--budget', '0.20']);
  expect(code).toBe(0);
  expect(report).toMatchObject({ status: 'succeeded', requests: 6 });
  expect(report.costMicros).toBe(report.reportedCostMicros);
});

test('sub-agents side by side share a small hold and stay within it', async () => {
  const [code, report] = await settled(await aSiso(), 'subagents', ['--allow', 'Task,Read', '--budget', '0.08']);
  expect(code).toBe(1);
  expect(report).toMatchObject({ status: 'budget_capped', reason: 'hold_reached' });
  expect(report.requests).toBeGreaterThan(1);
});

test('an overloaded provider is asked again', async () => {
  const [code, report] = await settled(await aSiso(), 'overloaded-then-ok');
  expect(code).toBe(0);
  expect(report).toMatchObject({ status: 'succeeded', requests: 1, result: 'The second try was answered.' });
});

test('a provider that asks for a wait costs nothing, and everybody waits', async () => {
  const siso = await aSiso();
  const [code, report] = await settled(siso, 'rate-limited');
  expect(code).toBe(1);
  expect(report).toMatchObject({ status: 'failed', reason: 'api_failed', costMicros: 0, requests: 0 });

  const next = await siso.rehearse('answer');
  expect(next.code).toBe(4);
  expect(next.report()).toMatchObject({ decision: 'deferred', reason: 'provider_gate', costMicros: 0 });
  expect(Date.parse(next.report().retryAt ?? '')).toBeGreaterThan(Date.now() + 60_000);
});

test('an answer that never comes ends at the time limit and is charged at its worst case', async () => {
  const [code, report] = await settled(await aSiso(), 'hang', ['--timeout', '5s']);
  expect(code).toBe(1);
  expect(report).toMatchObject({ status: 'failed', reason: 'timed_out', costSource: 'estimated', requests: 1 });
  expect(report.costMicros).toBeGreaterThan(0);
});

test('an answer that breaks off is charged for what was seen, and said to be an estimate', async () => {
  const [code, report] = await settled(await aSiso(), 'cut-stream');
  expect(code).toBe(0);
  expect(report).toMatchObject({ status: 'succeeded', costSource: 'estimated', requests: 2 });
  // The CLI counts the output of the broken answer lower; the meter never counts it lower than that.
  expect(report.costMicros).toBeGreaterThanOrEqual(report.reportedCostMicros ?? 0);
});

test('the built program runs like the source', async () => {
  const siso = await aSiso();
  execFileSync(process.execPath, [join(import.meta.dirname, '../../../scripts/build.ts')], { stdio: 'pipe' });
  const end = await siso.run(rehearsal('fix-bug', ['--json']), { command: BUILT_SISO });
  expect(end.report()).toMatchObject({ status: 'succeeded', changedFiles: ['src/calculator.js'] });
  expect(await siso.settled()).toBe(end.report().costMicros);
});
