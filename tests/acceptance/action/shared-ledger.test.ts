/** The Action with a runner key on a ledger of Supabase: Postgres, PostgREST and the gateway before it are real. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aSharedJob, type SharedJob } from '../../support/shared-job.ts';
import { scenarioFile } from '../../support/siso.ts';

const postgres = postgresOfThisFile();
const FIX = { prompt: 'Make the tests pass.', rehearse: 'fix-bug' };
const SQL_DAY = `update siso.test_clock set at = at + interval '1 day'`;
let shared: SharedJob;
let project: SharedJob['project'];
let job: SharedJob['job'];
let env: SharedJob['env'];
beforeEach(async () => {
  shared = await aSharedJob(postgres());
  ({ project, job, env } = shared);
});

const use: SharedJob['use'] = (...args) => shared.use(...args);
const taskOf: SharedJob['taskOf'] = (end) => shared.taskOf(end);
const id = () => ({ p_request_id: randomUUID() });

test('a run is held, metered, settled and published on the shared ledger', async () => {
  const end = await use({ ...FIX, 'budget-usd': '1.50' });

  expect(end.outputs).toMatchObject({ status: 'succeeded', 'cost-source': 'metered' });
  expect(await taskOf(end)).toMatchObject({
    ...{ state: 'succeeded', repo: 'acme/web', costSource: 'metered' },
    costMicros: Math.round(Number(end.outputs['cost-usd']) * 1e6),
    publication: { branch: end.outputs.branch, pullRequestNumber: 1 },
  });
  expect(end.summary).not.toContain('shared ledger');
  // Not even made: there is nothing for an embedded ledger to do.
  expect(existsSync(`${job.dataDirectory}/rehearsal`)).toBe(false);
  const shown = JSON.stringify([end.outputs, end.summary, end.annotations, job.repository.issues]);
  expect(shown).not.toContain(env.SISO_RUNNER_KEY);
});

test('the job that publishes tells cost and result out of the ledger, and tells it where they are', async () => {
  const first = await use({ ...FIX, 'create-pull-request': 'patch', 'patch-folder': '../patch' });
  const given = { 'task-id': first.outputs['task-id'] ?? '', 'patch-folder': '../patch', rehearse: 'fix-bug' };

  const end = await use({ mode: 'publish', ...given });

  expect(end.conclusion).toBe('success');
  const [pull] = job.repository.issues;
  expect(pull?.body).toContain(`${first.outputs['task-id']}: $${first.outputs['cost-usd']} (metered), 1 changed file,`);
  expect(pull?.body).toContain(first.outputs.result?.slice(0, 40));
  expect((await taskOf(first)).publication).toMatchObject({ branch: end.outputs.branch, pullRequestNumber: 1 });
});

test('the job that publishes comments on what changed no file, and demands something to do', async () => {
  const { number } = job.repository.addIssue();
  const first = await use({ prompt: 'Say hello.', rehearse: 'answer' });
  const given = { mode: 'publish', 'task-id': first.outputs['task-id'] ?? '', rehearse: 'answer' };

  const end = await use({ ...given, comment: String(number) });
  const nothing = await use(given);

  expect(end.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ status: 'published', 'task-id': first.outputs['task-id'], branch: '' });
  const [issue] = job.repository.issues;
  expect(issue?.comments).toMatchObject([{ body: expect.stringContaining(first.outputs['cost-usd'] ?? '?') }]);
  expect(nothing.outputs).toMatchObject({ reason: 'usage', status: 'error' });
});

test('what other agents use is settled with a runner key as well', async () => {
  await use({ mode: 'gate', prompt: 'Review.', 'budget-usd': '0.50', rehearse: 'answer' });

  const end = await use({ mode: 'settle', 'cost-usd': '0.20' });

  expect(end.outputs).toMatchObject({ status: 'succeeded', 'cost-usd': '0.20', 'cost-source': 'reported' });
  expect(await taskOf(end)).toMatchObject({ state: 'succeeded', costMicros: 200_000 });
});

test('a commit that is nowhere leaves the task where it was', async () => {
  const taskId = await shared.dispatched({ commit: 'f'.repeat(40) });

  const end = await use({ mode: 'task', 'task-id': taskId, rehearse: 'fix-bug' });

  expect(end.outputs).toMatchObject({ reason: 'workspace_invalid', status: 'error' });
  expect(end.summary).toContain('does not give the commit');
  expect((await project.service.call('siso_get_task', { p_task_id: taskId })).state).toBe('running');
});

test('the queue is worked off, this repository’s part of it, and the sums are told', async () => {
  const ours = [await shared.queued(), await shared.queued()];
  const theirs = await shared.queued({ repo: 'acme/api' });

  const end = await use({ mode: 'drain', rehearse: 'fix-bug', 'create-pull-request': 'false' });

  expect(end.conclusion).toBe('success');
  const tasks = await Promise.all(
    [...ours, theirs].map((p_task_id) => project.service.call('siso_get_task', { p_task_id })),
  );
  expect(tasks.map(({ state }) => state)).toEqual(['succeeded', 'succeeded', 'queued']);
  const spent = tasks.reduce((sum, { costMicros }) => sum + costMicros, 0);
  expect(Number(end.outputs['cost-usd']) * 1e6).toBeCloseTo(spent, -1);
  for (const one of ours) expect(end.summary).toContain(one);
});

test('a drain that is killed is settled by the report, from the journals of its meters', async () => {
  await shared.queued();
  const gone = new AbortController();
  const onLine = (line: string) => {
    if (/│ Read/.test(line)) gone.abort();
  };

  const end = await use(
    { mode: 'drain', rehearse: scenarioFile('look-then-hang'), 'create-pull-request': 'false' },
    { signal: gone.signal, onLine, patience: { interruptMs: 0, terminateMs: 0 } },
  );

  expect(Number(end.outputs['cost-usd'])).toBeGreaterThan(0);
  expect(await taskOf(end)).toMatchObject({ costSource: expect.stringMatching(/metered|estimated/) });
  expect((await project.service.call('siso_status', {})).running).toBe(0);
});

test('when its time is over a drain takes nothing more, and what runs goes on to its end', async () => {
  const ours = [await shared.queued(), await shared.queued()];

  const end = await use({
    ...{ mode: 'drain', rehearse: 'fix-bug', 'drain-time-limit': '1s', 'drain-max-tasks': '1' },
    'create-pull-request': 'false',
  });

  const tasks = await Promise.all(ours.map((p_task_id) => project.service.call('siso_get_task', { p_task_id })));
  expect(tasks.map(({ state }) => state).filter((state) => !['succeeded', 'queued'].includes(state))).toEqual([]);
  expect(tasks.filter(({ state }) => state === 'queued').length).toBeGreaterThan(0);
  expect(end.conclusion).toBe('success');
});

test('an empty queue is green and costs nothing', async () => {
  const end = await use({ mode: 'drain', rehearse: 'fix-bug' });

  expect(end.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ reason: 'queue_empty', 'cost-usd': '0.00' });
});

test('of a lost runner the sweep books the whole hold, once', async () => {
  const gone = new AbortController();
  const onLine = (line: string) => {
    if (/│ Read/.test(line)) gone.abort();
  };
  await use(
    { ...FIX, rehearse: scenarioFile('look-then-hang'), 'budget-usd': '0.75', 'create-pull-request': 'false' },
    { lost: gone.signal, onLine },
  );
  const before = await project.service.call('siso_status', {});
  const database = await project.database.connect();
  await database.query('create table siso.test_clock as select siso.now() as at');
  await database.query(SQL_DAY);

  const first = await project.service.call('siso_sweep', id());
  await project.service.call('siso_sweep', id());

  expect(before.running).toBe(1);
  expect(first).toMatchObject({ expired: 1 });
  const { tasks } = await project.service.call('siso_list_tasks', { p_filter: {}, p_limit: 5, p_after: null });
  expect(tasks).toMatchObject([
    { state: 'failed', reason: 'lease_lost', costMicros: 750_000, costSource: 'estimated' },
  ]);
  expect((await project.service.call('siso_status', {})).running).toBe(0);
});

test('what may not start now waits for a worker where the workflow says so', async () => {
  await project.service.call('siso_set_setting', { ...id(), p_actor: 'ada', p_key: 'paused', p_value: true });

  const end = await use({ ...FIX, 'on-refusal': 'queue' });

  expect(end.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ decision: 'queued', status: 'queued', 'cost-usd': '0.00' });
  expect(await taskOf(end)).toMatchObject({ state: 'queued', repo: 'acme/web' });
});

test('a ledger that cannot be asked lets nothing run, and says what to do', async () => {
  await project.gateway.stop();

  const end = await use({ ...FIX, rehearse: '' }, { env: { ANTHROPIC_API_KEY: 'sk-ant-api03-no-key-at-all' } });

  expect(end.conclusion).toBe('failure');
  expect(end.outputs).toMatchObject({ decision: 'refused', reason: 'store_unavailable', 'cost-usd': '' });
  expect(end.steps.find(({ id: step }) => step === 'run')?.outcome).toBe('skipped');
});
