import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const failed = {
  state: 'failed',
  reason: 'agent_failed',
  error: 'tests fail',
  branch: 'siso/task-1',
  turns: 4,
} as const;
const request = (taskId: string) => ledger.call('siso_task_request', { p_task_id: taskId });

/** A task of ten cents that failed after it had used `micros`. */
async function failedTask(micros = 40_000): Promise<string> {
  const taskId = await ledger.queued({ budgetMicros: 100_000 });
  const { hold } = await ledger.runQueued(taskId);
  await ledger.settle(hold, usage({ tokens: 10, micros }), { ...failed, result: 'I tried.' });
  await ledger.clock.advance(2 * MINUTE);
  return taskId;
}

describe('retrying what is over', () => {
  test('puts it back into the queue as if it had just been submitted, but for what it has cost', async () => {
    const taskId = await failedTask();
    expect(await ledger.retry(taskId.toLowerCase())).toEqual({ decision: 'queued', taskId });

    const task = await ledger.task(taskId);
    expect(task).toMatchObject({
      ...{ state: 'queued', reason: null, error: null, finishedAt: null, startedAt: null, attempt: 1, holdMicros: 0 },
      ...{ turns: null, durationMs: null, sessionId: null, branch: null, result: null, changedFiles: [], denials: [] },
      ...{ costMicros: 40_000, tokens: { counted: 10 }, cancelRequested: false },
    });
    expect(task.events.at(-1)).toMatchObject({ event: 'retried', details: { by: 'ada', from: 'failed', changed: {} } });
    expect(task.events.find(({ event }) => event === 'failed')?.details).toMatchObject(failed);
  });

  test('merges what it changes into the request and the task', async () => {
    const taskId = await failedTask();
    const changes = {
      ...({ priority: 'high', model: 'claude-haiku-4-5', tools: ['Read', 'Edit'], allow: ['Edit'] } as const),
      ...{ budgetMicros: 200_000, estimateTokens: 90, tokenHold: 180, timeoutMs: 5_000, reason: 'once more' },
    };
    await ledger.retry(taskId, { ...changes, tools: [...changes.tools], allow: [...changes.allow] });

    expect(await request(taskId)).toEqual(expect.objectContaining({ ...changes, name: 'Tidy up', prompt: 'Tidy up.' }));
    const { priority, model, tools, budgetMicros } = changes;
    expect(await ledger.task(taskId)).toMatchObject({ priority, model, tools, budgetMicros });
    const [row] = (await ledger.sql(`select * from audit_log where action = 'task.retried'`)) as object[];
    expect(row).toMatchObject({
      ...{ actor: 'ada', subject: taskId, reason: 'once more' },
      before: { state: 'failed', priority: 'medium', budgetMicros: 100_000, estimateTokens: 100 },
      after: { state: 'queued', ...changes },
    });
  });

  test('the next attempt gets what the earlier ones left of the cap, and costs add up', async () => {
    const taskId = await failedTask(40_000);
    await ledger.retry(taskId);
    const { hold } = await ledger.runQueued(taskId);
    expect(hold.amountMicros).toBe(60_000);
    expect(await ledger.task(taskId)).toMatchObject({ attempt: 2, startedAt: '2026-03-01T10:02:00+00:00' });
    await ledger.settle(hold, usage({ tokens: 20, micros: 60_000 }));

    expect(await ledger.task(taskId)).toMatchObject({
      state: 'succeeded',
      costMicros: 100_000,
      tokens: { counted: 30 },
    });
    const today = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };
    expect(await ledger.call('siso_analytics', today)).toMatchObject([
      { tasks: 2, failed: 1, succeeded: 1, costMicros: 100_000 },
    ]);
  });

  test('with its cap used up it is refused, and a higher budget helps', async () => {
    const taskId = await failedTask(100_000);
    expect(await ledger.retry(taskId)).toMatchObject({
      ...{ decision: 'refused', reason: 'never_fits', hint: expect.stringContaining('--budget') },
    });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'failed', error: 'tests fail', branch: 'siso/task-1' });

    expect(await ledger.retry(taskId, { budgetMicros: 130_000 })).toMatchObject({ decision: 'queued' });
    expect((await ledger.runQueued(taskId)).hold.amountMicros).toBe(30_000);
  });

  test('a cap that is used up only later ends it as budget capped', async () => {
    const taskId = await ledger.queued();
    const { hold } = await ledger.runQueued(taskId);
    await ledger.clock.advance(90 * SECOND);
    await ledger.expire();
    await ledger.retry(taskId, { budgetMicros: 150_000 });
    await ledger.settle(hold, usage({ micros: 150_000 }));

    expect(await ledger.admitQueued(taskId)).toMatchObject({
      decision: 'refused',
      reason: 'never_fits',
      hint: /--budget/,
    });
    expect(await ledger.task(taskId)).toMatchObject({
      ...{ state: 'budget_capped', reason: 'hold_reached', error: expect.stringContaining('--budget'), attempt: 1 },
    });
  });

  test('a task that was admitted directly waits like any other from then on', async () => {
    const { taskId } = await ledger.done();
    await ledger.retry(taskId);

    const { hold } = await ledger.runQueued(taskId);
    expect(hold.amountMicros).toBe(100_000);
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running', attempt: 2 });
  });

  test('what an attempt used stays of its own model when the next one runs another', async () => {
    const taskId = await ledger.queued({ model: 'claude-haiku-4-5' });
    const { hold } = await ledger.runQueued(taskId);
    await ledger.clock.advance(90 * SECOND);
    await ledger.expire();
    await ledger.retry(taskId, { model: 'claude-sonnet-5-5', budgetMicros: 300_000 });
    await ledger.settle(hold, usage({ tokens: 10 }));

    expect(await ledger.sql('select distinct model from token_usage_history')).toEqual([{ model: 'claude-haiku-4-5' }]);
  });

  test('a cost is estimated as long as one attempt’s is', async () => {
    const taskId = await ledger.queued({ budgetMicros: 100_000 });
    const lost = await ledger.runQueued(taskId);
    await ledger.clock.advance(90 * SECOND);
    await ledger.expire();
    await ledger.retry(taskId, { budgetMicros: 200_000 });
    const { hold } = await ledger.runQueued(taskId);
    await ledger.settle(hold, usage({ micros: 1_000 }));
    expect(await ledger.task(taskId)).toMatchObject({ costMicros: 101_000, costSource: 'estimated' });

    await ledger.settle(lost.hold, usage({ micros: 3_000 }));
    expect(await ledger.task(taskId)).toMatchObject({ costMicros: 4_000, costSource: 'metered', state: 'succeeded' });
  });

  test('an attempt begins its part of the log', async () => {
    const taskId = await ledger.queued();
    const log = async (text: string) => {
      const { hold } = await ledger.runQueued(taskId);
      const lease = { p_request_id: crypto.randomUUID(), p_lease_token: hold.leaseToken };
      await ledger.call('siso_append_log', { ...lease, p_text: text });
      await ledger.settle(hold);
      await ledger.retry(taskId);
    };
    await log('first\n');
    await log('second\n');
    expect((await ledger.task(taskId)).logs).toBe('first\n── attempt 2 ──\nsecond\n');

    await log('x'.repeat(600_000));
    await log('fourth\n');
    expect((await ledger.task(taskId)).logs).toBe(
      '… the log of earlier attempts is not kept.\n── attempt 4 ──\nfourth\n',
    );
  });
});

describe('retrying what is not over', () => {
  test('changes a task that waits, and leaves it waiting', async () => {
    const taskId = await ledger.queued();
    expect(await ledger.retry(taskId, { priority: 'low', tools: ['Read'] })).toEqual({ decision: 'queued', taskId });

    const task = await ledger.task(taskId);
    expect(task).toMatchObject({ state: 'queued', priority: 'low', attempt: 0 });
    expect(task.events.at(-1)?.details).toMatchObject({ from: 'queued', changed: { priority: 'low' } });
    expect(task.events.at(-1)?.details).not.toMatchObject({ changed: { tools: ['Read'] } });
  });

  test('is an error while it runs, until its runner has gone silent', async () => {
    const { taskId } = await ledger.running();
    await expect(ledger.retry(taskId)).rejects.toMatchObject({ code: 'SI409', message: /is running/ });

    await ledger.clock.advance(90 * SECOND);
    expect(await ledger.retry(taskId, { budgetMicros: 200_000 })).toMatchObject({ decision: 'queued' });
    await expect(ledger.retry('T-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });
});

describe('who may retry what', () => {
  beforeEach(async () => {
    await ledger.member('bob', 'write');
    await ledger.member('eve', 'write');
    await ledger.member('max', 'maintain');
    await ledger.member('stop', 'none', ['task:cancel_any']);
  });

  test('one’s own tasks, or with task:cancel_any those of others', async () => {
    const taskId = await ledger.queued({ actor: 'bob' });

    await expect(ledger.retry(taskId, {}, 'eve')).rejects.toMatchObject({ code: 'SI403' });
    expect(await ledger.retry(taskId, {}, 'bob')).toMatchObject({ decision: 'queued' });
    expect(await ledger.retry(taskId, {}, 'max')).toMatchObject({ decision: 'queued' });
    expect(await ledger.retry(taskId, {}, 'stop')).toMatchObject({ decision: 'refused', reason: 'forbidden' });
  });

  test('urgent needs task:urgent of whoever asks and of the task’s actor', async () => {
    const bobs = await ledger.queued({ actor: 'bob' });
    const maxs = await ledger.queued({ actor: 'max' });
    const urgent = { priority: 'urgent' } as const;

    expect(await ledger.retry(bobs, urgent, 'bob')).toMatchObject({ decision: 'refused', reason: 'forbidden' });
    expect(await ledger.retry(bobs, urgent, 'max')).toMatchObject({ decision: 'refused', reason: 'forbidden' });
    expect(await ledger.retry(maxs, urgent, 'max')).toMatchObject({ decision: 'queued' });
  });

  test('nothing changes by a retry that is refused', async () => {
    const taskId = await failedTask();
    const before = await ledger.task(taskId);

    expect(await ledger.retry(taskId, { model: 'nobody-knows' })).toMatchObject({ reason: 'price_unknown' });
    expect(await ledger.retry(taskId, { tokenHold: 10 ** 9 })).toMatchObject({ reason: 'never_fits' });
    expect(await ledger.task(taskId)).toEqual(before);
    expect((await ledger.audit()).at(-1)).toMatchObject({ action: 'task.refused', subject: taskId });
  });
});
