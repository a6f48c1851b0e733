import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Submission } from '../../../src/contracts/ledger/tasks.ts';
import { imbalances } from '../../support/books.ts';
import { HOUR, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';
import { small, TASK } from '../../support/ledger-arguments.ts';
import { claim, claimedIds, explain, fail, openLedger, WORKER, working } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const key = { dedupeKey: 'nightly' };
/** Asks for a task directly. */
const admit = (task: Partial<Submission>) =>
  ledger.call('siso_admit', { p_request_id: randomUUID(), p_task: { ...TASK, ...small(task), ...task } });

describe('two tasks of one key', () => {
  test('never live at once: the second is rejected with the first one’s id', async () => {
    const first = await ledger.queued(key);
    const twin = { code: 'SI409', message: expect.stringContaining(first), hint: expect.stringContaining(first) };

    await expect(ledger.submit(key)).rejects.toMatchObject(twin);
    await expect(admit(key)).rejects.toMatchObject(twin);
    await working(ledger);
    await expect(ledger.submit({ ...key, dedupe: 'replace_queued' })).rejects.toMatchObject(twin);
    expect(await ledger.submit({ ...key, repo: 'acme/other' })).toMatchObject({ decision: 'queued' });
  });

  test('the first counts where the second wants to be the same', async () => {
    const first = await ledger.queued(key);

    expect(await ledger.submit({ ...key, dedupe: 'return_existing' })).toEqual({
      ...{ decision: 'queued', taskId: first, existing: true },
    });
  });

  test('the second takes the place of one that waits, if its actor may', async () => {
    const first = await ledger.queued(key);
    await ledger.member('bob', 'write');
    const replace = { ...key, dedupe: 'replace_queued' } as const;

    await expect(ledger.submit({ ...replace, actor: 'bob' })).rejects.toMatchObject({ code: 'SI403' });
    expect(await ledger.submit(replace)).toMatchObject({ decision: 'queued', replaced: first });
    expect(await ledger.task(first)).toMatchObject({ state: 'cancelled' });
  });

  test('what is over is no twin', async () => {
    await ledger.cancel(await ledger.queued(key));

    expect(await ledger.submit(key)).toMatchObject({ decision: 'queued' });
  });

  test('case 29: a retry while a twin lives is refused with its id', async () => {
    const over = await ledger.queued(key);
    await ledger.cancel(over);
    const twin = await ledger.queued(key);

    await expect(ledger.retry(over)).rejects.toMatchObject({ code: 'SI409', message: expect.stringContaining(twin) });
    await ledger.cancel(twin);
    expect(await ledger.retry(over)).toMatchObject({ decision: 'queued', taskId: over });
  });

  test('case 29: of one that sleeps and its twin that comes meanwhile one runs, without an error', async () => {
    const first = await ledger.queued(key);
    await fail(ledger, (await working(ledger)).hold, { class: 'provider', afterSeconds: 60 });
    await ledger.submit({ ...key, dedupe: 'return_existing' });
    await ledger.clock.advance(60 * SECOND);

    expect(await claimedIds(ledger, 10)).toEqual([first]);
  });
});

describe('a known result', () => {
  const same = { commit: 'abc', cacheHours: 2, prompt: 'Look at it.' };

  async function known(): Promise<string> {
    const taskId = await ledger.queued({ ...same, cacheHours: undefined });
    await ledger.settle((await working(ledger)).hold, usage({ micros: 5_000 }), {
      ...{ result: 'All is well.', branch: 'siso/x', changedFiles: ['a.ts'] },
    });
    return taskId;
  }

  test('counts for the same prompt, commit, tools and model, and costs nothing', async () => {
    const from = await known();
    const answer = await ledger.submit(same);

    expect(answer).toMatchObject({ decision: 'cached', from });
    expect(await ledger.task(answer.decision === 'cached' ? answer.taskId : '')).toMatchObject({
      ...{ state: 'succeeded', result: 'All is well.', branch: 'siso/x', changedFiles: ['a.ts'], costMicros: 0 },
      ...{ cachedFrom: from, attempt: 0 },
    });
    expect(await claimedIds(ledger)).toEqual([]);
  });

  test.each([
    ['another prompt', { prompt: 'Look again.' }],
    ['another commit', { commit: 'abd' }],
    ['no commit', { commit: undefined }],
    ['other tools', { tools: ['Read', 'Edit'] }],
    ['another model', { model: 'claude-opus-5-5' }],
    ['another repository', { repo: 'acme/web' }],
    ['nobody who asks for it', { cacheHours: undefined }],
  ])('does not count for %s', async (_, other) => {
    await known();

    expect(await ledger.submit({ ...same, ...other })).toMatchObject({ decision: 'queued' });
  });

  test('does not count when it is too old, and is not made younger by being used', async () => {
    await known();
    await ledger.clock.advance(2 * HOUR - 1);
    expect(await ledger.submit(same)).toMatchObject({ decision: 'cached' });
    await ledger.clock.advance(1);

    expect(await ledger.submit(same)).toMatchObject({ decision: 'queued' });
  });
});

describe('a dispatched task', () => {
  const dispatch = () => ledger.call('siso_dispatch', { p_request_id: randomUUID(), p_filter: {}, p_limit: 1 });
  const note = (leaseToken: string, runId: string) =>
    ledger.call('siso_note_run', { p_request_id: randomUUID(), p_lease_token: leaseToken, p_run_id: runId });
  const takeOver = (taskId: string, runId: string) =>
    ledger.call('siso_take_over', { p_request_id: randomUUID(), p_task_id: taskId, p_run_id: runId, p_worker: WORKER });

  async function dispatched() {
    await ledger.queued();
    const [one] = (await dispatch()).claimed;
    if (one === undefined) throw new Error('This test needs a dispatched task');
    return one;
  }

  test('is taken over by its own run, once, with a lease of its own', async () => {
    const { hold, taskId } = await dispatched();
    expect(hold.leaseExpiresAt).toBe('2026-03-01T10:15:00+00:00');
    expect(await takeOver(taskId, '17')).toEqual({ ok: false, reason: 'not_noted' });
    expect(await note(hold.leaseToken, '17')).toEqual({ ok: true });
    expect(await note(hold.leaseToken, '18')).toEqual({ ok: false, reason: 'other_run' });
    expect(await takeOver(taskId, '18')).toEqual({ ok: false, reason: 'other_run' });
    await ledger.clock.advance(14 * MINUTE);
    const taken = await takeOver(taskId, '17');

    expect(taken).toMatchObject({
      ok: true,
      taskId,
      attempt: 1,
      hold: { id: hold.id, amountMicros: hold.amountMicros },
    });
    expect(await takeOver(taskId, '17')).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await ledger.start(hold)).toMatchObject({ ok: false, reason: 'lease_lost' });
    expect(await ledger.settle(hold)).toEqual({ ok: false, reason: 'lease_lost' });
    if (taken.ok) {
      expect(await ledger.start(taken.hold)).toEqual({ ok: true });
      expect(await ledger.settle(taken.hold, usage({ micros: 2_000 }))).toMatchObject({ booked: 'settled' });
    }
  });

  test('that nobody comes for goes back after 15 minutes', async () => {
    const { hold, taskId } = await dispatched();
    await note(hold.leaseToken, '17');
    await ledger.clock.advance(15 * MINUTE);

    expect(await takeOver(taskId, '17')).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'queued', attempt: 0 });
  });

  test('that somebody wants cancelled is not handed over', async () => {
    const { hold, taskId } = await dispatched();
    await note(hold.leaseToken, '17');
    await ledger.cancel(taskId);

    expect(await takeOver(taskId, '17')).toEqual({ ok: false, reason: 'cancelled' });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'cancelled', costMicros: 0 });
  });

  test('is no claimed one', async () => {
    const taskId = await ledger.queued();
    const [one] = (await claim(ledger)).claimed;

    expect(await note(one?.hold.leaseToken ?? randomUUID(), '17')).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await takeOver(taskId, '17')).toEqual({ ok: false, reason: 'lease_lost' });
  });
});

test('progress is what the last heartbeat said, cut, until the attempt is over', async () => {
  const taskId = await ledger.queued();
  const { hold } = await working(ledger);
  await ledger.heartbeat(hold, {
    usedMicros: 5,
    usedTokens: 7,
    turns: 2,
    stage: 'running',
    tool: 'Bash',
    line: 'npm test',
  });

  expect((await ledger.task(taskId)).progress).toEqual({
    ...{ at: '2026-03-01T10:00:00+00:00', usedMicros: 5, usedTokens: 7, turns: 2, stage: 'running', tool: 'Bash' },
    line: 'npm test',
  });
  await ledger.settle(hold);
  expect(await ledger.task(taskId)).toMatchObject({ progress: null });
  expect(await explain(ledger, taskId)).toMatchObject({ state: 'succeeded', position: null, waitsFor: null });
});
