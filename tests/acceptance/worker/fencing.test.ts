/** A worker that lost its lease has no effect any more, and one that lives does not write too often. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MINUTE } from '../../support/ledger.ts';
import { sweep } from '../../support/queue.ts';
import { scenarioFile } from '../../support/siso.ts';
import { submitted, taskIn, taskWhen } from '../../support/worker.ts';
import { aWorkplace } from '../../support/workplace.ts';
import { git } from '../../unit/workspace/support.ts';

test('a stale worker makes no branch, leaves no result and writes nothing about a task that others may have', async () => {
  const { ledger, store, example, folder, worker } = await aWorkplace();
  // Without a cap of its own, which the lost hold would have used up.
  const id = await submitted(store, { ...example, budgetMicros: undefined });
  const { end, events } = await worker(scenarioFile('write-then-loop'));
  await taskWhen(store, id, ({ progress }) => (progress?.turns ?? 0) >= 3);
  await ledger.clock.advance(2 * MINUTE);
  await sweep(ledger);
  const lost = await taskIn(store, id);
  await end();

  expect(lost).toMatchObject({ state: 'queued', reason: 'lease_lost', progress: null });
  const after = await taskIn(store, id);
  expect(after).toMatchObject({ state: 'queued', branch: null, publication: null, logs: lost.logs, progress: null });
  expect(git(example.workspace, 'branch', '--list', 'siso/*')).toBe('');
  expect(existsSync(join(folder, 'results'))).toBe(false);
  expect(events).toContainEqual(expect.objectContaining({ kind: 'ended', taskId: id }));
});

test('a run that changes all the time tells the ledger at most once a second', async () => {
  const { store, calls, example, worker } = await aWorkplace();
  const id = await submitted(store, { ...example, budgetMicros: 5_000_000 });
  const { end } = await worker(scenarioFile('read-on'));
  const tellings = () => calls.filter(({ name }) => name === 'siso_heartbeat' || name === 'siso_append_log');
  await taskWhen(store, id, ({ progress }) => (progress?.turns ?? 0) >= 12 && tellings().length > 3);
  const told = tellings().map(({ at }) => at);
  await store.call('siso_cancel', { p_request_id: crypto.randomUUID(), p_actor: 'tester', p_task_id: id });
  await taskWhen(store, id, ({ finishedAt }) => finishedAt !== null);
  await end();

  const gaps = told.slice(1).map((at, index) => at - (told[index] ?? 0));
  expect(gaps.length).toBeGreaterThan(1);
  expect(gaps.filter((gap) => gap < 1_000)).toEqual([]);
});
