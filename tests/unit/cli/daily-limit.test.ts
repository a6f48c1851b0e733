import { describe, expect, onTestFinished, test } from 'vitest';
import { applyDailyLimit } from '../../../src/cli/run/daily-limit.ts';
import type { BudgetStatus } from '../../../src/contracts/ledger/reports.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { aFolder } from '../workspace/support.ts';

async function aStore(): Promise<Store> {
  const store = await openStore({ directory: aFolder() });
  onTestFinished(() => store.close());
  return store;
}

async function dailyBudget(store: Store): Promise<BudgetStatus | undefined> {
  const { budgets } = await store.call('siso_status', {});
  return budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'tokens');
}

const BUDGET: BudgetStatus = {
  ...{
    scope: 'global',
    value: '',
    kind: 'day',
    unit: 'tokens',
    cap: 1,
    plainCap: 1,
    spent: 0,
    held: 0,
    used: 0,
    left: 1,
  },
  ...{ startsAt: '2026-03-01T00:00:00Z', endsAt: '2026-03-02T00:00:00Z', zone: 'UTC' },
};

describe('tokenLimits.daily of a checkout', () => {
  test('lowers the budget of the ledger and never raises it', async () => {
    const store = await aStore();
    const apply = async (daily: number) => {
      const context = { config: { tokenLimits: { daily } }, actor: 'test' };
      const note = await applyDailyLimit(store, context, await store.call('siso_status', {}));
      return { note, cap: (await dailyBudget(store))?.cap };
    };

    expect(await apply(100_001)).toEqual({ note: expect.stringMatching(/above the ledger's 100,000/), cap: 100_000 });
    expect(await apply(3_000)).toEqual({ note: undefined, cap: 3_000 });
    expect(await apply(4_000)).toEqual({ note: expect.stringMatching(/has no effect/), cap: 3_000 });
    expect(await apply(3_000)).toEqual({ note: undefined, cap: 3_000 });
  });

  test.each([
    { daily: 1_000, plainCap: 1_000, writes: [], why: 'the same' },
    { daily: 3_000, plainCap: 1_000, writes: [], why: 'above it, though below what a grant makes of it' },
    { daily: 900, plainCap: 1_000, writes: ['siso_set_budget'], why: 'below it' },
  ])('is compared with the budget without grants: $why', async ({ daily, plainCap, writes }) => {
    const calls: string[] = [];
    const store: Store = {
      call: (name) => {
        calls.push(name);
        return Promise.reject(new Error('a ledger that only counts'));
      },
      close: () => Promise.resolve(),
    };
    const context = { config: { tokenLimits: { daily } }, actor: 'test' };
    const budgets = [{ ...BUDGET, cap: plainCap + 5_000, plainCap }];

    await applyDailyLimit(store, context, { budgets }).catch(() => {});

    expect(calls).toEqual(writes);
  });
});
