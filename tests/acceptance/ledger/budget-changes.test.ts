import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { HOUR, ledgerAt, type TestLedger, USD, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  await ledger.set('max_concurrent_jobs', 1_000);
  await ledger.call('siso_limits_preset', { p_request_id: crypto.randomUUID(), p_actor: 'ada', p_preset: 'unlimited' });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const admitted = { decision: 'admitted' };

describe('changes in the middle of a period', () => {
  const web = { scope: 'repo', value: 'acme/web' } as const;
  const row = async () => (await ledger.status()).budgets.find(({ scope, kind }) => scope === 'repo' && kind === 'day');

  test('a new budget starts with what was spent and with the holds of running tasks', async () => {
    await ledger.done({ repo: 'acme/web' }, usage({ micros: 30_000 }));
    const { hold } = await ledger.running({ repo: 'acme/web' });
    await ledger.running({ repo: 'acme/api' });

    await ledger.setBudget({ dailyMicros: 150_000 }, web);
    expect(await row()).toMatchObject({ spent: 30_000, held: 100_000, left: 20_000 });
    expect(await ledger.admit({ repo: 'acme/web', budgetMicros: 20_001 })).toMatchObject({ reason: 'budget_held' });

    await ledger.settle(hold, usage({ micros: 50_000 }));
    expect(await row()).toMatchObject({ spent: 80_000, held: 0 });
  });

  test('setting what is set already changes nothing and leaves no audit row', async () => {
    await ledger.setBudget({ dailyMicros: 5 * USD });
    const before = await ledger.dump();
    await ledger.setBudget({ dailyMicros: 5 * USD });
    const after = await ledger.dump();

    const changed = Object.keys(after).filter(
      (table) => JSON.stringify(after[table]) !== JSON.stringify(before[table]),
    );
    expect(changed).toEqual(['request_log']);
  });

  test('a task admitted before midnight does not weigh on a budget of the new day', async () => {
    await ledger.clock.set('2026-03-01T23:59:50Z');
    const { hold } = await ledger.running({ repo: 'acme/web' });
    await ledger.clock.advance(20_000);

    await ledger.setBudget({ dailyMicros: 150_000 }, web);
    await ledger.settle(hold, usage({ micros: 50_000 }));

    expect(await row()).toMatchObject({ spent: 0, held: 0 });
  });

  test('a late settlement reaches a budget made after its hold had expired', async () => {
    const { hold } = await ledger.running({ repo: 'acme/web' });
    await ledger.clock.advance(HOUR);
    await ledger.expire();
    await ledger.setBudget({ dailyMicros: 150_000 }, web);
    expect(await row()).toMatchObject({ spent: 100_000 });

    await ledger.settle(hold, usage({ micros: 20_000 }));
    expect(await row()).toMatchObject({ spent: 20_000 });
  });

  test('a budget that changes its zone keeps what was spent and held', async () => {
    await ledger.done({}, usage({ micros: 30_000 }));
    const { hold } = await ledger.running();

    await ledger.setBudget({ zone: 'Asia/Tokyo' });
    expect(await ledger.budget('day', 'usd')).toMatchObject({ spent: 30_000, held: 100_000, zone: 'Asia/Tokyo' });
    await ledger.settle(hold, usage({ micros: 50_000 }));
    expect(await ledger.budget('day', 'usd')).toMatchObject({ spent: 80_000, held: 0 });
  });

  test('a cap lowered below what is used admits nothing; raised, it admits at once', async () => {
    await ledger.running();
    await ledger.setBudget({ dailyMicros: 50_000 });
    expect(await ledger.admit({ budgetMicros: 1 })).toMatchObject({ decision: 'deferred', used: 100_000, max: 50_000 });

    await ledger.setBudget({ dailyMicros: 100_001 });
    expect(await ledger.admit({ budgetMicros: 1 })).toMatchObject(admitted);
  });

  test('a cap that is lifted still counts', async () => {
    await ledger.setBudget({ dailyMicros: null });
    await ledger.done({ budgetMicros: 70 * USD }, usage({ micros: 70 * USD }));
    await ledger.setBudget({ dailyMicros: 50 * USD });

    expect(await ledger.admit({ budgetMicros: 1 })).toMatchObject({ reason: 'budget_used', used: 70 * USD });
  });
});

describe('grants', () => {
  test('a grant raises day and month for a while, with its reason in the audit', async () => {
    await ledger.setBudget({ dailyMicros: 100_000, monthlyMicros: 100_000 });
    expect(await ledger.grant(50_000)).toMatchObject({ expiresAt: '2026-03-01T11:00:00+00:00' });

    await ledger.done({ budgetMicros: 150_000 }, usage({ micros: 90_000 }));
    await ledger.clock.set('2026-03-01T10:59:59.999Z');
    expect(await ledger.check({ budgetMicros: 60_000 })).toMatchObject(admitted);
    await ledger.clock.advance(1);
    expect(await ledger.check({ budgetMicros: 60_000 })).toMatchObject({ decision: 'deferred', max: 100_000 });
    expect((await ledger.audit()).at(-3)).toMatchObject({
      action: 'budget.granted',
      actor: 'ada',
      reason: 'release day',
    });
  });

  test('no moment is promised to a task that only fits while a grant lasts', async () => {
    await ledger.setBudget({ dailyMicros: 100_000 });
    await ledger.grant(50_000);
    await ledger.done({}, usage({ micros: 90_000 }));

    expect(await ledger.check({ budgetMicros: 140_000 })).toMatchObject({ reason: 'budget_used', promised: false });
    expect(await ledger.check({ budgetMicros: 90_000 })).toMatchObject({ reason: 'budget_used', promised: true });
  });

  test('a hold cannot grow under a grant that has ended', async () => {
    await ledger.setBudget({ dailyMicros: 100_000 });
    await ledger.grant(100_000, { seconds: 30 });
    const { hold } = await ledger.running({ budgetMicros: 90_000 });
    await ledger.clock.advance(30_000);

    expect(await ledger.resize(hold, { micros: 110_000 })).toEqual({ ok: false, reason: 'no_room' });
    expect(await ledger.resize(hold, { micros: 100_000 })).toEqual({ ok: true });
  });

  test('a grant of tokens raises the daily tokens only', async () => {
    await ledger.grant(5_000, { unit: 'tokens' });

    expect(await ledger.check({ tokenHold: 105_000 })).toMatchObject(admitted);
    expect(await ledger.check({ tokenHold: 105_001 })).toMatchObject({ reason: 'never_fits' });
    expect(await ledger.budget('day', 'usd')).toMatchObject({ cap: 50 * USD });
  });

  test('there is nothing to grant where there is no budget', async () => {
    const grant = {
      scope: 'repo',
      value: 'acme/web',
      unit: 'usd',
      amount: 1,
      expiresInSeconds: 60,
      reason: 'why not',
    } as const;

    await expect(
      ledger.call('siso_grant', { p_request_id: crypto.randomUUID(), p_actor: 'ada', p_grant: grant }),
    ).rejects.toMatchObject({ code: 'SI404', hint: expect.stringContaining('Set a budget') });
  });
});
