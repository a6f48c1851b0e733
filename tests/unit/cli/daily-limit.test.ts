import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { applyDailyLimit, applyMaxConcurrent, type ConfiguredLimits } from '../../../src/cli/run/daily-limit.ts';
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

function configured(settings: ConfiguredLimits['settings'], origin: string): ConfiguredLimits {
  const origins = ['tokenLimits.daily', 'maxConcurrentJobs'].map((option) => ({ option, value: '', origin }));
  return { settings, origins, actor: 'test' };
}

describe('tokenLimits.daily of a checkout', () => {
  test('lowers the budget of the ledger and never raises it', async () => {
    const store = await aStore();
    const apply = async (daily: number) => {
      const note = await applyDailyLimit(store, configured({ dailyTokens: daily }, 'siso.config.json'));
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

    await applyDailyLimit(store, configured({ dailyTokens: daily }, '.github/siso.yml'));

    expect((await dailyBudget(store))?.plainCap).toBe(plainCap);
  });
});

test('tokenLimits.daily of the environment lowers and raises', async () => {
  const store = await aStore();
  for (const daily of [3_000, 250_000, 250_000]) {
    expect(await applyDailyLimit(store, configured({ dailyTokens: daily }, 'TOKEN_DAILY_LIMIT'))).toBeUndefined();
    expect((await dailyBudget(store))?.cap).toBe(daily);
  }
});

describe('maxConcurrentJobs', () => {
  const slots = async (store: Store) => (await store.call('siso_status', {})).maxConcurrent;

  test('of a checkout lowers the slots of the ledger and never raises them', async () => {
    const store = await aStore();
    const apply = async (jobs: number) => {
      const note = await applyMaxConcurrent(store, configured({ maxConcurrentJobs: jobs }, 'siso.config.json'));
      return { note, slots: await slots(store) };
    };
    expect(await apply(4)).toEqual({
      note: "maxConcurrentJobs of siso.config.json (4) is above the ledger's 3 tasks at the same time and has no effect.",
      slots: 3,
    });
    expect(await apply(2)).toEqual({ note: undefined, slots: 2 });
    expect(await apply(2)).toEqual({ note: undefined, slots: 2 });
  });

  test('of the environment lowers and raises', async () => {
    const store = await aStore();
    for (const jobs of [1, 12, 12]) {
      const limits = configured({ maxConcurrentJobs: jobs }, 'AUTOMATION_MAX_CONCURRENT_JOBS');
      expect(await applyMaxConcurrent(store, limits)).toBeUndefined();
      expect(await slots(store)).toBe(jobs);
    }
  });
});

test.each([
  { what: 'nothing is configured', settings: {}, requests: [] },
  {
    what: 'the ledger is as configured',
    settings: { dailyTokens: 100_000, maxConcurrentJobs: 3 },
    requests: ['siso_status', 'siso_status'],
  },
])('writes nothing when $what', async ({ settings, requests }) => {
  const store = await aStore();
  const call = vi.spyOn(store, 'call');
  await applyDailyLimit(store, configured(settings, 'TOKEN_DAILY_LIMIT'));
  await applyMaxConcurrent(store, configured(settings, 'AUTOMATION_MAX_CONCURRENT_JOBS'));
  expect(call.mock.calls.map(([name]) => name)).toEqual(requests);
});
