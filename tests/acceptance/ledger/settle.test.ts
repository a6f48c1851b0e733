import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Hold } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { ended, ledgerAt, MINUTE, SECOND, type TestLedger, USD, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const lost = { ok: false, reason: 'lease_lost' };
const dollars = async () => {
  const { spent, held, used } = await ledger.budget('day', 'usd');
  return { spent, held, used };
};

const log = (hold: Hold, p_text: string) =>
  ledger.call('siso_append_log', { p_request_id: crypto.randomUUID(), p_lease_token: hold.leaseToken, p_text });

describe('a run that reports', () => {
  test('heartbeats show what is used, and only settlement spends', async () => {
    const { hold } = await ledger.running();
    await ledger.heartbeat(hold, { usedMicros: 60_000, usedTokens: 50 });
    await ledger.heartbeat(hold, { usedMicros: 40_000, usedTokens: 40 });
    expect(await dollars()).toEqual({ spent: 0, held: 100_000, used: 60_000 });

    await ledger.settle(hold, usage({ tokens: 70, micros: 61_000 }));
    expect(await dollars()).toEqual({ spent: 61_000, held: 0, used: 0 });
  });

  test.each([
    { reported: 101_001, events: ['cost_differs'] },
    { reported: 101_000, events: [] },
    { reported: 98_999, events: ['cost_differs'] },
    { reported: 0, events: [] },
  ])('a figure of the CLI of $reported beside 100,000 of the meter leaves the events $events', async (row) => {
    const { taskId, hold } = await ledger.running();
    await ledger.settle(hold, usage({ micros: 100_000 }), { reportedCostMicros: row.reported });
    const { events } = await ledger.task(taskId);
    expect(events.map(({ event }) => event).filter((event) => event === 'cost_differs')).toEqual(row.events);
  });

  test('a settlement answers with the cost and the tokens by kind, and the task keeps how it ended', async () => {
    const { taskId, hold } = await ledger.running();
    const kinds = {
      inputTokens: 10,
      outputTokens: 20,
      cacheReadTokens: 30,
      cacheWrite5mTokens: 40,
      cacheWrite1hTokens: 50,
    };
    const tokens = { input: 10, output: 20, cacheRead: 30, cacheWrite5m: 40, cacheWrite1h: 50, counted: 30 };
    const end = {
      reportedCostMicros: 500,
      turns: 3,
      durationMs: 4_000,
      sessionId: 's',
      result: 'Done.',
      changedFiles: ['a'],
    };

    expect(await ledger.settle(hold, kinds, end)).toEqual({
      ok: true,
      taskId,
      booked: 'settled',
      costMicros: 523,
      overageMicros: 0,
      tokens,
    });
    expect(await ledger.task(taskId)).toMatchObject({
      ...end,
      state: 'succeeded',
      reason: 'completed',
      costMicros: 523,
      tokens,
    });
  });

  test('cache writes are counted where the ledger says so', async () => {
    await ledger.set('count_cache_writes', true);
    const { hold } = await ledger.running();
    expect(hold.countCacheWrites).toBe(true);

    const settled = await ledger.settle(hold, { inputTokens: 10, cacheWrite5mTokens: 40, cacheWrite1hTokens: 50 });
    expect(settled).toMatchObject({ tokens: { counted: 100 } });
  });

  test('the lease is extended by a heartbeat, and a renewal after its expiry is refused (case 35)', async () => {
    const { hold } = await ledger.running();
    await ledger.clock.advance(89_999);
    expect(await ledger.heartbeat(hold)).toMatchObject({ ok: true, leaseExpiresAt: '2026-03-01T10:02:59.999+00:00' });
    await ledger.clock.advance(90 * SECOND);

    expect(await ledger.heartbeat(hold)).toEqual(lost);
    expect(await ledger.start(hold)).toEqual(lost);
    expect(await ledger.resize(hold, { micros: 1 })).toEqual(lost);
    expect(await ledger.release(hold)).toEqual(lost);
    expect(await log(hold, 'a last word')).toEqual(lost);
  });

  test('a late word of an old holder does not touch a newer hold (case 35)', async () => {
    const { hold } = await ledger.held();
    await ledger.clock.advance(10 * MINUTE);
    const newer = await ledger.held();

    expect(await ledger.release(hold)).toEqual(lost);
    expect(await ledger.start(newer.hold)).toEqual({ ok: true });
  });

  test('nobody settles, starts or prolongs with a token that is not his', async () => {
    const { hold } = await ledger.running();
    const forged = { ...hold, leaseToken: crypto.randomUUID() };

    expect(await ledger.settle(forged, usage({ micros: 1_000 }))).toEqual(lost);
    expect(await ledger.heartbeat(forged)).toEqual(lost);
    expect(await dollars()).toMatchObject({ spent: 0, held: 100_000 });
  });

  test('a log is kept up to a megabyte, then a line says once that the rest is not', async () => {
    const { taskId, hold } = await ledger.running();
    await log(hold, 'first\n');
    await log(hold, 'ä'.repeat(499_000));
    await log(hold, 'ö'.repeat(400_000));
    await log(hold, 'ü'.repeat(100));

    const { logs } = await ledger.task(taskId);
    expect(Buffer.byteLength(logs)).toBeLessThanOrEqual(1_000_000);
    expect(logs).toMatch(/^first\nä+ö*\n… the log is longer than 1 MB; the rest is not kept\.\n$/);
  });
});

describe('hostile settlements', () => {
  const bad: [string, Record<string, unknown>][] = [
    ['negative tokens', { outputTokens: -1 }],
    ['missing tokens', { inputTokens: undefined }],
    ['a fraction of a token', { inputTokens: 0.5 }],
    ['tokens beyond counting', { inputTokens: 1e15 }],
    ['the price version of another model', { priceId: 1 }],
    ['no price version', { priceId: null }],
    ['a price version that is no number', { priceId: 'cheap' }],
    ['no mark of the prompt tier', { longPrompt: 'no' }],
  ];
  const raw = (hold: Hold, outcome: unknown) =>
    ledger.sql<{ answer: { costMicros: number } }>('select siso_settle(gen_random_uuid(), $1, $2) as answer', [
      hold.leaseToken,
      outcome,
    ]);

  test.each(bad)('%s: refused, and nothing changes', async (_, entry) => {
    const { hold } = await ledger.running();
    const outcome = ended(hold, usage({ micros: 1_000 }));
    const before = await ledger.dump();

    const entries = [{ ...outcome.entries[0], ...entry }];
    await expect(raw(hold, { ...outcome, entries })).rejects.toMatchObject({ code: 'SI400', hint: expect.any(String) });
    expect(await ledger.dump()).toEqual(before);
  });

  test.each([
    ['a state of its own', { state: 'running' }, 'SI400'],
    ['a cost source of its own', { costSource: 'trust me' }, 'SI400'],
    ['no entries at all', { entries: null }, 'SI400'],
  ])('%s: refused, and nothing changes', async (_, change, code) => {
    const { hold } = await ledger.running();
    const before = await ledger.dump();

    await expect(raw(hold, { ...ended(hold, {}), ...change })).rejects.toMatchObject({ code });
    expect(await ledger.dump()).toEqual(before);
  });

  test('a cost, a count or a model of its own is ignored', async () => {
    const { taskId, hold } = await ledger.running();
    const outcome = ended(hold, usage({ tokens: 50, micros: 1_000 }));
    const entries = [{ ...outcome.entries[0], costMicros: 0, countedTokens: 0, model: 'claude-free' }];

    expect((await raw(hold, { ...outcome, entries }))[0]?.answer).toMatchObject({ costMicros: 1_000, taskId });
    expect(await ledger.sql('select model, counted_tokens::int from token_usage_history')).toEqual([
      { model: 'claude-sonnet-5-5', counted_tokens: 50 },
    ]);
  });

  test('a heartbeat cannot lower what was reported', async () => {
    const { hold } = await ledger.running({ budgetMicros: USD });
    await ledger.heartbeat(hold, { usedMicros: 60_000 });
    await ledger.sql('select siso_heartbeat(gen_random_uuid(), $1, $2)', [hold.leaseToken, { usedMicros: -5 }]);

    expect(await dollars()).toMatchObject({ used: 60_000 });
  });
});
