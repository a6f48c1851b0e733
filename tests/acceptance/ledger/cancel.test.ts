import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, SECOND, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

describe('cancelling', () => {
  test.each(['queued', 'blocked', 'pending_approval'])('a task that is %s ends it at once', async (state) => {
    const taskId = await ledger.queued();
    await ledger.sql('update automation_tasks set state = $1', [state]);

    expect(await ledger.cancel(taskId.toLowerCase())).toEqual({
      ...{ taskId, state: 'cancelled', cancelRequested: false, changed: true },
    });
    const task = await ledger.task(taskId);
    expect(task).toMatchObject({ state: 'cancelled', reason: 'cancelled', finishedAt: '2026-03-01T10:00:00+00:00' });
    expect(task.events.at(-1)).toMatchObject({ event: 'cancelled', details: { by: 'ada' } });
    expect((await ledger.audit()).at(-1)).toMatchObject({ actor: 'ada', action: 'task.cancelled', subject: taskId });
    const today = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };
    expect(await ledger.call('siso_analytics', today)).toMatchObject([{ tasks: 1, cancelled: 1, costMicros: 0 }]);
  });

  test('a running task asks its runner, which hears it with its next heartbeat', async () => {
    const taskId = await ledger.queued();
    const { hold } = await ledger.runQueued(taskId);
    expect(await ledger.heartbeat(hold)).toMatchObject({ ok: true, cancelRequested: false });

    expect(await ledger.cancel(taskId)).toEqual({ taskId, state: 'running', cancelRequested: true, changed: true });
    expect(await ledger.heartbeat(hold)).toMatchObject({ ok: true, cancelRequested: true });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running', cancelRequested: true });
    await ledger.settle(hold, usage({ micros: 2_000 }), { state: 'cancelled', reason: 'cancelled' });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'cancelled', costMicros: 2_000 });
  });

  test('a task that was admitted directly is no different', async () => {
    const { taskId, hold } = await ledger.running();
    await ledger.cancel(taskId);

    expect(await ledger.heartbeat(hold)).toMatchObject({ cancelRequested: true });
  });

  test('twice, or what is over, changes nothing', async () => {
    const waiting = await ledger.queued();
    const { taskId: running } = await ledger.running();
    const { taskId: over } = await ledger.done();
    await ledger.cancel(waiting);
    await ledger.cancel(running);
    const tasks = await ledger.sql('select * from automation_tasks');
    const audit = await ledger.audit();

    expect(await ledger.cancel(waiting)).toMatchObject({ state: 'cancelled', changed: false });
    expect(await ledger.cancel(running)).toMatchObject({ state: 'running', cancelRequested: true, changed: false });
    expect(await ledger.cancel(over)).toMatchObject({ state: 'succeeded', cancelRequested: false, changed: false });
    expect(await ledger.sql('select * from automation_tasks')).toEqual(tasks);
    expect(await ledger.audit()).toEqual(audit);
  });

  test('a task whose runner went silent finds it over', async () => {
    const { taskId } = await ledger.running();
    await ledger.clock.advance(90 * SECOND);

    expect(await ledger.cancel(taskId)).toMatchObject({ state: 'failed', changed: false });
  });

  test('one’s own needs no permission, that of others task:cancel_any', async () => {
    await ledger.member('bob', 'write');
    await ledger.member('eve', 'write');
    await ledger.member('max', 'maintain');
    const [first, second] = [await ledger.queued({ actor: 'bob' }), await ledger.queued({ actor: 'bob' })];
    await ledger.member('bob', 'none');

    await expect(ledger.cancel(first, 'eve')).rejects.toMatchObject({ code: 'SI403', message: /task:cancel_any/ });
    expect(await ledger.cancel(first, 'bob')).toMatchObject({ changed: true });
    expect(await ledger.cancel(second, 'max')).toMatchObject({ changed: true });
    await expect(ledger.cancel('T-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });
});
