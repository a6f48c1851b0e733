/** Limits, usage and budgets of the library, on the real ledger. */
import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AutomationOptions, RateLimitManager, TokenUsageTracker } from '../../../src/index.ts';
import { aSiso, type Siso } from '../../support/siso.ts';
import { anEngine, at } from './support.ts';

function aManager(options: AutomationOptions): RateLimitManager {
  const manager = new RateLimitManager(options);
  onTestFinished(() => manager.close());
  return manager;
}

function aTracker(options: AutomationOptions): TokenUsageTracker {
  const tracker = new TokenUsageTracker(options);
  onTestFinished(() => tracker.close());
  return tracker;
}

const by = () => ({ p_request_id: randomUUID(), p_actor: 'test' });

describe('RateLimitManager', () => {
  test('says whether a task could start, and when', async () => {
    const limits = aManager(at(await aSiso('specification')));
    expect(await limits.checkLimits('maintenance', 200)).toEqual({ allowed: true, reason: 'ok' });

    await limits.recordUsage('maintenance', 200);

    const check = await limits.checkLimits('maintenance', 200);
    expect(check).toMatchObject({ allowed: false, reason: 'window_full', limit: 'maintenance tokens/minute' });
    expect(Date.parse(check.retryAt ?? '') - Date.now()).toBeLessThanOrEqual(61_000);
    expect(await limits.checkLimits('maintenance', 30_001)).toMatchObject({ allowed: false, reason: 'never_fits' });
    expect(await limits.checkLimits('testing', 200)).toMatchObject({ allowed: true });
  });

  test('shows what each window has used and the seconds until it is empty', async () => {
    const limits = aManager(at(await aSiso('specification')));
    expect((await limits.getStatus('testing')).timeToReset).toEqual({ minute: 0, hour: 0, day: 0 });
    await limits.recordUsage('testing', 120);

    const status = await limits.getStatus('testing');

    expect(status.tokens.minute).toEqual({ used: 120, limit: 500, left: 380 });
    const { minute, hour, day } = status.timeToReset;
    for (const [seconds, most] of [
      [minute, 61],
      [hour, 3_660],
      [day, 87_300],
    ] as const) {
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(most);
    }
    const categories = (await limits.getStatus()).map(({ category }) => category);
    expect(categories.sort()).toEqual(['analysis', 'deployment', 'development', 'maintenance', 'testing']);
  });

  test('books no cost for what only fills windows', async () => {
    const siso = await aSiso('specification');
    await aManager(at(siso)).recordUsage('testing', 120);
    expect((await aTracker(at(siso)).getCurrentUsage('today')).total).toMatchObject({ costMicros: 0, tasks: 0 });
  });

  test('changes some limits and leaves the others, for who may', async () => {
    const siso = await aSiso('specification');
    const limits = aManager({ ...at(siso), actor: 'ada' });
    await limits.updateLimits('testing', { tokensPerMinute: 900, requestsPerMinute: null });
    expect(await limits.getStatus('testing')).toMatchObject({
      tokens: { minute: { limit: 900 }, hour: { limit: 8_000 } },
      requests: { minute: { limit: null } },
    });
    await siso.withStore((store) =>
      store.call('siso_set_member', { ...by(), p_member: 'bob', p_role: 'read', p_permissions: [] }),
    );
    const bob = aManager({ ...at(siso), actor: 'bob' });
    await expect(bob.updateLimits('testing', { tokensPerMinute: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('names what is wrong and what was probably meant', async () => {
    const limits = aManager(at(await aSiso()));
    const wrong: { category: never; changes: object } = { category: 'testin' as never, changes: { tokensPerMinut: 1 } };
    const misspelt = { code: 'usage', hint: 'Did you mean "testing"?' };
    await expect(limits.checkLimits(wrong.category, 1)).rejects.toMatchObject(misspelt);
    await expect(limits.getStatus(wrong.category)).rejects.toMatchObject(misspelt);
    await expect(limits.checkLimits('testing', 0.5)).rejects.toMatchObject({ code: 'usage' });
    await expect(limits.updateLimits('testing', wrong.changes)).rejects.toMatchObject({
      hint: 'Did you mean "tokensPerMinute"?',
    });
  });
});

describe('TokenUsageTracker', () => {
  test('books what was used elsewhere at the flat rate of its service', async () => {
    const siso = await aSiso();
    const tracker = aTracker(at(siso));
    await tracker.recordUsage('openai', 10_000, 'analysis');
    await tracker.recordUsage('claude-code', 1_000, 'testing');
    await tracker.recordUsage('custom', 1_000, 'testing');

    expect(await tracker.getCurrentUsage()).toMatchObject({
      zone: 'UTC',
      total: { costMicros: 33_000, tokens: { counted: 12_000 } },
      rows: [
        { key: 'analysis', costMicros: 20_000 },
        { key: 'testing', costMicros: 13_000 },
      ],
    });
    const breakdown = await tracker.getCostBreakdown();
    expect(breakdown).toMatchObject({
      totalMicros: 33_000,
      byService: [{ key: 'openai' }, { key: 'claude-code' }, { key: 'custom' }],
      byDay: [{ costMicros: 33_000 }],
    });
    await tracker.close();
    expect(await siso.settled()).toBe(33_000);
  });

  const budget = (siso: Siso, changes: object) =>
    siso.withStore((store) =>
      store.call('siso_set_budget', { ...by(), p_scope: 'global', p_value: '', p_changes: changes }),
    );

  test.each<{ what: string; changes: object; reason: RegExp }>([
    {
      what: 'tokens of the day',
      changes: { dailyTokens: 5_000 },
      reason: /^Of 5,000 tokens a day \(UTC\), 4,000 are left/,
    },
    {
      what: 'dollars of the day',
      changes: { dailyMicros: 8_000 },
      reason: /^Of \$0\.008 a day \(UTC\), \$0\.00 are left/,
    },
    { what: 'dollars of the month', changes: { monthlyMicros: 100 }, reason: /a month/ },
  ])('says no when there is no room in the $what', async ({ changes, reason }) => {
    const siso = await aSiso();
    await budget(siso, changes);
    const tracker = aTracker(at(siso));
    expect(await tracker.canConsumeTokens(4_500)).toEqual({ canProceed: true });
    await tracker.recordUsage('claude-code', 1_000, 'testing');
    expect(await tracker.canConsumeTokens(4_500)).toEqual({ canProceed: false, reason: expect.stringMatching(reason) });
  });

  test('knows how well the money was spent', async () => {
    const siso = await aSiso();
    const [good, bad] = [anEngine(at(siso, 'fix-bug')), anEngine(at(siso, 'expensive'))];
    const request = { prompt: 'Do it.', category: 'development', estimatedTokens: 5_000 } as const;
    const done = await good.waitForTask(await good.submitTask(request));
    const capped = await bad.waitForTask(await bad.submitTask({ ...request, budgetMicros: 100_000 }));
    expect([done.status, capped.status]).toEqual(['succeeded', 'budget_capped']);
    const cost = done.costMicros + capped.costMicros;

    const { efficiency, total, trend } = await aTracker(at(siso)).getTokenAnalytics(7);

    expect(total.costMicros).toBe(cost);
    expect(efficiency).toMatchObject({
      ...{ successRate: 0.5, costPerSuccessMicros: cost, wastedShare: capped.costMicros / cost },
    });
    expect(efficiency.cacheHitShare).toBeGreaterThan(0);
    expect(trend).toMatchObject([{ tasks: 2, succeeded: 1, costMicros: cost }]);
    expect(await good.getAnalytics('today')).toMatchObject({
      ...{ tasks: 2, succeeded: 1, capped: 1, failed: 0, successRate: 0.5, costMicros: cost },
      byCategory: [{ category: 'development', tasks: 2, p50Ms: done.durationMs, p95Ms: done.durationMs }],
    });
  });

  test('divides by nothing where there is nothing', async () => {
    const { efficiency, trend } = await aTracker(at(await aSiso())).getTokenAnalytics();
    expect(efficiency).toEqual({
      ...{ successRate: null, costPerSuccessMicros: null, tokensPerSuccess: null },
      ...{ cacheHitShare: null, wastedShare: null },
    });
    expect(trend).toEqual([]);
  });

  test('names a range that there is not', async () => {
    const tracker = aTracker(at(await aSiso()));
    await expect(tracker.getCurrentUsage('mounth' as never)).rejects.toMatchObject({ hint: 'Did you mean month?' });
    await expect(tracker.getTokenAnalytics(0)).rejects.toMatchObject({ code: 'usage' });
  });
});

test('classes on one ledger share it, and the last one closes it', async () => {
  const siso = await aSiso();
  const [limits, tracker] = [aManager(at(siso)), aTracker(at(siso))];
  await Promise.all([limits.getStatus(), tracker.getCurrentUsage()]);
  await limits.close();
  await tracker.recordUsage('custom', 1_000, 'testing');
  await tracker.close();
  expect(await siso.settled()).toBe(5_000);
  expect(await tracker.canConsumeTokens(1)).toEqual({ canProceed: true });
});
