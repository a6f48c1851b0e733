import { describe, expect, test } from 'vitest';
import type { BudgetStatus, LedgerStatus } from '../../../src/contracts/ledger/reports.ts';
import { healthOf, nearCaps } from '../../../src/engine/documents/health.ts';
import { PERIOD, STATUS } from '../cli/samples.ts';

const FREE: LedgerStatus = { ...STATUS, budgets: [PERIOD], limits: [] };
const UNTIL = '2026-11-24T12:00:00+00:00';
const spent = (percent: number, more: Partial<BudgetStatus> = {}): BudgetStatus => ({
  ...PERIOD,
  spent: (PERIOD.cap * percent) / 100,
  ...more,
});

describe('whether anything can start', () => {
  test.each<[string, Partial<LedgerStatus>, unknown]>([
    ['runs', {}, { state: 'running', until: null }],
    ['is paused, whatever else is', { paused: true, providerGateUntil: UNTIL }, { state: 'paused', until: null }],
    ['waits for the provider', { providerGateUntil: UNTIL }, { state: 'throttled', until: UNTIL }],
    ['stops until the period ends', { budgets: [spent(100)] }, { state: 'budget_stop', until: PERIOD.endsAt }],
    [
      'stops until the last of the empty periods ends',
      { budgets: [spent(100), spent(100, { kind: 'month', endsAt: '2026-12-01T00:00:00+00:00' })] },
      { state: 'budget_stop', until: '2026-12-01T00:00:00+00:00' },
    ],
    [
      'runs though one repository is out of money',
      { budgets: [spent(100, { scope: 'repo' })] },
      { state: 'running', until: null },
    ],
    [
      'runs though the emergency buffer is used',
      { budgets: [spent(100, { unit: 'buffer' })] },
      { state: 'running', until: null },
    ],
  ])('it %s', (_, status, health) => expect(healthOf({ ...FREE, ...status })).toEqual(health));
});

describe('what is nearly used up', () => {
  const configured = [
    { ...{ scope: 'global' as const, value: '', thresholds: [50, 80], zone: 'UTC', grants: [] }, ...rest() },
  ];
  function rest() {
    return { dailyMicros: 1, monthlyMicros: null, dailyTokens: null, bufferTokens: 0, updatedAt: UNTIL };
  }

  test.each([
    [49, []],
    [50, ['global dollars/day']],
    [120, ['global dollars/day']],
  ])('a budget at %i %% of the first threshold 50', (percent, names) => {
    const near = nearCaps({ ...FREE, budgets: [spent(percent)] }, configured);
    expect(near.map(({ limit }) => limit)).toEqual(names);
  });

  test('held money counts, and the fullest comes first', () => {
    const held = spent(0, { held: (PERIOD.cap * 90) / 100, kind: 'month' });
    const near = nearCaps({ ...FREE, budgets: [spent(60), held] }, configured);
    expect(near.map(({ percent }) => percent)).toEqual([90, 60]);
  });

  test('windows of hours and days count from three quarters on', () => {
    const near = nearCaps({ ...FREE, budgets: [], limits: STATUS.limits }, configured);
    expect(near.map(({ limit, percent }) => [limit.slice(-11), percent])).toEqual([['tokens/hour', 99]]);
  });
});
