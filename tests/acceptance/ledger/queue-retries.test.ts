import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';
import { claim, claimed, claimedIds, fail, openLedger, sweep, working } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
  await ledger.sql('select setseed(0.4)');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

/** A task without a cap of its own. */
const uncapped = { budgetMicros: undefined };
const seconds = (from: string, to: string | undefined) => (Date.parse(to ?? '') - Date.parse(from)) / SECOND;

/** Claims, starts and fails the only task in passing, and waits until it may be claimed again; answers the delay, seconds. */
async function failInPassing(): Promise<number | undefined> {
  const { hold } = await working(ledger);
  const [{ now = '' } = {}] = await ledger.sql<{ now: string }>('select siso.now()::text as now');
  const settled = await fail(ledger, hold, { class: 'transient' });
  const retryAt = settled.ok ? settled.retryAt : undefined;
  if (retryAt !== undefined) await ledger.clock.set(retryAt);
  return retryAt === undefined ? undefined : seconds(now, retryAt);
}

describe('case 26: a silent runner', () => {
  test('of a run that never started costs no attempt', async () => {
    const taskId = await ledger.queued();
    await claim(ledger);
    await ledger.clock.advance(10 * MINUTE);

    expect(await sweep(ledger)).toEqual({ expired: 1, woken: 0, dead: 0 });
    expect(await ledger.task(taskId)).toMatchObject({
      state: 'queued',
      reason: 'lease_lost',
      attempt: 0,
      costMicros: 0,
    });
    expect((await claim(ledger)).claimed).toMatchObject([{ taskId, attempt: 1 }]);
  });

  test('of a run that started is retried once, and twice in a row is the end', async () => {
    const taskId = await ledger.queued(uncapped);
    await working(ledger);
    await ledger.clock.advance(90 * SECOND);
    expect(await sweep(ledger)).toMatchObject({ expired: 1 });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'queued', reason: 'lease_lost', attempt: 1 });

    expect(await working(ledger)).toMatchObject({ taskId, attempt: 2 });
    await ledger.clock.advance(90 * SECOND);
    expect(await sweep(ledger)).toEqual({ expired: 1, woken: 0, dead: 1 });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'dead', reason: 'lease_lost', attempt: 2 });
  });

  test('twice, but not in a row, is no end', async () => {
    const taskId = await ledger.queued(uncapped);
    for (let round = 0; round < 3; round++) {
      await working(ledger);
      await ledger.clock.advance(90 * SECOND);
      await sweep(ledger);
      const { hold } = await working(ledger);
      await fail(ledger, hold, { class: 'shutdown' });
    }

    expect(await ledger.task(taskId)).toMatchObject({ state: 'queued' });
  });

  test('that leaves nothing of the task’s cap ends it', async () => {
    const taskId = await ledger.queued({ budgetMicros: 50_000 });
    await working(ledger);
    await ledger.clock.advance(90 * SECOND);
    await sweep(ledger);

    expect(await ledger.task(taskId)).toMatchObject({
      state: 'budget_capped',
      reason: 'hold_reached',
      costMicros: 50_000,
    });
  });

  test('of a task admitted directly is the end of it', async () => {
    const { taskId } = await ledger.running(uncapped);
    await ledger.clock.advance(90 * SECOND);
    await sweep(ledger);

    expect(await ledger.task(taskId)).toMatchObject({ state: 'failed', reason: 'lease_lost' });
  });

  test('that comes back changes nothing but what was booked', async () => {
    const taskId = await ledger.queued(uncapped);
    const late = await working(ledger);
    await ledger.clock.advance(90 * SECOND);
    await sweep(ledger);
    const now = await working(ledger);

    expect(await ledger.heartbeat(late.hold, { usedMicros: 9 })).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await ledger.settle(late.hold, usage({ micros: 4_000 }))).toMatchObject({ booked: 'late' });
    expect(await ledger.task(taskId)).toMatchObject({
      state: 'running',
      attempt: 2,
      costMicros: 4_000,
      progress: null,
    });
    expect(await ledger.heartbeat(now.hold)).toMatchObject({ ok: true });
  });

  test('a heartbeat on a finished task has no effect', async () => {
    await ledger.queued();
    const { hold, taskId } = await working(ledger);
    await ledger.settle(hold, usage({ micros: 4_000 }));
    const before = await ledger.task(taskId);

    expect(await ledger.heartbeat(hold, { usedMicros: 9, line: 'still here' })).toMatchObject({ ok: false });
    expect(await ledger.task(taskId)).toEqual(before);
  });
});

describe('case 35: a lease', () => {
  test('is not renewed after its end, and a late resignation leaves the new holder alone', async () => {
    const taskId = await ledger.queued();
    const old = await claimed(ledger);
    await ledger.clock.advance(10 * MINUTE);
    expect(await ledger.start(old.hold)).toMatchObject({ ok: false, reason: 'lease_lost' });
    const now = await working(ledger);

    expect(await ledger.release(old.hold)).toMatchObject({ ok: false, reason: 'lease_lost' });
    expect(await ledger.settle(old.hold, usage({ micros: 0 }))).toMatchObject({ booked: 'late' });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running' });
    expect(await ledger.heartbeat(now.hold)).toMatchObject({ ok: true });
  });
});

describe('a run that failed', () => {
  test('case 30: because of the provider sleeps as long as told and uses no attempt, nor does our own shutdown', async () => {
    const taskId = await ledger.queued();
    const first = await working(ledger);
    expect(await fail(ledger, first.hold, { class: 'provider', afterSeconds: 400 })).toMatchObject({
      retryAt: '2026-03-01T10:06:40+00:00',
    });
    expect(await ledger.task(taskId)).toMatchObject({
      state: 'queued',
      attempt: 0,
      readyAt: '2026-03-01T10:06:40+00:00',
    });
    await ledger.clock.advance(400 * SECOND - 1);
    expect(await claim(ledger)).toMatchObject({ claimed: [], nextAt: '2026-03-01T10:06:40+00:00' });
    await ledger.clock.advance(1);

    const second = await working(ledger);
    expect(await fail(ledger, second.hold, { class: 'shutdown' })).toMatchObject({
      retryAt: '2026-03-01T10:06:40+00:00',
    });
    expect(await working(ledger)).toMatchObject({ taskId, attempt: 1 });
  });

  test('case 31: in passing backs off by more than nothing, four times, and then is dead', async () => {
    const taskId = await ledger.queued();
    const delays = [await failInPassing(), await failInPassing(), await failInPassing()];

    for (const [n, most] of [10, 80, 640].entries()) {
      expect(delays[n]).toBeGreaterThanOrEqual(1);
      expect(delays[n]).toBeLessThanOrEqual(most);
    }
    expect(await failInPassing()).toBeUndefined();
    expect(await ledger.task(taskId)).toMatchObject({ state: 'dead', reason: 'api_failed', attempt: 4 });
  });

  test('case 31: jitter is spread over its whole range, and repeats with the seed', async () => {
    const delays = (seed: number) =>
      ledger.sql<{ s: number }>(
        `select siso.backoff(n) as s, n from (select setseed(${seed})) s, generate_series(1, 9) n`,
      );
    const many = await ledger.sql<{ s: number }>('select siso.backoff(2) as s from generate_series(1, 500)');
    const values = many.map(({ s }) => s);

    expect(Math.min(...values)).toBeGreaterThanOrEqual(1);
    expect(Math.min(...values)).toBeLessThan(8);
    expect(Math.max(...values)).toBeGreaterThan(72);
    expect(Math.max(...values)).toBeLessThanOrEqual(80);
    expect(await delays(0.3)).toEqual(await delays(0.3));
    expect(Math.max(...(await delays(0.9)).map(({ s }) => s))).toBeLessThanOrEqual(900);
  });

  test('for good, or without advice, is over; one whose cap is used up too', async () => {
    const [first, second, third] = [await ledger.queued(), await ledger.queued(), await ledger.queued()];
    await fail(ledger, (await working(ledger)).hold, { class: 'none' });
    await ledger.settle((await working(ledger)).hold, {}, { state: 'failed', reason: 'agent_failed' });
    const { hold } = await working(ledger);
    await ledger.settle(hold, usage({ micros: 100_000 }), {
      ...{ state: 'failed', reason: 'api_failed', retry: { class: 'transient' } },
    });

    expect(await ledger.task(first)).toMatchObject({ state: 'failed', reason: 'api_failed' });
    expect(await ledger.task(second)).toMatchObject({ state: 'failed' });
    expect(await ledger.task(third)).toMatchObject({ state: 'budget_capped', reason: 'hold_reached' });
  });

  test('of a task admitted directly is never tried again', async () => {
    const { hold, taskId } = await ledger.running();

    expect(await fail(ledger, hold, { class: 'transient' })).not.toHaveProperty('retryAt');
    expect(await ledger.task(taskId)).toMatchObject({ state: 'failed' });
  });

  test('keeps its place in the queue', async () => {
    const first = await ledger.queued();
    await ledger.queued();
    await fail(ledger, (await working(ledger)).hold, { class: 'shutdown' });

    expect(await claimedIds(ledger)).toEqual([first]);
  });

  test('answers the same when it is settled again', async () => {
    await ledger.queued();
    const { hold } = await working(ledger);
    const first = await fail(ledger, hold, { class: 'transient' });

    expect(await fail(ledger, hold, { class: 'none' })).toEqual(first);
  });
});
