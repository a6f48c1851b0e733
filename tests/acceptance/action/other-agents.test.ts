import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/store/index.ts';
import { type ActionJob, aJob } from '../../support/action-job.ts';
import { endJob } from '../../support/composite/processes.ts';

const GATE = { mode: 'gate', prompt: 'Review the pull request.', 'budget-usd': '0.50', rehearse: 'answer' };

async function statusOf(job: ActionJob) {
  const store = await openStore({ directory: job.dataDirectory, rehearsal: true });
  return store.call('siso_status', {}).finally(() => store.close());
}

test.each([
  ['what the steps report', { 'cost-usd': '0.20' }, { 'cost-usd': '0.20', 'cost-source': 'reported' }],
  ['all of it where they report nothing', {}, { 'cost-usd': '0.50', 'cost-source': 'estimated' }],
  [
    'all of it where only a meter counts',
    { 'cost-usd': '0.20', 'require-metered': 'true' },
    { 'cost-usd': '0.50', 'cost-source': 'estimated' },
  ],
])('of a hold before other steps `settle` books %s', async (_what, reported, expected) => {
  const job = await aJob();

  const gate = await job.use(GATE);
  const held = await statusOf(job);
  const end = await job.use({ mode: 'settle', 'task-id': gate.outputs['task-id'] ?? '', ...reported });

  expect(gate.outputs).toMatchObject({ decision: 'admitted', status: 'running', 'base-url': '' });
  expect(gate.summary).toContain('$0.50 are held for the following steps');
  expect(held.running).toBe(1);
  expect(end.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ ...expected, status: 'succeeded', 'task-id': gate.outputs['task-id'] });
  expect(await statusOf(job)).toMatchObject({ running: 0 });
});

test('steps that failed are settled as failed, with what they report, and the step is red', async () => {
  const job = await aJob();
  const gate = await job.use(GATE);

  const end = await job.use({ mode: 'settle', 'cost-usd': '0.10', 'step-outcome': 'failure' });

  expect(gate.conclusion).toBe('success');
  expect(end.outputs).toMatchObject({ status: 'failed', 'cost-usd': '0.10', 'cost-source': 'reported' });
});

test('a hold is settled once, and what was never held cannot be', async () => {
  const job = await aJob();
  await job.use(GATE);
  await job.use({ mode: 'settle', 'cost-usd': '0.10' });

  const again = await job.use({ mode: 'settle', 'cost-usd': '0.10' });

  expect(again.conclusion).toBe('failure');
  expect(again.outputs).toMatchObject({ status: 'error' });
});

test('what was let in is settled though GitHub does not answer', async () => {
  const job = await aJob();
  const { number } = job.repository.addIssue();
  const use = { event: 'issues', payload: { issue: { number } } };
  await job.use(GATE, use);
  await job.github.stop();

  const end = await job.use({ mode: 'settle', 'cost-usd': '0.10' }, use);

  expect(end.outputs).toMatchObject({ status: 'succeeded', 'cost-usd': '0.10' });
});

test('what other agents use is no measure for runs of a task', async () => {
  const job = await aJob();
  await job.use(GATE);
  await job.use({ mode: 'settle', 'cost-usd': '0.10' });

  const store = await openStore({ directory: job.dataDirectory, rehearsal: true });
  const { tasks } = await store.call('siso_list_tasks', { p_filter: {}, p_limit: 1, p_after: null });
  await store.close();
  expect(tasks).toMatchObject([{ template: 'gate' }]);
});

test('no worker can take the steps of a job', async () => {
  const end = await (await aJob()).use({ ...GATE, 'on-refusal': 'queue' });

  expect(end.outputs).toMatchObject({ reason: 'usage', status: 'error' });
  expect(end.summary).toContain('A worker cannot run the steps of a job');
});

test('requests through the meter are counted, stop at the hold, and are settled to the micro-dollar', async () => {
  const job = await aJob();
  const trackingId = randomUUID();
  onTestFinished(() => void endJob(trackingId));
  const meter = await job.use({ ...GATE, mode: 'meter' }, { trackingId });
  const { 'base-url': baseUrl = '', 'agent-key': key = '' } = meter.outputs;

  const answer = await ask(baseUrl, key);
  const foreign = await ask(baseUrl, 'sk-ant-another-key-000000');
  const end = await job.use({ mode: 'settle' }, { trackingId });

  expect(meter.outputs).toMatchObject({ decision: 'admitted', status: 'running' });
  expect(meter.masks).toContain(key);
  expect(answer.status).toBe(200);
  expect(foreign.status).toBe(401);
  expect(end.outputs).toMatchObject({ status: 'succeeded', 'cost-source': 'metered' });
  expect(Number(end.outputs['cost-usd'])).toBeGreaterThan(0);
  expect(Number(end.outputs['output-tokens'])).toBeGreaterThan(0);
  expect(await statusOf(job)).toMatchObject({ running: 0 });
  await expect(ask(baseUrl, key)).rejects.toThrow('fetch failed');
});

test('of a meter that is killed the journal is settled', async () => {
  const job = await aJob();
  const trackingId = randomUUID();
  const meter = await job.use({ ...GATE, mode: 'meter' }, { trackingId });
  await ask(meter.outputs['base-url'] ?? '', meter.outputs['agent-key'] ?? '').then((answer) => answer.text());
  endJob(trackingId);

  const end = await job.use({ mode: 'settle' });

  expect(end.outputs).toMatchObject({ 'task-id': meter.outputs['task-id'], status: 'failed' });
  expect(Number(end.outputs['cost-usd'])).toBeGreaterThan(0);
  expect(Number(end.outputs['cost-usd'])).toBeLessThan(0.5);
  expect(await statusOf(job)).toMatchObject({ running: 0 });
});

function ask(baseUrl: string, key: string): Promise<Response> {
  return fetch(`${baseUrl}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'anthropic-version': '2023-06-01', 'x-api-key': key },
    body: JSON.stringify({
      ...{ model: 'claude-sonnet-5-5', max_tokens: 100 },
      messages: [{ role: 'user', content: 'Say hello.' }],
    }),
  });
}
