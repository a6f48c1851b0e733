import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { DAY, HOUR, ledgerAt, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
/** $1 a day, plenty a month. */
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  await ledger.setLimits('development', { tokensPerMinute: null, tokensPerHour: null, requestsPerMinute: null });
  await ledger.setBudget({ dailyMicros: 1_000_000 });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const spend = (micros: number) => ledger.done({ budgetMicros: 1_000 }, usage({ micros }));
/** Thresholds told, in order; those that only complete the record in brackets. */
const alerts = async () => {
  const rows = await ledger.sql<{ threshold: number; notify: boolean }>(
    'select threshold, notify from alerts order by id',
  );
  return rows.map(({ threshold, notify }) => (notify ? `${threshold}` : `(${threshold})`)).sort();
};

describe('alerts', () => {
  test('each threshold is told once, when what is spent reaches it', async () => {
    await spend(740_000);
    expect(await alerts()).toEqual([]);
    await spend(10_000);
    expect(await alerts()).toEqual(['75']);
    await spend(100_000);
    expect(await alerts()).toEqual(['75']);
    await spend(50_000);
    await spend(99_000);
    expect(await alerts()).toEqual(['75', '90']);
    await spend(1_000);
    expect(await alerts()).toEqual(['100', '75', '90']);
  });

  test('thresholds may be named in any order', async () => {
    await ledger.setBudget({ thresholds: [80, 20, 50] });
    await spend(210_000);
    await spend(300_000);

    expect(await alerts()).toEqual(['20', '50']);
  });

  test('without thresholds only a cap that is used up is told', async () => {
    await ledger.setBudget({ thresholds: [] });
    await spend(990_000);
    expect(await alerts()).toEqual([]);
    await spend(10_000);

    expect(await alerts()).toEqual(['100']);
  });

  test('a grant that has ended no longer puts an alert off', async () => {
    await ledger.grant(1_000_000);
    await spend(800_000);
    expect(await alerts()).toEqual([]);
    await ledger.clock.advance(2 * HOUR);
    await spend(1_000);

    expect(await alerts()).toEqual(['75']);
  });

  test('of several crossed at once only the highest notifies', async () => {
    await spend(950_000);

    expect(await alerts()).toEqual(['(75)', '90']);
  });

  test('held money alerts nobody', async () => {
    await ledger.running({ budgetMicros: 1_000_000 });

    expect(await alerts()).toEqual([]);
  });

  test('the next day alerts again, and so does a changed cap', async () => {
    await spend(800_000);
    await ledger.clock.advance(DAY);
    await spend(800_000);
    expect(await alerts()).toEqual(['75', '75']);

    await ledger.setBudget({ dailyMicros: 1_050_000 });
    await spend(2_000);
    expect(await alerts()).toEqual(['75', '75', '75']);
  });

  test('a grant raises what thresholds are a share of, until it ends', async () => {
    await ledger.grant(1_000_000);
    await spend(1_400_000);
    expect(await alerts()).toEqual([]);

    await ledger.clock.advance(HOUR);
    await ledger.record({ service: 'custom', tokens: 1 });
    expect(await alerts()).toEqual(['(75)', '(90)', '100']);
  });

  test('thresholds can be chosen; the end of a budget is always told', async () => {
    await ledger.setBudget({ thresholds: [50] });
    await spend(600_000);
    expect(await alerts()).toEqual(['50']);
    await spend(500_000);
    expect(await alerts()).toEqual(['100', '50']);
  });

  test('usage that is only recorded alerts too', async () => {
    await ledger.record({ service: 'custom', tokens: 160_000, category: 'development' });

    expect(await alerts()).toContain('75');
  });
});

describe('analytics', () => {
  const day = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };

  test('the day of admission keeps how tasks ended and what they used, from the same transaction', async () => {
    await ledger.done({}, { inputTokens: 10, outputTokens: 20, cacheReadTokens: 30 });
    const { hold } = await ledger.running();
    await ledger.settle(hold, usage({ micros: 4_000 }), {
      state: 'budget_capped',
      reason: 'hold_reached',
      durationMs: 900,
    });
    await ledger.release((await ledger.held()).hold);
    await ledger.running();
    await ledger.clock.advance(DAY);
    await ledger.expire();

    expect(await ledger.call('siso_analytics', day)).toMatchObject([
      {
        ...{ day: '2026-03-01', category: 'development', tasks: 4, succeeded: 1, failed: 1, capped: 1, cancelled: 1 },
        ...{ durationMs: 900, costMicros: 223 + 4_000 + 100_000 },
        tokens: { input: 10, output: 20, cacheRead: 40_030, counted: 130 },
      },
    ]);
    expect(
      await ledger.call('siso_analytics', { p_from: '2026-03-02T00:00:00Z', p_to: '2026-03-03T00:00:00Z' }),
    ).toEqual([]);
  });

  test("a day is a day of the ledger's zone", async () => {
    await ledger.setBudget({ zone: 'Asia/Tokyo' });
    await ledger.clock.set('2026-03-01T15:00:00Z');
    await spend(1_000);

    expect(await ledger.call('siso_analytics', { ...day, p_to: '2026-03-03T00:00:00Z' })).toMatchObject([
      { day: '2026-03-02', costMicros: 1_000 },
    ]);
  });

  test('a summary adds usage up by any dimension, dearest first', async () => {
    await ledger.done({ repo: 'acme/web', labels: { team: 'web', kind: 'fix' } }, usage({ micros: 1_000 }));
    await ledger.done({ repo: 'acme/api', labels: { team: 'api' } }, usage({ micros: 3_000 }));
    await ledger.record({ service: 'openai', tokens: 1_000 });
    const by = async (p_by: 'repo' | 'label' | 'service' | 'day' | 'model' | 'actor' | 'category') => {
      const { rows, total } = await ledger.call('siso_usage_summary', { ...day, p_by });
      expect(total).toMatchObject({ costMicros: 6_000, tasks: 2, requests: 3 });
      return rows.map(({ key, costMicros }) => [key, costMicros]);
    };

    expect(await by('repo')).toEqual([
      ['acme/api', 3_000],
      ['none', 2_000],
      ['acme/web', 1_000],
    ]);
    expect(await by('label')).toEqual([
      ['team=api', 3_000],
      ['kind=fix', 1_000],
      ['team=web', 1_000],
    ]);
    expect(await by('service')).toEqual([
      ['claude-code', 4_000],
      ['openai', 2_000],
    ]);
    expect(await by('model')).toEqual([
      ['claude-sonnet-5-5', 4_000],
      ['none', 2_000],
    ]);
    expect(await by('day')).toEqual([['2026-03-01', 6_000]]);
    expect(await by('actor')).toEqual([['ada', 6_000]]);
    expect(await by('category')).toEqual([
      ['development', 4_000],
      ['none', 2_000],
    ]);
  });
});
