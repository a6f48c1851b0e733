import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TaskRequest } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { DAY, HOUR, ledgerAt, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  await ledger.set('max_concurrent_jobs', 1_000);
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const admitted = { decision: 'admitted' };
const at = (time: string) => `2026-03-01T${time}+00:00`;

/** The answer's `retryAt` is exact: a millisecond before, the same answer; at it, admission. */
async function expectPromise(task: Partial<TaskRequest>, deferred: { limit: string; retryAt: string }) {
  const answer = { decision: 'deferred', promised: true, ...deferred };
  expect(await ledger.check(task)).toMatchObject(answer);
  await ledger.clock.set(new Date(Date.parse(deferred.retryAt) - 1));
  expect(await ledger.check(task)).toMatchObject(answer);
  await ledger.clock.set(deferred.retryAt);
  expect(await ledger.admit(task)).toMatchObject(admitted);
}

describe('when there is room again', () => {
  const testing = { category: 'testing', estimateTokens: 300 } as const;

  test('a full minute has room when its oldest second has left', async () => {
    await ledger.clock.advance(400);
    await ledger.held(testing);
    await ledger.clock.advance(30 * SECOND);
    await ledger.held({ ...testing, estimateTokens: 200 });

    await expectPromise(testing, { limit: 'testing tokens/minute', retryAt: at('10:01:01') });
  });

  test('as many old seconds leave as it takes', async () => {
    await ledger.held({ ...testing, estimateTokens: 100 });
    await ledger.clock.advance(10 * SECOND);
    await ledger.held({ ...testing, estimateTokens: 250 });
    await ledger.clock.advance(10 * SECOND);

    await expectPromise(
      { ...testing, estimateTokens: 400 },
      { limit: 'testing tokens/minute', retryAt: at('10:01:11') },
    );
  });

  test('a full hour has room when its oldest minute has left', async () => {
    await ledger.setLimits('testing', { tokensPerHour: 500 });
    await ledger.clock.advance(59 * SECOND);
    await ledger.done(testing, usage({ tokens: 300 }));

    await expectPromise(testing, { limit: 'testing tokens/hour', retryAt: at('11:01:00') });
  });

  test('a full day has room when its oldest quarter of an hour has left', async () => {
    await ledger.setLimits('testing', { tokensPerDay: 500 });
    await ledger.clock.advance(14 * MINUTE);
    await ledger.done(testing, usage({ tokens: 300 }));

    await expectPromise(testing, { limit: 'testing tokens/day', retryAt: '2026-03-02T10:15:00+00:00' });
  });

  test('case 14: of one request a minute the first passes, the second waits for the window', async () => {
    await ledger.setLimits('testing', { requestsPerMinute: 1 });
    await ledger.held({ category: 'testing' });

    expect(await ledger.check({ category: 'testing' })).toMatchObject({ reason: 'window_full', used: 1, max: 1 });
    await expectPromise({ category: 'testing' }, { limit: 'testing requests/minute', retryAt: at('10:01:01') });
  });

  test('a task larger than a minute or an hour waits for an empty window and then fills it', async () => {
    const large = { category: 'maintenance', estimateTokens: 6_000 } as const;
    await ledger.done({ category: 'maintenance' }, usage({ tokens: 1 }));

    await expectPromise(large, { limit: 'maintenance tokens/hour', retryAt: at('11:01:00') });
    const { limits } = await ledger.status();
    expect(limits.find(({ category }) => category === 'maintenance')).toMatchObject({
      tokens: { minute: { used: 300, left: 0 }, hour: { used: 5_000, left: 0 }, day: { used: 6_001 } },
      timeToReset: { minute: 61, hour: 3_660, day: (DAY + 14 * MINUTE) / SECOND },
    });
  });

  test('with the default rows a task of 5,000 maintenance tokens is one an hour, six a day', async () => {
    const large = { category: 'maintenance', estimateTokens: 5_000 } as const;
    for (let hour = 0; hour < 6; hour += 1) {
      await ledger.clock.set(new Date(Date.parse('2026-03-01T10:00:00Z') + hour * (HOUR + MINUTE)));
      await ledger.done(large, usage({ tokens: 5_000 }));
      expect(await ledger.check(large)).toMatchObject({ reason: 'window_full' });
    }

    expect(await ledger.check(large)).toMatchObject({
      limit: 'maintenance tokens/day',
      retryAt: '2026-03-02T10:15:00+00:00',
    });
  });
});

describe('room that is given back', () => {
  const half = { category: 'testing', estimateTokens: 50 } as const;
  beforeEach(() => ledger.setLimits('testing', { tokensPerMinute: 100 }));

  test('case 1: of five concurrent requests of 50 on a limit of 100 exactly two are admitted', async () => {
    await ledger.setLimits('testing', { requestsPerMinute: null });
    const verdicts = await Promise.all(Array.from({ length: 5 }, () => ledger.admit(half)));

    expect(verdicts.map(({ decision }) => decision).sort()).toEqual([
      'admitted',
      'admitted',
      'deferred',
      'deferred',
      'deferred',
    ]);
  });

  test('case 2: after a held 50 settled at 20, the next 80 fit and 81 do not', async () => {
    await ledger.done(half, usage({ tokens: 20 }));

    expect(await ledger.check({ category: 'testing', estimateTokens: 81 })).toMatchObject({ decision: 'deferred' });
    expect(await ledger.check({ category: 'testing', estimateTokens: 80 })).toMatchObject(admitted);
    expect(await ledger.admit(half)).toMatchObject(admitted);
  });

  test('case 3: what was released before its start is returned whole, its request included', async () => {
    await ledger.setLimits('testing', { requestsPerMinute: 1 });
    const { hold } = await ledger.held(half);
    await ledger.release(hold);

    expect(await ledger.admit({ category: 'testing', estimateTokens: 90 })).toMatchObject(admitted);
  });

  test('usage is charged where it was admitted, not where it was settled', async () => {
    const { hold } = await ledger.running(half);
    await ledger.clock.advance(45 * SECOND);
    await ledger.settle(hold, usage({ tokens: 100 }));

    await expectPromise(half, { limit: 'testing tokens/minute', retryAt: at('10:01:01') });
  });

  test('case 16: while a settlement above its estimate overfills a window, nothing is admitted', async () => {
    await ledger.setLimits('testing', { tokensPerDay: 100 });
    await ledger.done(half, usage({ tokens: 500 }));

    const one = { category: 'testing', estimateTokens: 1 } as const;
    expect(await ledger.check(one)).toMatchObject({ limit: 'testing tokens/day', used: 500 });
    await expectPromise(one, { limit: 'testing tokens/day', retryAt: '2026-03-02T10:15:00+00:00' });
  });

  test('case 18: a limit lowered below what is used defers until that decays; raised, it admits at once', async () => {
    await ledger.held({ category: 'testing', estimateTokens: 100 });
    await ledger.setLimits('testing', { tokensPerMinute: 60 });
    expect(await ledger.check(half)).toMatchObject({
      decision: 'deferred',
      used: 100,
      max: 60,
      retryAt: at('10:01:01'),
    });

    await ledger.setLimits('testing', { tokensPerMinute: 150 });
    expect(await ledger.admit(half)).toMatchObject(admitted);
  });
});

describe('which rows apply', () => {
  const task = { category: 'testing', estimateTokens: 300 } as const;

  test('staging and production may use twice the limit, over the same counters', async () => {
    await ledger.held({ ...task, environment: 'staging' });
    await ledger.held({ ...task, environment: 'production' });

    expect(await ledger.check({ ...task, estimateTokens: 401, environment: 'production' })).toMatchObject({
      used: 600,
      max: 1_000,
    });
    expect(await ledger.check({ ...task, estimateTokens: 1 })).toMatchObject({ used: 600, max: 500 });
  });

  test('a row of a repository counts only its tasks, beside the row of the category', async () => {
    await ledger.setLimits('testing', { tokensPerMinute: 350 }, { repo: 'acme/web' });
    await ledger.held({ ...task, repo: 'acme/web' });

    expect(await ledger.check({ ...task, estimateTokens: 60, repo: 'acme/web' })).toMatchObject({
      limit: 'testing in acme/web tokens/minute',
      used: 300,
      max: 350,
    });
    expect(await ledger.check({ ...task, estimateTokens: 200, repo: 'acme/api' })).toMatchObject(admitted);
    expect(await ledger.check({ ...task, estimateTokens: 201, repo: 'acme/api' })).toMatchObject({
      limit: 'testing tokens/minute',
    });
  });

  test('presets: team is twenty times the specification, unlimited counts without limiting', async () => {
    const preset = (p_preset: 'specification' | 'team' | 'unlimited') =>
      ledger.call('siso_limits_preset', { p_request_id: crypto.randomUUID(), p_actor: 'ada', p_preset });
    await ledger.held({ ...task, estimateTokens: 500 });

    await preset('team');
    expect(await ledger.check({ ...task, estimateTokens: 9_501 })).toMatchObject({ used: 500, max: 10_000 });
    await preset('unlimited');
    await ledger.held({ ...task, estimateTokens: 90_000 });
    await preset('specification');
    expect(await ledger.check(task)).toMatchObject({ limit: 'testing tokens/day', used: 90_500, max: 50_000 });
  });
});
