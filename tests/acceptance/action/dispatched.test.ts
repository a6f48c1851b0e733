/** Tasks that were dispatched to a run of the workflow: taken over by it and no other, wherever they start from. */
import { beforeEach, expect, test } from 'vitest';
import { gitIn } from '../../support/action-job.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aSharedJob, type SharedJob } from '../../support/shared-job.ts';

const postgres = postgresOfThisFile();

let shared: SharedJob;
let project: SharedJob['project'];
let job: SharedJob['job'];
beforeEach(async () => {
  shared = await aSharedJob(postgres());
  ({ project, job } = shared);
});

const use: SharedJob['use'] = (...args) => shared.use(...args);
const taskOf: SharedJob['taskOf'] = (end) => shared.taskOf(end);

test('a dispatched task is taken over by its run, and by no other', async () => {
  const taskId = await shared.dispatched();
  const mode = { mode: 'task', 'task-id': taskId, rehearse: 'fix-bug' };

  const forged = await use(mode, { github: { run_id: '4712' } });
  // Inputs beside the id count for nothing.
  const end = await use({ ...mode, prompt: 'Something else.', 'budget-usd': '99' });

  expect(forged.outputs).toMatchObject({ decision: 'refused', reason: 'ledger_conflict', status: 'error' });
  expect(forged.summary).toContain('another run of the workflow');
  expect(end.outputs).toMatchObject({ status: 'succeeded', 'task-id': taskId });
  expect(await taskOf(end)).toMatchObject({ state: 'succeeded', publication: { branch: end.outputs.branch } });
});

test('what worked on the changes of a fork is never pushed: its result is a patch', async () => {
  const commit = await job.push('refs/pull/1/head', { 'NOTES.md': 'Of a stranger.' });
  const taskId = await shared.dispatched({ commit, untrusted: true });

  const end = await use({ mode: 'task', 'task-id': taskId, rehearse: 'fix-bug', 'patch-folder': '../patch' });
  const published = await use({ mode: 'publish', 'task-id': taskId, 'patch-folder': '../patch', rehearse: 'fix-bug' });

  expect([end.outputs.status, end.conclusion, published.conclusion]).toEqual(['succeeded', 'success', 'success']);
  expect(Object.keys(await job.branches())).toEqual(['main']);
  expect(job.repository.issues).toEqual([]);
  expect([end.summary, published.summary].join()).toMatch(/changes of a fork.*nothing was pushed/s);
});

test('a run that begins before its number was noted asks until it is', async () => {
  const { taskId, leaseToken } = await shared.claimed();

  const running = use({ mode: 'task', 'task-id': taskId, rehearse: 'fix-bug' });
  await project.gateway.sees('siso_take_over');
  await shared.noteRun(leaseToken);

  expect((await running).outputs.status).toBe('succeeded');
});

test('a dispatched task starts from its commit, which may be one of a pull request only', async () => {
  const commit = await job.push('refs/pull/1/head', { 'NOTES.md': 'Only in the pull request.' });
  const taskId = await shared.dispatched({ commit });

  const end = await use({ mode: 'task', 'task-id': taskId, rehearse: 'fix-bug' });

  expect(end.outputs).toMatchObject({ status: 'succeeded', 'task-id': taskId });
  expect(gitIn(job.workspace, ['log', '-1', '--format=%H', `${end.outputs.branch}~1`]).trim()).toBe(commit);
  expect(gitIn(job.workspace, ['status', '--porcelain'])).toBe('');
});

test('a step of a chain starts from the tip of the branch that the one before it left', async () => {
  const branch = 'siso/task-AAAA1111';
  const tip = await job.push(`refs/heads/${branch}`, { 'NOTES.md': 'Of the step before.' });
  const taskId = await shared.dispatched({ commit: branch });

  const end = await use({ mode: 'task', 'task-id': taskId, rehearse: 'fix-bug' });

  expect(end.outputs.status).toBe('succeeded');
  const clone = await job.branches();
  expect(Object.keys(clone)).toContain(end.outputs.branch);
  expect(await job.parentOf(end.outputs.branch ?? '')).toBe(tip);
});
