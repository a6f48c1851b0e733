/** What becomes of a task whose attempt failed: the queue tries again what time mends, and nothing else. */
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../support/ledger.ts';
import { scenarioFile } from '../../support/siso.ts';
import { isOver, submitted, taskIn, taskWhen } from '../../support/worker.ts';
import { aWorkplace } from '../../support/workplace.ts';

test('a rate limit of the provider uses no attempt, holds for every worker, and the task runs once it is over', async () => {
  const { ledger, store, example, worker } = await aWorkplace();
  const id = await submitted(store, example);
  await (await worker('rate-limited', { until: 'claimed' })).end();
  const { now, providerGateUntil } = await store.call('siso_status', {});
  const snoozed = await taskIn(store, id);
  await (await worker('answer', { until: 'claimed' })).end();
  expect(await taskIn(store, id)).toMatchObject({ state: 'queued', attempt: 0 });
  await ledger.clock.advance(121 * SECOND);
  await (await worker('answer', { until: 'claimed' })).end();

  expect(snoozed).toMatchObject({ state: 'queued', attempt: 0, reason: 'api_failed' });
  expect(Date.parse(snoozed.readyAt ?? '') - Date.parse(now)).toBe(120 * SECOND);
  expect(providerGateUntil).toBe(snoozed.readyAt);
  expect(await taskIn(store, id)).toMatchObject({ state: 'succeeded', attempt: 1 });
});

test('an API that answers 500 costs an attempt, and the next one succeeds', async () => {
  const { ledger, store, example, worker } = await aWorkplace();
  const id = await submitted(store, example);
  await (await worker(scenarioFile('always-500'), { until: 'claimed' })).end();
  const failed = await taskIn(store, id);
  await ledger.clock.advance(15 * MINUTE);
  await (await worker('answer', { until: 'claimed' })).end();

  expect(failed).toMatchObject({ state: 'queued', attempt: 1, errors: [{ reason: 'api_failed' }] });
  expect(await taskIn(store, id)).toMatchObject({ state: 'succeeded', attempt: 2 });
});

test('a repository that is away is looked for again; a request that the API refuses is not repeated', async () => {
  const { store, example, worker } = await aWorkplace();
  const away = await submitted(store, { repo: 'acme/web', workspace: '/nowhere/at/all' });
  const bad = await submitted(store, example);
  const { end } = await worker(scenarioFile('always-400'));
  await taskWhen(store, bad, isOver);
  await taskWhen(store, away, ({ errors }) => errors.length > 0);
  await end();

  expect(await taskIn(store, away)).toMatchObject({ state: 'queued', attempt: 1, reason: 'start_failed' });
  expect(await taskIn(store, bad)).toMatchObject({ state: 'failed', reason: 'api_failed', attempt: 1 });
});
