import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditFilter } from '../../../src/contracts/ledger/records.ts';
import { HOUR, ledgerAt, MINUTE, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const audit = (filter: AuditFilter = {}, { actor = 'ada', limit = 50, before = null as number | null } = {}) =>
  ledger.call('siso_audit', { p_actor: actor, p_filter: filter, p_limit: limit, p_before: before });
const actions = async (filter: AuditFilter) => (await audit(filter)).entries.map(({ action }) => action);

describe('the audit', () => {
  test('is shown to those who may read it', async () => {
    await ledger.member('bob', 'write');
    await ledger.member('rev', 'none', ['audit:read']);

    await expect(audit({}, { actor: 'bob' })).rejects.toMatchObject({ code: 'SI403', message: /audit:read/ });
    expect((await audit({}, { actor: 'rev' })).entries).toHaveLength(2);
  });

  test('says who did what to what, with before and after, newest first', async () => {
    await ledger.setLimits('testing', { tokensPerDay: 9 });
    await ledger.set('paused', true);

    const { entries, next } = await audit();
    expect(next).toBeNull();
    expect(entries).toMatchObject([
      { action: 'setting.changed', subject: 'paused', before: { paused: false }, after: { paused: true } },
      {
        ...{
          action: 'limits.changed',
          subject: 'testing',
          actor: 'ada',
          at: '2026-03-01T10:00:00+00:00',
          reason: null,
        },
        ...{ before: { tokens_per_day: 50_000 }, after: { tokens_per_day: 9 }, details: {} },
      },
    ]);
  });

  test('comes in pages that miss nothing and repeat nothing', async () => {
    for (const value of [1, 2, 3, 4, 5]) await ledger.set('max_concurrent_jobs', value);
    const all = (await audit()).entries.map(({ id }) => id);

    const first = await audit({}, { limit: 2 });
    expect(first.entries.map(({ id }) => id)).toEqual(all.slice(0, 2));
    const second = await audit({}, { limit: 2, before: first.next });
    expect(second.entries.map(({ id }) => id)).toEqual(all.slice(2, 4));
    const last = await audit({}, { limit: 2, before: second.next });
    expect(last).toMatchObject({ entries: [{ id: all[4] }], next: null });
  });

  test.each<[AuditFilter, string[]]>([
    [{ actor: 'bob' }, ['task.queued']],
    [{ action: 'task.' }, ['task.cancelled', 'task.queued']],
    [{ action: 'task' }, []],
    [{ action: 'setting.changed' }, ['setting.changed']],
    [{ subject: 'paused' }, ['setting.changed']],
    [{ subject: "paused' or true --" }, []],
    [{ from: '2026-03-01T10:01:00Z' }, ['task.cancelled', 'task.queued']],
    [{ to: '2026-03-01T10:01:00Z' }, ['setting.changed']],
    [{ from: '2026-03-01T10:01:00Z', action: 'task.', actor: 'ada' }, ['task.cancelled']],
  ])('%j', async (filter, expected) => {
    await ledger.set('paused', true);
    await ledger.clock.advance(MINUTE);
    await ledger.cancel(await ledger.queued({ actor: 'bob' }));

    expect(await actions(filter)).toEqual(expected);
  });
});

describe('what is configured', () => {
  test('limits: every row, also those of a repository', async () => {
    await ledger.setLimits('testing', { tokensPerDay: null, maxConcurrent: 1 });
    await ledger.setLimits('testing', { tokensPerMinute: 7 }, { repo: 'acme/web' });
    const rows = await ledger.call('siso_limit_config', {});

    expect(rows).toHaveLength(6);
    expect(rows.filter(({ category }) => category === 'testing')).toEqual([
      {
        ...{ category: 'testing', repo: null, tokensPerMinute: 500, tokensPerHour: 8_000, tokensPerDay: null },
        ...{ requestsPerMinute: 3, maxConcurrent: 1, maxHoldMicros: 5_000_000, updatedAt: '2026-03-01T10:00:00+00:00' },
      },
      expect.objectContaining({ repo: 'acme/web', tokensPerMinute: 7, tokensPerHour: null, maxHoldMicros: null }),
    ]);
  });

  test('budgets: every row with the grants that count now', async () => {
    await ledger.setBudget({ dailyMicros: 5, thresholds: [50] }, { scope: 'label', value: 'team=web' });
    await ledger.grant(1_000_000, { seconds: 3_600 });
    await ledger.clock.advance(HOUR / 2);
    await ledger.grant(500, { unit: 'tokens', seconds: 3_600 });
    const grants = async () => (await ledger.call('siso_budget_config', {}))[0]?.grants;

    expect(await grants()).toEqual([
      {
        ...{ id: expect.any(Number), unit: 'usd', amount: 1_000_000, startsAt: '2026-03-01T10:00:00+00:00' },
        ...{ expiresAt: '2026-03-01T11:00:00+00:00', actor: 'ada', reason: 'release day' },
      },
      expect.objectContaining({ unit: 'tokens', amount: 500 }),
    ]);
    await ledger.clock.advance(HOUR / 2);
    expect(await grants()).toMatchObject([{ unit: 'tokens' }]);
    expect((await ledger.call('siso_budget_config', {}))[1]).toEqual({
      ...{ scope: 'label', value: 'team=web', dailyMicros: 5, monthlyMicros: null, dailyTokens: null, bufferTokens: 0 },
      ...{ thresholds: [50], zone: 'UTC', updatedAt: '2026-03-01T10:00:00+00:00', grants: [] },
    });
  });
});
