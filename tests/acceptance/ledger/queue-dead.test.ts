import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { MINUTE, SECOND, type TestLedger } from '../../support/ledger.ts';
import { claimedIds, fail, openLedger, redrive, sweep, working } from '../../support/queue.ts';

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

describe('case 28: cancelled', () => {
  test('while queued, at once; asleep too', async () => {
    const [queued, asleep] = [await ledger.queued({ actor: 'bob' }), await ledger.queued({ priority: 'urgent' })];
    await fail(ledger, (await working(ledger)).hold, { class: 'transient' });

    for (const id of [queued, asleep])
      expect(await ledger.cancel(id)).toMatchObject({ state: 'cancelled', changed: true });
    await ledger.clock.advance(20 * MINUTE);
    expect(await claimedIds(ledger, 10)).toEqual([]);
  });

  test.each<[string, (hold: Parameters<TestLedger['start']>[0]) => Promise<unknown>]>([
    ['its attempt fails in passing', (hold) => fail(ledger, hold, { class: 'transient' })],
    ['its attempt fails for good', (hold) => fail(ledger, hold, { class: 'none' })],
    ['its worker dies', () => ledger.clock.advance(90 * SECOND).then(() => sweep(ledger))],
  ])('while running it is flagged, and cancelled also when %s', async (_, end) => {
    const taskId = await ledger.queued(uncapped);
    const { hold } = await working(ledger);
    await ledger.cancel(taskId);
    expect(await ledger.heartbeat(hold)).toMatchObject({ cancelRequested: true });
    await end(hold);

    expect(await ledger.task(taskId)).toMatchObject({ state: 'cancelled', reason: 'cancelled' });
  });
});

describe('case 32: a dead task', () => {
  async function dead(task: Parameters<TestLedger['queued']>[0] = {}): Promise<string> {
    const taskId = await ledger.queued(task);
    for (let n = 0; n < 4; n++) await failInPassing();
    return taskId;
  }

  test('keeps its key, its reason and its last five errors', async () => {
    const taskId = await ledger.queued({ dedupeKey: 'nightly' });
    for (let n = 0; n < 3; n++) {
      const { hold } = await working(ledger);
      await fail(ledger, hold, { class: 'provider', afterSeconds: 1, error: `${n}` });
      await ledger.clock.advance(SECOND);
    }
    for (let n = 0; n < 4; n++) await failInPassing();
    const task = await ledger.task(taskId);

    expect(task).toMatchObject({ state: 'dead', reason: 'api_failed', dedupeKey: 'nightly' });
    expect(task.errors.map(({ error }) => error)).toEqual(['2', ...Array(4).fill('the API said 500')]);
  });

  test('goes back to its flow when it is redriven, with all its tries', async () => {
    const taskId = await dead();

    expect(await redrive(ledger)).toEqual({ redriven: [taskId], conflicts: [] });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'queued', reason: null, finishedAt: null });
    for (let n = 0; n < 3; n++) expect(await failInPassing()).toBeGreaterThan(0);
    expect(await failInPassing()).toBeUndefined();
  });

  test('stays dead, and is named, while a twin lives; the others go', async () => {
    const first = await dead({ dedupeKey: 'nightly' });
    const other = await dead({ dedupeKey: 'weekly' });
    const twin = await ledger.queued({ dedupeKey: 'nightly' });

    expect(await redrive(ledger)).toEqual({ redriven: [other], conflicts: [{ taskId: first, twin }] });
    expect(await ledger.task(first)).toMatchObject({ state: 'dead', dedupeKey: 'nightly' });
    await ledger.cancel(twin);
    expect(await redrive(ledger, [first])).toEqual({ redriven: [first], conflicts: [] });
  });

  test('is redriven by its actor, or by who may', async () => {
    const taskId = await dead();
    await ledger.member('bob', 'write');

    expect(await redrive(ledger, null, 'bob')).toEqual({ redriven: [], conflicts: [] });
    await expect(redrive(ledger, [taskId], 'bob')).rejects.toMatchObject({ code: 'SI403' });
    await expect(redrive(ledger, [await ledger.queued()])).rejects.toMatchObject({ code: 'SI409' });
    await expect(redrive(ledger, ['T-NONESUCH'])).rejects.toMatchObject({ code: 'SI404' });
  });
});
