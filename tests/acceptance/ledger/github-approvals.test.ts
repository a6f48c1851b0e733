import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../../../src/domain/events.ts';
import { imbalances } from '../../support/books.ts';
import { APPROVAL, act, comment, commented, decide, dispatch, request, THREAD } from '../../support/bot-ledger.ts';
import type { TestLedger } from '../../support/ledger.ts';
import { by } from '../../support/ledger-arguments.ts';
import { claimedIds, explain, openLedger, redrive } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
  await ledger.member('ada', 'admin');
  await ledger.call('siso_set_default_role', { ...by('ada'), p_role: 'none' });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const asked = (approval: Partial<typeof APPROVAL> | { why: 'fork'; by: 'maintain' } = {}, origin = {}) =>
  commented(ledger, {}, { ...origin, approval: { ...APPROVAL, ...approval } });
const state = async (id: string) => (await ledger.task(id)).state;
const pending = (taskId: string | null = null, thread = THREAD) =>
  ledger.call('siso_github_pending', { p_thread: thread, p_task_id: taskId });
const dispatchedIds = async () => (await dispatch(ledger)).claimed.map(({ taskId }) => taskId);
const events = async (id: string) => (await ledger.task(id)).events.map(({ event }) => event);

describe('a task that has to be approved', () => {
  test('is claimed by nobody, and says what it waits for', async () => {
    const id = await asked();
    await asked({}, { pool: 'comments' });

    expect([await dispatchedIds(), await claimedIds(ledger, 10, { filter: { pool: 'comments' } })]).toEqual([[], []]);
    expect(await claimedIds(ledger, 10)).toEqual([]);
    await expect(ledger.admitQueued(id)).rejects.toMatchObject({ code: 'SI409' });
    expect(await explain(ledger, id)).toMatchObject({ state: 'pending_approval', waitsFor: { reason: 'approval' } });
  });

  test('waits for its turn once it is approved, which is kept with it', async () => {
    const id = await asked();
    expect(await decide(ledger, id)).toEqual({ taskId: id, state: 'queued' });

    expect(await pending(id)).toMatchObject([{ state: 'queued', approval: { approvedBy: 'bob', hash: 'quoted' } }]);
    expect(await events(id)).toEqual(['approval_asked', 'approved', 'queued']);
    expect(await dispatchedIds()).toEqual([id]);
    expect(await ledger.audit()).toContainEqual(
      expect.objectContaining({ action: 'task.approved', actor: 'bob', subject: id }),
    );
  });

  test('is told of to whoever follows events', async () => {
    for (const approve of [true, false]) await decide(ledger, await asked(), { approve });
    const { events } = await ledger.call('siso_events', { p_after: 'start', p_limit: 500 });
    const kinds = events.map(({ kind }) => kind).filter((kind) => EVENT_KINDS.some((known) => known === kind));

    expect(kinds).toEqual(expect.arrayContaining(['task.approval_asked', 'task.approved', 'task.denied']));
    expect(JSON.stringify(events)).not.toContain(APPROVAL.hash);
  });

  test('is cancelled once it is denied', async () => {
    const id = await asked();
    expect(await decide(ledger, id, { approve: false })).toEqual({ taskId: id, state: 'cancelled' });
    expect(await events(id)).toEqual(['approval_asked', 'denied', 'cancelled']);
  });

  test.each([true, false])('is decided once, whatever the first decision was: %s', async (approve) => {
    const id = await asked();
    await decide(ledger, id, { approve });
    for (const again of [true, false]) {
      await expect(decide(ledger, id, { approve: again })).rejects.toMatchObject({ code: 'SI409' });
    }
  });

  test('is not approved as anything but what was quoted', async () => {
    const id = await asked();
    for (const hash of ['another', ''])
      await expect(decide(ledger, id, { hash })).rejects.toMatchObject({ code: 'SI409' });
    const p_decision = { actor: 'bob', role: 'write', repo: THREAD.repo, taskId: id, approve: true };
    await expect(ledger.call('siso_github_decide', { ...request(), p_decision })).rejects.toMatchObject({
      code: 'SI409',
    });

    expect(await state(id)).toBe('pending_approval');
    await decide(ledger, id, { approve: false, hash: 'another' });
  });

  test.each<['write' | 'maintain', string, boolean]>([
    ['write', 'write', true],
    ['write', 'triage', false],
    ['write', '', false],
    ['maintain', 'maintain', true],
    ['maintain', 'admin', true],
    ['maintain', 'write', false],
  ])('that needs %s is decided by %s: %s', async (least, role, may) => {
    for (const approve of [true, false]) {
      const id = await asked({ why: 'fork', by: least } as never);
      const answer = decide(ledger, id, { role, approve });
      if (may) await answer;
      else await expect(answer).rejects.toMatchObject({ code: 'SI403' });
      expect((await state(id)) === 'pending_approval').toBe(!may);
    }
  });

  test('is taken back by whoever asked, but not approved with a role that is too low', async () => {
    const id = await asked({ why: 'fork', by: 'maintain' });
    const own = { actor: 'octocat', role: 'write' };
    await expect(decide(ledger, id, own)).rejects.toMatchObject({ code: 'SI403' });
    expect(await decide(ledger, id, { ...own, role: 'none', approve: false })).toMatchObject({ state: 'cancelled' });
  });

  test('is not found from another repository, nor in another thread', async () => {
    const id = await asked();
    await expect(decide(ledger, id, { repo: 'acme/api', role: 'admin' })).rejects.toMatchObject({ code: 'SI404' });
    expect([await pending(id, { ...THREAD, number: 8 }), await pending(id, { ...THREAD, repoId: 2 })]).toEqual([
      [],
      [],
    ]);
  });

  test('is found as the one that waits in its thread, the newest first', async () => {
    const first = await asked();
    await ledger.clock.advance(1);
    const second = await asked();
    await commented(ledger);
    expect((await pending()).map(({ taskId }) => taskId)).toEqual([second, first]);
  });

  test('is withdrawn with its comment, and with no other', async () => {
    const [first, second, approved] = [
      await asked({}, { commentId: 6 }),
      await asked({}, { commentId: 7 }),
      await asked({}, { commentId: 6 }),
    ];
    await decide(ledger, approved);
    const withdraw = () => ledger.call('siso_github_withdraw', { ...request(), p_comment_id: 6, p_actor: 'octocat' });

    expect(await withdraw()).toEqual({ cancelled: [first] });
    expect(await withdraw()).toEqual({ cancelled: [] });
    expect([await state(first), await state(second), await state(approved)]).toEqual([
      'cancelled',
      'pending_approval',
      'queued',
    ]);
  });
});

describe('no retry goes round an approval', () => {
  const retry = (p_task_id: string, p_overrides = {}) =>
    act(ledger, ['admin', 'siso_retry'], { p_task_id, p_overrides });

  test('of what waits for it, or was denied or taken back', async () => {
    const [waits, denied, cancelled] = [await asked(), await asked(), await asked()];
    await decide(ledger, denied, { approve: false });
    await ledger.cancel(cancelled);
    for (const id of [waits, denied, cancelled.toLowerCase()]) {
      await expect(retry(id)).rejects.toMatchObject({ code: 'SI409', hint: 'Ask for it anew.' });
    }
    // nor by whoever does it at the ledger
    await ledger.retry(denied);
    expect([await state(denied), await dispatchedIds()]).toEqual(['pending_approval', []]);
  });

  test('of what was approved, with another cap, model or time', async () => {
    const id = await asked();
    await decide(ledger, id);
    for (const other of [{ budgetMicros: 9_000_000 }, { model: 'claude-opus-5-5' }, { timeoutMs: 1 }]) {
      await expect(retry(id, other)).rejects.toMatchObject({ code: 'SI409' });
    }
    expect(await retry(id, { priority: 'low', reason: 'later' })).toMatchObject({ decision: 'queued' });
    await ledger.cancel(id);
    await retry(id);
    expect(await dispatchedIds()).toEqual([id]);
  });

  test('and what died is tried again as it was approved', async () => {
    const id = await asked();
    await decide(ledger, id);
    await ledger.sql(`update automation_tasks set state = 'dead', finished_at = siso.now() where id = $1`, [id]);
    await redrive(ledger, [id]);
    expect(await dispatchedIds()).toEqual([id]);
  });
});

test('what is known already needs no approval', async () => {
  const same = { commit: 'c1', cacheHours: 1 };
  const first = await commented(ledger, same);
  const { hold } = (await dispatch(ledger)).claimed[0] ?? {};
  if (hold === undefined) throw new Error('This test needs a dispatched task');
  await ledger.start(hold);
  await ledger.settle(hold, {}, { result: 'done' });

  const answer = await comment(ledger, same, { approval: APPROVAL });
  expect(answer).toMatchObject({ decision: 'cached', from: first });
  if (answer.decision !== 'cached') return;
  expect(await events(answer.taskId)).toEqual(['queued', 'cached', 'succeeded']);
  expect(await pending(answer.taskId)).toMatchObject([{ state: 'succeeded', approval: null }]);
});
