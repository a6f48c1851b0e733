import { randomUUID } from 'node:crypto';
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

describe('tokenLimits.daily of a checkout', () => {
  test('lowers the budget of the ledger and never raises it', async () => {
    const store = await aStore();
    const apply = async (daily: number) => {
      const context = { config: { tokenLimits: { daily } }, actor: 'test' };
      const note = await applyDailyLimit(store, context);
      return { note, cap: (await dailyBudget(store))?.cap };
    };

    expect(await apply(100_001)).toEqual({ note: expect.stringMatching(/above the ledger's 100,000/), cap: 100_000 });
    expect(await apply(3_000)).toEqual({ note: undefined, cap: 3_000 });
    expect(await apply(4_000)).toEqual({ note: expect.stringMatching(/has no effect/), cap: 3_000 });
    expect(await apply(3_000)).toEqual({ note: undefined, cap: 3_000 });
  });

  test.each([
    { daily: 1_000, plainCap: 1_000, why: 'the same changes nothing' },
    { daily: 3_000, plainCap: 1_000, why: 'above it, though below what a grant makes of it, changes nothing' },
    { daily: 900, plainCap: 900, why: 'below it lowers it' },
  ])('is compared with the budget without grants: $why', async ({ daily, plainCap }) => {
    const store = await aStore();
    const by = () => ({ p_request_id: randomUUID(), p_actor: 'test' });
    const budget = { p_scope: 'global', p_value: '' } as const;
    await store.call('siso_set_budget', { ...by(), ...budget, p_changes: { dailyTokens: 1_000 } });
    const p_grant = {
      scope: 'global',
      value: '',
      unit: 'tokens',
      amount: 5_000,
      expiresInSeconds: 60,
      reason: 'test',
    } as const;
    await store.call('siso_grant', { ...by(), p_grant });

    await applyDailyLimit(store, { config: { tokenLimits: { daily } }, actor: 'test' });

    expect((await dailyBudget(store))?.plainCap).toBe(plainCap);
  });
});
