import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, MINUTE, SECOND, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const admitted = { decision: 'admitted' };

describe('what is asked', () => {
  test('a task that fits is admitted with a hold of its own', async () => {
    const { taskId, hold } = await ledger.held({ estimateTokens: 100, tokenHold: 300, budgetMicros: 20_000 });

    expect(hold).toMatchObject({ amountMicros: 20_000, tokens: 300, estimateTokens: 100, bufferTokens: 0 });
    expect(hold.leaseExpiresAt).toBe('2026-03-01T10:10:00+00:00');
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running', holdMicros: 20_000, costMicros: 0 });
  });

  test.each([
    ['case 39: a model without a price', { model: 'claude-nonesuch' }, 'price_unknown'],
    ['somebody without a role', { actor: 'eve' }, 'forbidden'],
    ['an urgent task of somebody who may only write', { actor: 'bob', priority: 'urgent' }, 'forbidden'],
    ['more dollars than the day has', { budgetMicros: 50_000_001 }, 'never_fits'],
    ['more tokens than the day has', { estimateTokens: 100_001 }, 'never_fits'],
    ['a token hold above the daily tokens', { tokenHold: 100_001 }, 'never_fits'],
  ] as const)('%s is refused, as waiting does not help', async (_, task, reason) => {
    await ledger.member('eve', 'none');
    await ledger.member('bob', 'write');

    expect(await ledger.admit(task)).toMatchObject({ decision: 'refused', reason, hint: expect.stringMatching(/\S/) });
    expect(await ledger.sql('select * from usage_holds')).toEqual([]);
  });

  test.each([
    ['category', 'gardening'],
    ['priority', 'later'],
    ['environment', 'moon'],
    ['actor', ''],
    ['name', ''],
    ['prompt', null],
    ['estimateTokens', 0],
    ['budgetMicros', -1],
    ['tokenHold', 0],
  ])('a raw call with a bad %s is refused as bad input', async (field, value) => {
    const task = { name: 'x', actor: 'ada', category: 'testing', priority: 'low', environment: 'development' };
    const whole = { ...task, model: 'claude-sonnet-5-5', prompt: 'x', tools: [], [field]: value };

    const [row] = await ledger.sql<{ answer: unknown }>('select siso_admit(gen_random_uuid(), $1) as answer', [whole]);

    expect(row?.answer).toMatchObject({ decision: 'refused', reason: 'bad_input' });
  });

  test('case 4: the first ever request asks 200 on a day limit of 100 and is refused as never_fits', async () => {
    await ledger.setLimits('testing', { tokensPerDay: 100 });

    expect(await ledger.admit({ category: 'testing', estimateTokens: 200 })).toMatchObject({
      decision: 'refused',
      reason: 'never_fits',
      limit: 'testing tokens/day',
      max: 100,
    });
  });

  test('case 39: an allowed unknown model costs as much as the dearest known one', async () => {
    await ledger.set('allow_unknown_price', true);

    const { hold } = await ledger.held({ model: 'claude-nonesuch' });

    expect(hold.prices[0]).toMatchObject({ inputNanos: 10_000, outputNanos: 50_000 });
  });
});

describe('slots and gates', () => {
  test('case 7: a task deferred for want of a slot uses nothing, and passes after a release', async () => {
    await ledger.set('max_concurrent_jobs', 1);
    const first = await ledger.held();
    const before = await ledger.status();

    expect(await ledger.admit()).toMatchObject({
      decision: 'deferred',
      reason: 'no_slot',
      limit: 'concurrent tasks',
      used: 1,
      max: 1,
      retryAt: first.hold.leaseExpiresAt,
      promised: false,
    });
    expect(await ledger.status()).toEqual(before);

    await ledger.release(first.hold);
    expect(await ledger.admit()).toMatchObject(admitted);
  });

  test('a category and a repository have caps of their own', async () => {
    await ledger.setLimits('testing', { maxConcurrent: 2 });
    await ledger.setLimits('testing', { maxConcurrent: 1 }, { repo: 'acme/web' });
    await ledger.held({ category: 'testing', repo: 'acme/web' });

    const deferred = { decision: 'deferred', reason: 'no_slot' };
    expect(await ledger.admit({ category: 'testing', repo: 'acme/web' })).toMatchObject({
      ...deferred,
      limit: 'concurrent testing in acme/web',
    });
    expect(await ledger.admit({ category: 'testing', repo: 'acme/api' })).toMatchObject(admitted);
    expect(await ledger.admit({ category: 'testing' })).toMatchObject({ ...deferred, limit: 'concurrent testing' });
    expect(await ledger.admit({ category: 'analysis' })).toMatchObject(admitted);
  });

  test('a very large cap is no cap', async () => {
    await ledger.set('max_concurrent_jobs', 99_999_999_999);
    await ledger.setLimits('testing', { requestsPerMinute: 2 ** 31 - 1 });

    expect(await ledger.admit({ category: 'testing', environment: 'staging' })).toMatchObject(admitted);
  });

  test('a paused ledger defers everything without a promise, until it goes on', async () => {
    await ledger.set('paused', true);
    expect(await ledger.admit()).toMatchObject({
      decision: 'deferred',
      reason: 'paused',
      retryAt: null,
      promised: false,
    });

    await ledger.set('paused', false);
    expect(await ledger.admit()).toMatchObject(admitted);
  });

  test('after the provider said wait, nothing starts until that moment, and then it does', async () => {
    const { hold } = await ledger.running();
    await ledger.heartbeat(hold, { provider: { retryAfterSeconds: 90 } });
    const deferred = {
      decision: 'deferred',
      reason: 'provider_gate',
      retryAt: '2026-03-01T10:01:30+00:00',
      promised: true,
    };

    expect(await ledger.admit()).toMatchObject(deferred);
    await ledger.clock.advance(90 * SECOND - 1);
    expect(await ledger.admit()).toMatchObject(deferred);
    await ledger.clock.advance(1);
    expect(await ledger.admit()).toMatchObject(admitted);
  });

  test('a shorter wait does not open the gate earlier, and no wait is longer than six hours', async () => {
    const { hold } = await ledger.running();
    await ledger.heartbeat(hold, { provider: { retryAfterSeconds: 1e9 } });
    await ledger.heartbeat(hold, { provider: { retryAfterSeconds: 5 } });

    expect((await ledger.status()).providerGateUntil).toBe('2026-03-01T16:00:00+00:00');
  });
});

describe('all or nothing', () => {
  test('case 19: of two limits, one without room, neither is charged', async () => {
    await ledger.setLimits('development', { tokensPerHour: 150 });
    await ledger.running();
    const before = await ledger.dump();

    expect(await ledger.admit()).toMatchObject({ reason: 'window_full', limit: 'development tokens/hour' });
    const { audit_log, request_log, ...after } = await ledger.dump();
    expect(before).toMatchObject(after);
  });

  test('what waiting cannot mend is told before what it can', async () => {
    await ledger.set('paused', true);

    expect(await ledger.admit({ budgetMicros: 60_000_000 })).toMatchObject({
      decision: 'refused',
      reason: 'never_fits',
    });
  });

  test('of several full limits the one that holds longest is named, and promises only if all do', async () => {
    await ledger.setLimits('testing', { tokensPerMinute: 100, tokensPerHour: 100 });
    await ledger.held({ category: 'testing' });
    const hour = { limit: 'testing tokens/hour', retryAt: '2026-03-01T11:01:00+00:00' };
    expect(await ledger.admit({ category: 'testing' })).toMatchObject({ ...hour, promised: true });

    await ledger.set('max_concurrent_jobs', 1);
    expect(await ledger.admit({ category: 'testing' })).toMatchObject({ ...hour, promised: false });
  });

  test('a dry run says what admission says, names the same hold, and books nothing', async () => {
    const before = await ledger.dump();
    const preview = await ledger.check({ budgetMicros: 20_000 });
    expect(await ledger.dump()).toEqual(before);

    const { hold } = await ledger.held({ budgetMicros: 20_000 });
    const { id, leaseToken, leaseExpiresAt, ...same } = hold;
    expect(preview).toEqual({ decision: 'admitted', reason: 'ok', hold: same });
  });

  test('a dry run does not count runners that went silent', async () => {
    await ledger.set('max_concurrent_jobs', 1);
    await ledger.held();
    await ledger.clock.advance(10 * MINUTE);

    expect(await ledger.check()).toMatchObject(admitted);
  });

  test('limits can be asked for without naming a person, also where nobody has a role', async () => {
    await ledger.sql(`update settings set value = '"none"' where key = 'default_role'`);
    const ask = { p_category: 'testing', p_repo: null, p_environment: 'development' } as const;

    expect(await ledger.call('siso_check_limits', { ...ask, p_tokens: 400 })).toMatchObject(admitted);
    expect(await ledger.call('siso_check_limits', { ...ask, p_tokens: 50_001 })).toMatchObject({
      reason: 'never_fits',
    });
  });

  test('deferred and refused tasks leave an audit row with who, what and why', async () => {
    await ledger.admit({ model: 'claude-nonesuch' });
    await ledger.set('paused', true);
    await ledger.admit({ name: 'Later' });

    expect((await ledger.audit()).filter(({ action }) => action.startsWith('task.'))).toMatchObject([
      {
        actor: 'ada',
        action: 'task.refused',
        subject: 'Tidy up',
        reason: 'price_unknown',
        details: { tools: ['Read'] },
      },
      { actor: 'ada', action: 'task.deferred', subject: 'Later', reason: 'paused', details: { tools: ['Read'] } },
    ]);
  });
});
