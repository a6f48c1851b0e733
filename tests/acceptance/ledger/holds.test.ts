import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { ended, HOUR, ledgerAt, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const _lost = { ok: false, reason: 'lease_lost' };
const dollars = async () => {
  const { spent, held, used } = await ledger.budget('day', 'usd');
  return { spent, held, used };
};

describe('holds that change or are given back', () => {
  test('case 9: a hold resized from 0.6 to 0.4 leaves room for another of 0.1: 0.5 is held', async () => {
    await ledger.setBudget({ dailyMicros: 600_000 });
    const { hold } = await ledger.held({ budgetMicros: 600_000 });
    expect(await ledger.admit()).toMatchObject({ reason: 'budget_held' });

    expect(await ledger.resize(hold, { micros: 400_000 })).toEqual({ ok: true });
    await ledger.held({ budgetMicros: 100_000 });
    expect(await dollars()).toMatchObject({ held: 500_000 });
  });

  test('a hold grows only where every budget has room', async () => {
    await ledger.setBudget({ dailyMicros: 500_000, dailyTokens: 1_000 });
    await ledger.held({ budgetMicros: 200_000, tokenHold: 100 });
    const { hold } = await ledger.held({ budgetMicros: 200_000, tokenHold: 100 });

    expect(await ledger.resize(hold, { micros: 300_001 })).toEqual({ ok: false, reason: 'no_room' });
    expect(await ledger.resize(hold, { tokens: 901 })).toEqual({ ok: false, reason: 'no_room' });
    expect(await ledger.resize(hold, { micros: 300_000, tokens: 900 })).toEqual({ ok: true });
  });

  test('a hold does not shrink below what its run has reported', async () => {
    const { hold } = await ledger.running();
    await ledger.heartbeat(hold, { usedMicros: 70_000, usedTokens: 60 });

    await expect(ledger.resize(hold, { micros: 69_999 })).rejects.toMatchObject({ code: 'SI400' });
    await expect(ledger.resize(hold, { tokens: 59 })).rejects.toMatchObject({ code: 'SI400' });
    expect(await ledger.resize(hold, { micros: 70_000, tokens: 60 })).toEqual({ ok: true });
  });

  test('case 3: a hold released before its start gives everything back', async () => {
    const before = await ledger.status();
    const { taskId, hold } = await ledger.held();
    expect(await ledger.release(hold)).toEqual({ ok: true });

    expect((await ledger.status()).limits.map(({ tokens }) => tokens)).toEqual(
      before.limits.map(({ tokens }) => tokens),
    );
    expect((await ledger.status()).budgets).toEqual(before.budgets);
    expect(await ledger.task(taskId)).toMatchObject({ state: 'cancelled', reason: 'released', costMicros: 0 });
  });

  test('a run that has started must be settled', async () => {
    const { hold } = await ledger.running();

    expect(await ledger.release(hold)).toEqual({ ok: false, reason: 'already_started' });
    expect(await dollars()).toMatchObject({ held: 100_000 });
  });
});

describe('runners that went silent', () => {
  test('case 43: after a crash between admission and start, the budgets return to the exact earlier value', async () => {
    await ledger.done({}, usage({ micros: 12_346 }));
    const before = (await ledger.status()).budgets;
    const { taskId } = await ledger.held();
    await ledger.clock.advance(10 * MINUTE - 1);
    expect(await ledger.expire()).toBe(0);
    await ledger.clock.advance(1);
    expect(await ledger.expire()).toBe(1);

    expect((await ledger.status()).budgets).toEqual(before);
    expect(await ledger.task(taskId)).toMatchObject({ state: 'failed', reason: 'lease_lost', costMicros: 0 });
  });

  test('case 12: when a started run is lost, its whole hold is booked as estimated, and a late settlement corrects it', async () => {
    const { taskId, hold } = await ledger.running({ model: 'claude-haiku-4-5' });
    await ledger.clock.advance(90 * SECOND);
    await ledger.expire();
    expect(await ledger.task(taskId)).toMatchObject({
      state: 'failed',
      reason: 'lease_lost',
      costMicros: 100_000,
      costSource: 'estimated',
      model: 'claude-haiku-4-5',
    });

    const settled = await ledger.settle(hold, usage({ tokens: 10, micros: 30_000 }));
    expect(settled).toMatchObject({ booked: 'late', tokens: { counted: 10 } });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'failed', reason: 'lease_lost', costSource: 'metered' });
    expect(await ledger.sql('select kind, source, model from token_usage_history order by id')).toEqual([
      { kind: 'usage', source: 'estimated', model: 'claude-haiku-4-5' },
      { kind: 'adjust', source: 'estimated', model: 'claude-haiku-4-5' },
      { kind: 'adjust', source: 'metered', model: 'claude-haiku-4-5' },
    ]);
  });

  test('a run that had used more than its hold is booked with what it had reported', async () => {
    const { taskId, hold } = await ledger.running();
    await ledger.heartbeat(hold, { usedMicros: 130_000, usedTokens: 50 });
    await ledger.clock.advance(HOUR);
    await ledger.expire();

    expect(await ledger.task(taskId)).toMatchObject({ costMicros: 130_000, tokens: { counted: 100 } });
  });

  test('admission ends overdue holds first', async () => {
    await ledger.setBudget({ dailyMicros: 100_000 });
    await ledger.held();
    await ledger.clock.advance(10 * MINUTE);

    expect(await ledger.admit()).toMatchObject({ decision: 'admitted' });
  });

  test('what was used after a release is booked whenever it is told', async () => {
    const { taskId, hold } = await ledger.held();
    await ledger.release(hold);

    expect(await ledger.settle(hold, usage({ micros: 1_000 }))).toMatchObject({ ok: true, booked: 'late' });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'cancelled', costMicros: 1_000 });
  });

  test('case 12: entries that were bounded rather than reported stay marked', async () => {
    const { hold } = await ledger.running();
    const whole = ended(hold, usage({ micros: 1_000 })).entries;
    const guessed = ended(hold, { ...usage({ micros: 5_000 }), estimated: true }).entries;
    await ledger.settle(hold, {}, { state: 'failed', reason: 'crashed', entries: [...whole, ...guessed] });

    expect(await ledger.sql('select source, cost_micros::int from token_usage_history order by id')).toEqual([
      { source: 'metered', cost_micros: 1_000 },
      { source: 'estimated', cost_micros: 5_000 },
    ]);
  });
});
