/** Settlements of runs that nobody counted: no entries, and at most a cost that somebody reports. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LedgerArguments } from '../../../src/contracts/ledger/functions.ts';
import { imbalances } from '../../support/books.ts';
import { ended, ledgerAt, MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { lease } from '../../support/ledger-arguments.ts';
import { openLedger } from '../../support/queue.ts';
import { booked, entriesOf, raw, settleUnmetered, UNMETERED, unmetered, windows } from '../../support/unmetered.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const NO_TOKENS = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0 };

describe('a settlement that nobody counted', () => {
  test('books the cost that was reported, and no tokens', async () => {
    const { taskId, hold } = await ledger.running();
    const answer = { ok: true, taskId, booked: 'settled', costMicros: 30_000, overageMicros: 0 };
    const tokens = { ...NO_TOKENS, counted: 0 };

    expect(await settleUnmetered(ledger, hold, unmetered(30_000))).toEqual({ ...answer, tokens });
    const { events, ...task } = await ledger.task(taskId);
    expect(task).toMatchObject({ state: 'succeeded', reason: 'completed', costSource: 'reported', tokens });
    expect(task).toMatchObject({ costMicros: 30_000, reportedCostMicros: 30_000 });
    expect(events.map(({ event }) => event)).toEqual(['admitted', 'started', 'succeeded']);
    expect(await booked(ledger)).toEqual({ spent: [30_000, 30_000, 0], held: 0 });
    expect(await windows(ledger)).toEqual([0, 0, 0, 1]);
    const entry = { kind: 'usage', source: 'reported', requests: 0, counted: 0, micros: 30_000, others: 0 };
    expect(await entriesOf(ledger)).toEqual([entry]);
    const [{ priced } = { priced: null }] = await ledger.sql(
      'select (e.model, e.price_id) = (h.model, h.price_id) as priced from token_usage_history e join usage_holds h on h.id = e.hold_id',
    );
    expect(priced).toBe(true);
  });

  test('books also what is above the hold, and that alerts', async () => {
    await ledger.setBudget({ dailyMicros: 120_000 });
    const { hold } = await ledger.running();

    expect(await settleUnmetered(ledger, hold, unmetered(130_000))).toMatchObject({
      costMicros: 130_000,
      overageMicros: 30_000,
    });
    const { alerts } = await ledger.call('siso_alerts', { p_limit: 10, p_before: null });
    expect(alerts.map(({ threshold, spent }) => [threshold, spent]).toSorted()).toEqual([
      [100, 130_000],
      [75, 130_000],
      [90, 130_000],
    ]);
  });

  test.each([undefined, 0])('books the whole hold where the cost is %s, as that of a lost runner', async (reported) => {
    const [{ hold: lost }, { taskId, hold }] = [await ledger.running(), await ledger.held()];
    await ledger.call('siso_start', { ...lease(hold), p_lease_seconds: 3_600 });
    await ledger.heartbeat(hold, { usedMicros: 130_000, usedTokens: 50 });
    await ledger.heartbeat(lost, { usedMicros: 130_000, usedTokens: 50 });
    await ledger.clock.advance(2 * MINUTE);
    expect(await ledger.expire()).toBe(1);

    const tokens = { ...NO_TOKENS, counted: 100 };
    const answer = { ok: true, taskId, booked: 'settled', costMicros: 130_000, overageMicros: 30_000, tokens };
    const failed = { state: 'failed', reason: 'agent_failed' } as const;
    expect(await settleUnmetered(ledger, hold, { ...unmetered(reported), ...failed })).toEqual(answer);
    expect(await ledger.task(taskId)).toMatchObject({
      ...failed,
      costMicros: 130_000,
      costSource: 'estimated',
      tokens,
    });
    expect(await booked(ledger)).toEqual({ spent: [260_000, 260_000, 200], held: 0 });
    expect(await windows(ledger)).toEqual([0, 200, 200, 0]); // two minutes later
    const whole = { kind: 'usage', source: 'estimated', requests: 0, counted: 100, micros: 130_000, others: 0 };
    expect(await entriesOf(ledger)).toEqual([whole, whole]);
  });

  test('counts as a request where nobody said that it had started', async () => {
    const [{ hold: told }, { hold: silent }] = [await ledger.held(), await ledger.held()];
    await settleUnmetered(ledger, told, unmetered(30_000));
    await settleUnmetered(ledger, silent);

    expect(await windows(ledger)).toEqual([100, 100, 100, 2]);
    expect(await booked(ledger)).toEqual({ spent: [130_000, 130_000, 100], held: 0 });
  });

  test('ends a task of the queue that was to be tried again, once nothing of its cap is left', async () => {
    const { hold } = await ledger.runQueued(await ledger.queued());
    const retry = { state: 'failed', reason: 'api_failed', retry: { class: 'transient' } } as const;

    expect(await settleUnmetered(ledger, hold, { ...UNMETERED, ...retry })).not.toHaveProperty('retryAt');
    const { tasks } = await ledger.list();
    expect(tasks).toMatchObject([{ state: 'budget_capped', costMicros: 100_000, costSource: 'estimated' }]);
  });

  test('with entries is priced by the ledger, whatever was reported', async () => {
    const { taskId, hold } = await ledger.running();
    await ledger.settle(hold, usage({ tokens: 40 }), { costSource: 'reported', reportedCostMicros: 30_000 });

    expect(await ledger.task(taskId)).toMatchObject({
      costMicros: 80,
      costSource: 'reported',
      tokens: { counted: 40 },
    });
    expect(await entriesOf(ledger)).toMatchObject([{ source: 'reported', requests: 1, counted: 40, micros: 80 }]);
  });

  test.each([undefined, 0])(
    'changes nothing when it comes late with the cost %s; whoever knows better may still say so',
    async (reported) => {
      const [{ hold }, { hold: never }] = [await ledger.running(), await ledger.held()];
      await ledger.clock.advance(10 * MINUTE);
      await ledger.expire();
      const { request_log: _, ...before } = await ledger.dump();

      expect(await settleUnmetered(ledger, hold, unmetered(reported))).toMatchObject({
        booked: 'late',
        costMicros: 100_000,
        tokens: { counted: 100 },
      });
      expect(await settleUnmetered(ledger, never, unmetered(reported))).toMatchObject({
        booked: 'late',
        costMicros: 0,
        tokens: { counted: 0 },
      });
      expect(await ledger.dump()).toMatchObject(before);
      expect(await settleUnmetered(ledger, hold, unmetered(30_000))).toMatchObject({
        booked: 'late',
        costMicros: 30_000,
      });
      expect(await ledger.settle(never, usage({ tokens: 40 }))).toMatchObject({ booked: 'late', costMicros: 80 });
      expect(await booked(ledger)).toEqual({ spent: [30_080, 30_080, 40], held: 0 });
    },
  );

  test('is answered the same whenever it is repeated, and booked once', async () => {
    const [{ hold: told }, { hold: silent }] = [await ledger.running(), await ledger.running()];
    for (const [hold, p_outcome] of [
      [told, unmetered(30_000)],
      [silent, unmetered()],
    ] as const) {
      const args = { ...lease(hold), p_outcome };
      const first = await ledger.call('siso_settle', args);
      expect(await ledger.call('siso_settle', args)).toEqual(first);
      expect(await settleUnmetered(ledger, hold, unmetered(70_000))).toEqual(first);
    }
    expect(await booked(ledger)).toEqual({ spent: [130_000, 130_000, 100], held: 0 });
  });

  test.each([-1, 1.5, 1e12, 'much'])('is refused with a cost of %s, alone and among others', async (cost) => {
    const [{ hold }, { hold: other }] = [await ledger.running(), await ledger.running()];
    const wrong = { ...UNMETERED, reportedCostMicros: cost };
    const both = [
      { leaseToken: other.leaseToken, outcome: unmetered(1_000) },
      { leaseToken: hold.leaseToken, outcome: wrong },
    ];
    const before = await ledger.dump();

    const refusal = { code: 'SI400', hint: expect.stringContaining('whole micro-dollars') };
    await expect(raw(ledger, 'siso_settle', { ...lease(hold), p_outcome: wrong })).rejects.toMatchObject(refusal);
    const complete = { p_request_id: randomUUID(), p_settlements: both };
    await expect(raw(ledger, 'siso_complete', complete)).rejects.toMatchObject(refusal);
    expect(await ledger.dump()).toEqual(before);
  });

  test('is left alone by a new price, for no token of it is known', async () => {
    const { taskId, hold } = await ledger.running();
    await settleUnmetered(ledger, hold, unmetered(30_000));
    const range = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };
    const by = { p_request_id: randomUUID(), p_actor: 'ada', p_model: 'claude-sonnet-5-5' };

    expect(await ledger.call('siso_reprice', { ...by, ...range })).toEqual({ entries: 0, differenceMicros: 0 });
    expect((await ledger.task(taskId)).costMicros).toBe(30_000);
  });
});

describe('several settlements in one call', () => {
  type Asked = LedgerArguments<'siso_complete'>['p_settlements'];
  const together = (asked: Asked): Promise<object[]> =>
    ledger.call('siso_complete', { p_request_id: randomUUID(), p_settlements: asked });
  const oneByOne = async (asked: Asked) => {
    const answers: object[] = [];
    for (const { leaseToken: p_lease_token, outcome: p_outcome } of asked)
      answers.push(await ledger.call('siso_settle', { p_request_id: randomUUID(), p_lease_token, p_outcome }));
    return answers;
  };

  /** One that is late, if at all; then of each pair one that was counted and one that was not. */
  async function play(settleAll: typeof together, { late, costs }: { late: boolean; costs: (number | undefined)[] }) {
    ledger = await openLedger();
    const lost = await ledger.running();
    await ledger.clock.advance(2 * MINUTE);
    await ledger.expire();
    const asked = late ? [{ leaseToken: lost.hold.leaseToken, outcome: unmetered() }] : [];
    for (const cost of costs) {
      const [{ hold }, { hold: other }] = [await ledger.running(), await ledger.running()];
      asked.push({ leaseToken: hold.leaseToken, outcome: ended(hold, usage({ tokens: 40 })) });
      asked.push({ leaseToken: other.leaseToken, outcome: unmetered(cost) });
    }
    const answers = (await settleAll(asked)).map((answer) => ({ ...answer, taskId: undefined }));
    return { answers, ...(await booked(ledger)), entries: await entriesOf(ledger) };
  }

  test.each([
    { late: false, costs: [undefined, 0], booked: [80, 100_000, 80, 100_000] },
    { late: false, costs: [120_000], booked: [80, 120_000] },
    { late: true, costs: [0, 120_000], booked: [100_000, 80, 100_000, 80, 120_000] },
  ])('come to the same as one after the other: %o', async (which) => {
    const atOnce = await play(together, which);

    expect(atOnce.answers).toMatchObject(which.booked.map((costMicros) => ({ ok: true, costMicros })));
    expect(atOnce).toEqual(await play(oneByOne, which));
  });
});
