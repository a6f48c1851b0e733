import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { DAY, ledgerAt, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  await ledger.set('max_concurrent_jobs', 1_000);
  await ledger.call('siso_limits_preset', { p_request_id: crypto.randomUUID(), p_actor: 'ada', p_preset: 'unlimited' });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const admitted = { decision: 'admitted' };

describe('caps', () => {
  test('case 5: twenty simultaneous holds of 75 on 500 admit exactly six', async () => {
    await ledger.setBudget({ dailyMicros: 500 });

    const verdicts = await Promise.all(Array.from({ length: 20 }, () => ledger.admit({ budgetMicros: 75 })));

    expect(verdicts.filter(({ decision }) => decision === 'admitted')).toHaveLength(6);
    expect(await ledger.budget('day', 'usd')).toMatchObject({ held: 450, left: 50 });
  });

  test('case 41: of 200 tasks of $1 on $50 a day 50 run and not one more, urgent or not', async () => {
    const ask = (number: number) =>
      ledger.admit({ budgetMicros: USD, priority: number % 2 ? 'urgent' : 'low', reason: 'now' });
    const verdicts = await Promise.all(Array.from({ length: 200 }, (_, number) => ask(number)));

    expect(verdicts.filter(({ decision }) => decision === 'admitted')).toHaveLength(50);
    expect(verdicts.at(-1)).toMatchObject({
      reason: 'budget_held',
      limit: 'global dollars/day',
      used: 50 * USD,
      max: 50 * USD,
    });
  });

  test('held money makes wait for the earliest lease end, without promise', async () => {
    const { hold } = await ledger.held({ budgetMicros: 30 * USD });

    expect(await ledger.admit({ budgetMicros: 30 * USD })).toMatchObject({
      reason: 'budget_held',
      retryAt: hold.leaseExpiresAt,
      promised: false,
    });
  });

  test('money already spent makes wait for the next period, and the promise is exact', async () => {
    await ledger.done({ budgetMicros: 30 * USD }, usage({ micros: 30 * USD }));

    const deferred = { reason: 'budget_used', promised: true, retryAt: '2026-03-02T00:00:00+00:00' };
    expect(await ledger.check({ budgetMicros: 30 * USD })).toMatchObject(deferred);
    await ledger.clock.set('2026-03-01T23:59:59.999Z');
    expect(await ledger.check({ budgetMicros: 30 * USD })).toMatchObject(deferred);
    await ledger.clock.advance(1);
    expect(await ledger.admit({ budgetMicros: 30 * USD })).toMatchObject(admitted);
  });

  test('the month caps what its days would allow', async () => {
    await ledger.setBudget({ monthlyMicros: 60 * USD });
    await ledger.done({ budgetMicros: 40 * USD }, usage({ micros: 40 * USD }));
    await ledger.clock.advance(DAY);

    expect(await ledger.check({ budgetMicros: 40 * USD })).toMatchObject({
      limit: 'global dollars/month',
      retryAt: '2026-04-01T00:00:00+00:00',
    });
  });

  test('every matching row must admit: a narrower one only tightens', async () => {
    const rows = [
      { scope: 'org', value: 'acme' },
      { scope: 'repo', value: 'acme/web' },
      { scope: 'category', value: 'development' },
      { scope: 'actor', value: 'ada' },
      { scope: 'label', value: 'team=web' },
    ] as const;
    const task = { org: 'acme', repo: 'acme/web', labels: { team: 'web' }, budgetMicros: USD };

    for (const [at, row] of rows.entries()) {
      await ledger.setBudget({ dailyMicros: USD - at - 1 }, row);
      expect(await ledger.check(task)).toMatchObject({
        reason: 'never_fits',
        limit: `${row.scope} ${row.value} dollars/day`,
      });
      await ledger.setBudget({ dailyMicros: 500 * USD }, row);
    }
    expect(await ledger.check({ ...task, budgetMicros: 51 * USD })).toMatchObject({ limit: 'global dollars/day' });
    expect(await ledger.check(task)).toMatchObject(admitted);
  });

  test('a row that does not match neither limits nor counts', async () => {
    await ledger.setBudget({ dailyMicros: 10 }, { scope: 'repo', value: 'acme/web' });
    await ledger.setBudget({ dailyMicros: 10 }, { scope: 'label', value: 'team=web' });

    await ledger.held({ repo: 'acme/api', labels: { team: 'api' } });
    await ledger.held();
    expect(
      (await ledger.status()).budgets.filter(({ scope }) => scope !== 'global').every(({ held }) => held === 0),
    ).toBe(true);
  });

  test('a budget without tokens admits nothing, whatever a task asks', async () => {
    await ledger.setBudget({ dailyTokens: 0 });
    expect(await ledger.ask()).toMatchObject({ reason: 'never_fits', limit: 'global tokens/day' });

    await ledger.setBudget({ dailyTokens: 100, dailyMicros: 0 });
    expect(await ledger.ask()).toMatchObject({ reason: 'never_fits', limit: 'global dollars/day' });
  });

  test('case 11: a settlement above its hold is booked in full, flagged, and blocks until the next period', async () => {
    const { hold } = await ledger.running({ budgetMicros: 40 * USD });

    expect(await ledger.settle(hold, usage({ micros: 60 * USD }))).toMatchObject({
      costMicros: 60 * USD,
      overageMicros: 20 * USD,
    });
    expect(await ledger.budget('day', 'usd')).toMatchObject({ spent: 60 * USD, held: 0, left: 0 });
    expect(await ledger.admit({ budgetMicros: 1 })).toMatchObject({
      reason: 'budget_used',
      retryAt: '2026-03-02T00:00:00+00:00',
    });
  });
});

describe('periods', () => {
  test.each([
    [
      'a day of 23 hours',
      'Europe/Berlin',
      '2026-03-29T10:00:00Z',
      '2026-03-28T23:00:00+00:00',
      '2026-03-29T22:00:00+00:00',
    ],
    [
      'a day of 25 hours',
      'Europe/Berlin',
      '2026-10-25T10:00:00Z',
      '2026-10-24T22:00:00+00:00',
      '2026-10-25T23:00:00+00:00',
    ],
    [
      'a midnight that comes twice',
      'Atlantic/Azores',
      '2026-10-25T00:30:00Z',
      '2026-10-25T00:00:00+00:00',
      '2026-10-26T01:00:00+00:00',
    ],
    [
      'the day before that',
      'Atlantic/Azores',
      '2026-10-24T20:00:00Z',
      '2026-10-24T00:00:00+00:00',
      '2026-10-25T00:00:00+00:00',
    ],
    [
      'a midnight that does not come',
      'Africa/Cairo',
      '2026-04-24T10:00:00Z',
      '2026-04-23T22:00:00+00:00',
      '2026-04-24T21:00:00+00:00',
    ],
    [
      'an offset of 45 minutes',
      'Asia/Kathmandu',
      '2026-03-01T10:00:00Z',
      '2026-02-28T18:15:00+00:00',
      '2026-03-01T18:15:00+00:00',
    ],
  ])('case 13: %s works', async (...[, zone, now, startsAt, endsAt]) => {
    await ledger.clock.set(now);
    await ledger.setBudget({ zone, dailyMicros: 100_000 });
    expect(await ledger.budget('day', 'usd')).toMatchObject({ startsAt, endsAt });
    await ledger.done({}, usage({ micros: 100_000 }));

    await ledger.clock.set(new Date(Date.parse(endsAt) - 1));
    expect(await ledger.check()).toMatchObject({ reason: 'budget_used', retryAt: endsAt });
    await ledger.clock.set(endsAt);
    expect(await ledger.admit()).toMatchObject(admitted);
  });

  test('case 13: a month in Asia/Tokyo begins at 00:00 there exactly', async () => {
    await ledger.setBudget({ zone: 'Asia/Tokyo', monthlyMicros: 100_000 });
    await ledger.done({}, usage({ micros: 100_000 }));

    await ledger.clock.set('2026-03-31T14:59:59.999Z');
    expect(await ledger.check()).toMatchObject({ reason: 'budget_used', retryAt: '2026-03-31T15:00:00+00:00' });
    await ledger.clock.advance(1);
    expect(await ledger.admit()).toMatchObject(admitted);
  });

  test('case 13: the month of a 31st ends after its last day, whatever the next one has', async () => {
    await ledger.clock.set('2027-01-31T12:00:00Z');

    expect(await ledger.budget('month', 'usd')).toMatchObject({
      startsAt: '2027-01-01T00:00:00+00:00',
      endsAt: '2027-02-01T00:00:00+00:00',
    });
  });

  test('a task is charged to the day in which it was admitted, also after midnight', async () => {
    await ledger.clock.set('2026-03-01T23:59:00Z');
    const { hold } = await ledger.running();
    await ledger.clock.advance(MINUTE);
    await ledger.settle(hold, usage({ micros: 80_000 }));

    expect(await ledger.budget('day', 'usd')).toMatchObject({ spent: 0, held: 0 });
    await ledger.clock.set('2026-03-01T23:59:59Z');
    expect(await ledger.budget('day', 'usd')).toMatchObject({ spent: 80_000 });
  });
});
