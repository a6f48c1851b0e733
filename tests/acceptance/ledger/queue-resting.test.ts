import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';
import { claim, claimed, claimedIds, openLedger, queue, sweep } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const resting = () =>
  ledger.sql<{ task_id: string; passed_since: string; limits: string[] }>('select * from resting_flows order by 1, 2');

describe('a flow whose head is deferred', () => {
  test('case 24: rests, and nobody waits behind its limit', async () => {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    const [first, second] = [await ledger.queued(), await ledger.queued()];
    const other = await ledger.queued({ category: 'testing' });

    expect(await claimedIds(ledger, 10)).toEqual([first, other]);
    expect(await resting()).toMatchObject([{ task_id: second }]);
    expect(await claim(ledger)).toMatchObject({ claimed: [], nextAt: '2026-03-01T11:01:00+00:00', waiting: 1 });
  });

  test('is tried again exactly at its time', async () => {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    const [, second] = [await ledger.queued(), await ledger.queued()];
    const { hold } = await claimed(ledger);
    await ledger.start(hold);
    await ledger.settle(hold, usage({ tokens: 100 }));
    const { nextAt } = await claim(ledger);
    if (nextAt === null) throw new Error('a full window says when it has room');
    await ledger.clock.set(new Date(Date.parse(nextAt) - 1));

    expect(await claimedIds(ledger)).toEqual([]);
    await ledger.clock.set(nextAt);
    expect(await claimedIds(ledger)).toEqual([second]);
  });

  test.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    [
      'a raised limit',
      () => ledger.setLimits('development', { tokensPerDay: 250 }),
      () => ledger.setLimits('development', { tokensPerDay: 1_000 }),
    ],
    ['a raised budget', () => ledger.setBudget({ dailyMicros: 250_000 }), () => ledger.setBudget({ dailyMicros: USD })],
    ['a grant', () => ledger.setBudget({ dailyMicros: 250_000 }), () => ledger.grant(USD)],
    [
      'a raised cap of slots',
      () => ledger.setLimits('development', { maxConcurrent: 2 }),
      () => ledger.setLimits('development', { maxConcurrent: 5 }),
    ],
  ])('case 18: is woken at once by %s', async (_, lower, raise) => {
    await lower();
    for (let n = 0; n < 3; n++) await ledger.queued();
    const third = (await queue(ledger)).tasks[2]?.id;
    expect(await claimedIds(ledger, 10)).toHaveLength(2);
    expect(await claimedIds(ledger, 10)).toEqual([]);

    await raise();
    expect(await claimedIds(ledger, 10)).toEqual([third]);
    expect(await resting()).toEqual([]);
  });

  test.each<[string, (hold: Parameters<TestLedger['start']>[0]) => Promise<unknown>]>([
    ['a settlement below the hold', (hold) => ledger.start(hold).then(() => ledger.settle(hold))],
    ['a release', (hold) => ledger.release(hold)],
    ['a hold that shrinks', (hold) => ledger.resize(hold, { micros: 50_000 })],
    ['an expiry', () => ledger.clock.advance(10 * MINUTE).then(() => sweep(ledger))],
  ])('is woken by %s', async (_, act) => {
    await ledger.setBudget({ dailyMicros: 150_000 });
    await ledger.queued({ actor: 'ada' });
    const { hold, taskId } = await claimed(ledger);
    const waiting = await ledger.queued({ actor: 'bob', budgetMicros: 100_000 });
    expect(await claimedIds(ledger)).toEqual([]);
    expect((await queue(ledger)).tasks).toMatchObject([{ id: waiting, waitsFor: { reason: 'budget_held' } }]);

    await act(hold);
    if ((await ledger.task(taskId)).state === 'queued') await ledger.cancel(taskId);
    expect(await claimedIds(ledger)).toEqual([waiting]);
  });

  test('is tried anew when it has another head', async () => {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    await ledger.held({ estimateTokens: 60 });
    const large = await ledger.queued({ estimateTokens: 50 });
    const small = await ledger.queued({ estimateTokens: 40 });
    expect(await claimedIds(ledger)).toEqual([]);
    await ledger.cancel(large);

    expect(await claimedIds(ledger)).toEqual([small]);
  });

  test('is tried anew when its head is changed', async () => {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    await ledger.held({ estimateTokens: 60 });
    const taskId = await ledger.queued({ estimateTokens: 50 });
    expect(await claimedIds(ledger)).toEqual([]);
    await ledger.retry(taskId, { estimateTokens: 40 });

    expect(await claimedIds(ledger)).toEqual([taskId]);
  });

  test('case 22: gives way to a class that fits', async () => {
    await ledger.setLimits('development', { maxConcurrent: 1 });
    const [first] = [await ledger.queued(), await ledger.queued()];
    const other = await ledger.queued({ category: 'analysis' });

    expect(await claimedIds(ledger, 3)).toEqual([first, other]);
  });
});

describe('a head that is refused', () => {
  test('fails with its reason, and the next of its flow is tried', async () => {
    const forbidden = await ledger.queued({ actor: 'bob', priority: 'high' });
    const [hopeless, fine] = [await ledger.queued({ estimateTokens: 5_000 }), await ledger.queued()];
    await ledger.setLimits('development', { tokensPerDay: 1_000 });
    await ledger.member('bob', 'read');

    expect(await claimedIds(ledger, 10)).toEqual([fine]);
    expect(await ledger.task(hopeless)).toMatchObject({ state: 'failed', reason: 'never_fits' });
    expect(await ledger.task(forbidden)).toMatchObject({ state: 'failed', reason: 'forbidden' });
  });
});

describe('many flows at rest', () => {
  test('cost one evaluation a call, and the one that fits is found behind them', async () => {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    await ledger.held();
    for (let n = 0; n < 60; n++) await ledger.queued({ repo: `acme/${n}` });
    while ((await claim(ledger, 10)).nextAt === '2026-03-01T10:00:00+00:00');
    expect(await resting()).toHaveLength(60);
    const fits = await ledger.queued({ repo: 'acme/other', category: 'testing' });
    // room was made, though not enough: all of them might be tried
    await ledger.setLimits('development', { tokensPerHour: 101 });

    expect(await claimedIds(ledger, 10)).toEqual([fits]);
  });
});

describe('a head that has been passed over for half an hour', () => {
  /** 60 of 100 tokens an hour are used; a head of 50 waits, and small ones of other people come. */
  async function crowded(): Promise<string> {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    await ledger.done({ estimateTokens: 60 }, usage({ tokens: 60 }));
    const head = await ledger.queued({ actor: 'big', estimateTokens: 50 });
    expect(await claimedIds(ledger)).toEqual([]);
    return head;
  }

  test('is overtaken by what fits until then, and by nothing later on after that', async () => {
    await crowded();
    await ledger.clock.advance(30 * MINUTE - 1);
    const early = await ledger.queued({ actor: 'small', estimateTokens: 5, priority: 'high' });
    expect(await claimedIds(ledger)).toEqual([early]);

    await ledger.clock.advance(1);
    const late = await ledger.queued({ actor: 'small', estimateTokens: 5 });
    expect(await claimedIds(ledger)).toEqual([]);
    expect(await ledger.admit({ actor: 'tiny', estimateTokens: 5 })).toMatchObject({
      ...{ decision: 'deferred', reason: 'window_full', limit: 'development tokens/hour', promised: false },
    });
    expect(await ledger.admitQueued(late)).toMatchObject({ decision: 'deferred', reason: 'window_full' });
    expect(await ledger.admit({ category: 'testing' })).toMatchObject({ decision: 'admitted' });
    expect(await ledger.admit({ estimateTokens: 5, priority: 'urgent' })).toMatchObject({ decision: 'admitted' });
  });

  test('starts in its turn, and lets the others go', async () => {
    const head = await crowded();
    await ledger.clock.advance(31 * MINUTE);
    const late = await ledger.queued({ actor: 'small', estimateTokens: 5 });
    expect(await claimedIds(ledger)).toEqual([]);
    await ledger.clock.set('2026-03-01T11:01:00Z');

    expect(await claimedIds(ledger, 10)).toEqual([head, late]);
  });

  test('is no obstacle once it is cancelled', async () => {
    const head = await crowded();
    await ledger.clock.advance(31 * MINUTE);
    const late = await ledger.queued({ actor: 'small', estimateTokens: 5 });
    expect(await claimedIds(ledger)).toEqual([]);
    await ledger.cancel(head);

    expect(await ledger.admit({ actor: 'tiny', estimateTokens: 5 })).toMatchObject({ decision: 'admitted' });
    await ledger.clock.advance(MINUTE);
    expect(await claimedIds(ledger)).toEqual([late]);
  });

  test('holds back for held money, never for money that is spent', async () => {
    await ledger.setBudget({ dailyMicros: USD });
    const { hold } = await ledger.running({ budgetMicros: 700_000 });
    await ledger.queued({ actor: 'big', budgetMicros: 500_000 });
    await claim(ledger);
    for (let n = 0; n < 31; n++) {
      await ledger.clock.advance(MINUTE);
      await ledger.heartbeat(hold);
      await claim(ledger);
    }
    expect(await ledger.admit({ actor: 'small' })).toMatchObject({ decision: 'deferred', reason: 'budget_held' });

    await ledger.settle(hold, usage({ micros: 700_000 }));
    await claim(ledger);
    expect(await ledger.admit({ actor: 'small' })).toMatchObject({ decision: 'admitted' });
  });

  test('holds back nobody where no worker comes for it', async () => {
    await crowded();
    await ledger.clock.set('2026-03-01T11:10:00Z');

    expect(await ledger.admit({ actor: 'small', estimateTokens: 60 })).toMatchObject({ decision: 'admitted' });
  });
});
