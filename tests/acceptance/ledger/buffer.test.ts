import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TaskRequest } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
/** 1,000 tokens a day, all used; 500 more for emergencies. */
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  await ledger.set('max_concurrent_jobs', 1_000);
  await ledger.call('siso_limits_preset', { p_request_id: crypto.randomUUID(), p_actor: 'ada', p_preset: 'unlimited' });
  await ledger.setBudget({ dailyTokens: 1_000, bufferTokens: 500 });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const emergency = { priority: 'urgent', reason: 'production is down', estimateTokens: 200 } as const;
const full = { estimateTokens: 1_000 } as const;
const draws = (bufferTokens: number) => ({ decision: 'admitted', hold: { bufferTokens } });

async function fullDay() {
  await ledger.done(full, usage({ tokens: 1_000 }));
}

describe('case 41: the emergency buffer', () => {
  test.each<[string, Partial<TaskRequest>]>([
    ['a task that is not urgent', { priority: 'high' }],
    ['a task without a reason', { reason: ' ' }],
    ['an actor without the permission', { actor: 'mia' }],
  ])('%s draws nothing from it', async (_, task) => {
    await ledger.member('mia', 'maintain');
    await fullDay();

    expect(await ledger.admit({ ...emergency, ...task })).toMatchObject({
      decision: 'deferred',
      reason: 'budget_used',
      limit: 'global tokens/day',
    });
  });

  test('an urgent task with permission and reason draws what does not fit, and no more', async () => {
    await ledger.member('mia', 'maintain', ['budget:use_buffer']);
    await ledger.done({ estimateTokens: 900 }, usage({ tokens: 900 }));

    expect(await ledger.admit({ ...emergency, actor: 'mia' })).toMatchObject(draws(100));
    expect(await ledger.budget('day', 'buffer')).toMatchObject({ held: 100, spent: 0, cap: 500 });
  });

  test('several draws empty the pool, and then it is empty', async () => {
    await fullDay();

    expect(await ledger.admit(emergency)).toMatchObject(draws(200));
    expect(await ledger.admit(emergency)).toMatchObject(draws(200));
    expect(await ledger.admit(emergency)).toMatchObject({ decision: 'deferred', limit: 'global tokens/day' });
    expect(await ledger.admit({ ...emergency, estimateTokens: 100 })).toMatchObject(draws(100));
    expect(await ledger.budget('day', 'buffer')).toMatchObject({ held: 500, left: 0 });
  });

  test('it serves also on a day that a settlement has overdrawn', async () => {
    await ledger.done(full, usage({ tokens: 1_600 }));

    expect(await ledger.admit(emergency)).toMatchObject(draws(200));
  });

  test('what a task does not use goes back to the buffer first', async () => {
    await ledger.done({ estimateTokens: 900 }, usage({ tokens: 900 }));
    const { hold } = await ledger.running(emergency);

    await ledger.settle(hold, usage({ tokens: 150 }));
    expect(await ledger.budget('day', 'buffer')).toMatchObject({ held: 0, spent: 50 });
    expect(await ledger.budget('day', 'tokens')).toMatchObject({ held: 0, spent: 1_050 });
  });

  test('a draw that was released, or whose runner never started, is given back whole', async () => {
    await fullDay();
    await ledger.release((await ledger.held(emergency)).hold);
    await ledger.held(emergency);
    await ledger.clock.advance(10 * MINUTE);
    await ledger.expire();

    expect(await ledger.budget('day', 'buffer')).toMatchObject({ held: 0, spent: 0 });
  });

  test('a late settlement corrects what a lost runner was thought to have drawn', async () => {
    await fullDay();
    const { hold } = await ledger.running(emergency);
    await ledger.clock.advance(10 * MINUTE);
    await ledger.expire();
    expect(await ledger.budget('day', 'buffer')).toMatchObject({ spent: 200 });

    await ledger.settle(hold, usage({ tokens: 30 }));
    expect(await ledger.budget('day', 'buffer')).toMatchObject({ spent: 30 });
  });

  test('no dollar cap is lifted', async () => {
    await fullDay();
    await ledger.setBudget({ dailyMicros: USD });

    expect(await ledger.admit({ ...emergency, budgetMicros: USD })).toMatchObject({ limit: 'global dollars/day' });
  });

  test('a budget of a repository is not lifted', async () => {
    await ledger.setBudget({ dailyTokens: 100 }, { scope: 'repo', value: 'acme/web' });

    expect(await ledger.admit({ ...emergency, repo: 'acme/web' })).toMatchObject({
      reason: 'never_fits',
      limit: 'repo acme/web tokens/day',
    });
  });

  test('more than a whole day and the whole buffer never fits; what an untouched buffer could pay waits for one', async () => {
    await ledger.running(emergency);
    await fullDay().catch(() => {});
    await ledger.done({ ...emergency, estimateTokens: 1_100 }, usage({ tokens: 1_100 }));

    expect(await ledger.check({ ...emergency, estimateTokens: 1_501 })).toMatchObject({ reason: 'never_fits' });
    expect(await ledger.check({ ...emergency, estimateTokens: 1_500 })).toMatchObject({
      reason: 'budget_used',
      promised: true,
      retryAt: '2026-03-02T00:00:00+00:00',
    });
    await ledger.clock.set('2026-03-02T00:00:00Z');
    expect(await ledger.admit({ ...emergency, estimateTokens: 1_500 })).toMatchObject(draws(500));
  });

  test('every draw is in the audit, and the first is told as an alert', async () => {
    await fullDay();
    await ledger.admit(emergency);

    expect((await ledger.audit()).at(-1)).toMatchObject({
      action: 'task.admitted',
      reason: 'production is down',
      details: { bufferTokens: 200 },
    });
    expect(
      await ledger.sql(`select threshold, spent::int, cap::int, notify from alerts where kind = 'buffer'`),
    ).toEqual([{ threshold: 0, spent: 200, cap: 500, notify: true }]);
  });
});

describe("beyond the category's day window", () => {
  const large = { ...emergency, category: 'testing', tokenHold: 200 } as const;
  beforeEach(async () => {
    await ledger.setBudget({ dailyTokens: 100_000 });
    await ledger.setLimits('testing', { tokensPerDay: 1_000 });
    await ledger.done({ category: 'testing', estimateTokens: 1_000 }, usage({ tokens: 1_000 }));
  });

  test('the buffer pays for the day', async () => {
    expect(await ledger.admit({ ...large, priority: 'high' })).toMatchObject({ limit: 'testing tokens/day' });
    expect(await ledger.admit(large)).toMatchObject(draws(200));
    expect(await ledger.admit(large)).toMatchObject(draws(200));
    expect(await ledger.admit(large)).toMatchObject({ limit: 'testing tokens/day' });
  });

  test('what was used beyond the window stays drawn, although the token hold was larger than the estimate', async () => {
    await ledger.done({ ...large, tokenHold: 400 }, usage({ tokens: 200 }));

    expect(await ledger.budget('day', 'buffer')).toMatchObject({ spent: 200 });
  });

  test('minute and hour windows still hold', async () => {
    await ledger.setLimits('testing', { tokensPerHour: 1_100 });

    expect(await ledger.admit(large)).toMatchObject({ limit: 'testing tokens/hour' });
  });

  test('the moment that a new buffer or an emptier window gives is kept to the millisecond', async () => {
    await ledger.done({ ...large, estimateTokens: 400, tokenHold: 400 }, usage({ tokens: 400 }));
    const midnight = '2026-03-02T00:00:00+00:00';

    expect(await ledger.check(large)).toMatchObject({ decision: 'deferred', retryAt: midnight, promised: true });
    await ledger.clock.set('2026-03-01T23:59:59.999Z');
    expect(await ledger.check(large)).toMatchObject({ decision: 'deferred', retryAt: midnight });
    await ledger.clock.advance(1);
    expect(await ledger.admit(large)).toMatchObject(draws(200));
  });
});
