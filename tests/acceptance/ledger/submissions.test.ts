import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const submission = {
  ...({ name: 'Fix the login', actor: 'ada', category: 'testing', priority: 'high', environment: 'staging' } as const),
  ...{ model: 'claude-sonnet-5-5', prompt: 'Fix it.', tools: ['Read', 'Edit'], template: 'fix-bug', repo: 'acme/web' },
  ...{ org: 'acme', labels: { team: 'web' }, estimateTokens: 120, budgetMicros: 90_000, tokenHold: 200 },
  ...{ reason: 'it is down', allow: ['Edit(src/**)'], timeoutMs: 60_000, workspace: '/home/ada/web' },
};
const request = (taskId: string) => ledger.call('siso_task_request', { p_task_id: taskId });
const lastAudit = async () => (await ledger.audit()).at(-1);

describe('a submitted task', () => {
  test('waits, holds nothing and charges nothing', async () => {
    const before = await ledger.status();
    const taskId = await ledger.queued();

    expect(await ledger.status()).toEqual(before);
    expect(await ledger.task(taskId)).toMatchObject({
      ...{ state: 'queued', attempt: 0, holdMicros: 0, costMicros: 0, costSource: null, cancelRequested: false },
      ...{ createdAt: '2026-03-01T10:00:00+00:00', startedAt: null, finishedAt: null, events: [{ event: 'queued' }] },
    });
    expect(await lastAudit()).toMatchObject({ actor: 'ada', action: 'task.queued', subject: taskId });
  });

  test('keeps all that its runner needs', async () => {
    const taskId = await ledger.queued(submission);

    expect(await request(taskId)).toEqual(submission);
    expect(await request(taskId.toLowerCase())).toEqual(submission);
    expect(await ledger.task(taskId)).toMatchObject({ org: 'acme', budgetMicros: 90_000 });
  });

  test('may be larger than what there is room for now, but not than there ever is', async () => {
    await ledger.set('paused', true);
    await ledger.setBudget({ dailyMicros: 100_000 });
    await ledger.queued({ budgetMicros: 100_000 });

    expect(await ledger.submit({ budgetMicros: 100_001 })).toMatchObject({ decision: 'refused', reason: 'never_fits' });
    expect(await ledger.list()).toMatchObject({ tasks: [{ state: 'queued' }] });
  });

  test.each([
    ['bad_input', { estimateTokens: 0 }],
    ['price_unknown', { model: 'nobody-knows' }],
    ['forbidden', { actor: 'guest' }],
    ['forbidden', { actor: 'writer', priority: 'urgent' as const }],
  ])('is refused as %s like an admission: %j', async (reason, task) => {
    await ledger.member('guest', 'read');
    await ledger.member('writer', 'write');
    const args = { ...submission, ...task };
    const [row] = await ledger.sql<{ answer: object }>('select siso_submit(gen_random_uuid(), $1) as answer', [args]);

    expect(row?.answer).toMatchObject({ decision: 'refused', reason, hint: expect.any(String) });
    expect(await lastAudit()).toMatchObject({ action: 'task.refused', reason, subject: 'Fix the login' });
    expect(await ledger.list()).toEqual({ tasks: [], next: null });
  });
});

describe('the request of a task', () => {
  test('of one that was admitted directly is kept as well', async () => {
    const { allow, timeoutMs, workspace, ...asked } = submission;
    const { taskId } = await ledger.held(asked);

    expect(await request(taskId)).toEqual(asked);
  });

  test('of one from before requests were kept is what is known of it', async () => {
    const { taskId } = await ledger.done({ budgetMicros: 50_000 });
    await ledger.sql(`update automation_tasks set request = '{}'`);

    expect(await request(taskId)).toMatchObject({ name: 'Tidy up', prompt: 'Tidy up.', budgetMicros: 50_000 });
  });

  test('without its prompt is an error that says so', async () => {
    const taskId = await ledger.queued();
    await ledger.sql('delete from task_texts');

    await expect(request(taskId)).rejects.toMatchObject({ code: 'SI404', message: expect.stringContaining('prompt') });
    await expect(request('T-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });
});

describe('admitting a queued task', () => {
  test('takes its hold as a direct admission does', async () => {
    const direct = await ledger.held(submission);
    await ledger.release(direct.hold);
    const taskId = await ledger.queued(submission);
    const verdict = await ledger.admitQueued(taskId);

    expect(verdict).toMatchObject({ decision: 'admitted', taskId });
    if (verdict.decision !== 'admitted') return;
    const { id, leaseToken, ...figures } = verdict.hold;
    expect(direct.hold).toMatchObject(figures);
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running', attempt: 1, holdMicros: 90_000 });
    expect(await lastAudit()).toMatchObject({ actor: 'ada', action: 'task.admitted', reason: 'it is down' });
    expect(await ledger.budget('day', 'usd')).toMatchObject({ held: 90_000 });
  });

  test('is a whole life with start and settlement', async () => {
    const taskId = await ledger.queued();
    const { hold } = await ledger.runQueued(taskId);
    await ledger.settle(hold, usage({ tokens: 80 }));

    const task = await ledger.task(taskId);
    expect(task).toMatchObject({ state: 'succeeded', costMicros: 160, costSource: 'metered' });
    expect(task.events.map(({ event }) => event)).toEqual(['queued', 'admitted', 'started', 'succeeded']);
  });

  test('deferred, it stays queued and can be asked for again', async () => {
    await ledger.set('paused', true);
    const taskId = await ledger.queued();

    expect(await ledger.admitQueued(taskId)).toMatchObject({ decision: 'deferred', reason: 'paused' });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'queued', attempt: 0 });
    expect(await lastAudit()).toMatchObject({ action: 'task.deferred', subject: taskId, reason: 'paused' });
    await ledger.set('paused', false);
    expect(await ledger.admitQueued(taskId)).toMatchObject({ decision: 'admitted' });
  });

  test('refused, it fails and says why', async () => {
    const taskId = await ledger.queued();
    await ledger.setBudget({ dailyMicros: 99_999 });
    const verdict = await ledger.admitQueued(taskId);

    expect(verdict).toMatchObject({ decision: 'refused', reason: 'never_fits' });
    expect(await ledger.task(taskId)).toMatchObject({
      ...{ state: 'failed', reason: 'never_fits', attempt: 0, finishedAt: '2026-03-01T10:00:00+00:00' },
      error: verdict.decision === 'refused' ? verdict.hint : '',
    });
    expect(await lastAudit()).toMatchObject({ actor: 'ada', action: 'task.refused', subject: taskId });
  });

  test('asks for what its actor may do now', async () => {
    await ledger.member('bob', 'write');
    const taskId = await ledger.queued({ actor: 'bob' });
    await ledger.member('bob', 'read');

    expect(await ledger.admitQueued(taskId)).toMatchObject({ decision: 'refused', reason: 'forbidden' });
  });

  test('that is not queued is an error', async () => {
    const taskId = await ledger.queued();
    const { hold } = await ledger.runQueued(taskId);

    await expect(ledger.admitQueued(taskId)).rejects.toMatchObject({ code: 'SI409', message: /running/ });
    await ledger.settle(hold);
    await expect(ledger.admitQueued(taskId)).rejects.toMatchObject({ code: 'SI409', hint: /siso retry/ });
    await expect(ledger.admitQueued('T-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });

  test('ends overdue holds first', async () => {
    await ledger.set('max_concurrent_jobs', 1);
    await ledger.held();
    const taskId = await ledger.queued();
    expect(await ledger.admitQueued(taskId)).toMatchObject({ reason: 'no_slot' });

    await ledger.clock.advance(10 * MINUTE);
    expect(await ledger.admitQueued(taskId)).toMatchObject({ decision: 'admitted' });
  });
});

describe('a submitted task whose run did not begin', () => {
  test('goes back into the queue when its hold is given back, and no attempt is counted', async () => {
    const taskId = await ledger.queued();
    const verdict = await ledger.admitQueued(taskId);
    if (verdict.decision === 'admitted') await ledger.release(verdict.hold);

    expect(await ledger.task(taskId)).toMatchObject({
      ...{ state: 'queued', reason: 'released', error: 'not needed', attempt: 0, holdMicros: 0, finishedAt: null },
    });
    expect(await ledger.budget('day', 'usd')).toMatchObject({ held: 0, spent: 0 });
    await ledger.clock.advance(2 * MINUTE);
    await ledger.runQueued(taskId);
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running', attempt: 1, reason: null, error: null });
  });

  test('ends when somebody wanted it cancelled', async () => {
    const taskId = await ledger.queued();
    const verdict = await ledger.admitQueued(taskId);
    await ledger.cancel(taskId);
    if (verdict.decision === 'admitted') await ledger.release(verdict.hold);

    expect(await ledger.task(taskId)).toMatchObject({ state: 'cancelled', reason: 'released', attempt: 1 });
  });

  test('whose runner goes silent gets another try, if its cap has something left', async () => {
    const [capped, free] = [await ledger.queued(), await ledger.queued({ budgetMicros: undefined })];
    await ledger.runQueued(capped);
    await ledger.runQueued(free);
    await ledger.clock.advance(90 * SECOND);
    await ledger.expire();

    expect(await ledger.task(capped)).toMatchObject({ state: 'budget_capped', reason: 'hold_reached' });
    expect(await ledger.task(free)).toMatchObject({ state: 'queued', reason: 'lease_lost', costSource: 'estimated' });
  });
});

test('two who ask for the same queued task: one gets it', async () => {
  const taskId = await ledger.queued();
  const ask = () => ledger.call('siso_admit_task', { p_request_id: randomUUID(), p_task_id: taskId });
  const answers = await Promise.allSettled([ask(), ask()]);

  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});
