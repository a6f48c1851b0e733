import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { DAY, HOUR, ledgerAt, type TestLedger, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const MODEL = 'claude-sonnet-5-5';
const by = () => ({ p_request_id: crypto.randomUUID(), p_actor: 'ada' });
const spent = async () => (await ledger.budget('day', 'usd')).spent;

/** A new version of a price, `factor` times $2 and $10 a million tokens. */
function newPrice(factor: number, model = MODEL) {
  const nanos = { inputNanos: 2_000, outputNanos: 10_000, write5mNanos: 2_500, write1hNanos: 4_000, readNanos: 100 };
  const scaled = Object.fromEntries(
    Object.entries(nanos).map(([kind, price]) => [kind, price * factor]),
  ) as typeof nanos;
  return ledger.call('siso_add_price', { ...by(), p_price: { model, ...scaled, source: 'a test' } });
}

function reprice(from = '2026-03-01T00:00:00Z', to = '2026-03-03T00:00:00Z') {
  return ledger.call('siso_reprice', { ...by(), p_model: MODEL, p_from: from, p_to: to });
}

describe('price versions', () => {
  test('a hold keeps the version it was admitted with; the next one has the newest', async () => {
    const { hold } = await ledger.running();
    const { id } = await newPrice(3);

    expect(await ledger.settle(hold, usage({ tokens: 100 }))).toMatchObject({ costMicros: 200 });
    expect((await ledger.held()).hold.prices).toMatchObject([{ id, inputNanos: 6_000 }]);
    expect(await ledger.call('siso_prices', {})).toContainEqual(expect.objectContaining({ id, model: MODEL }));
  });

  test('a price makes an unknown model known', async () => {
    expect(await ledger.check({ model: 'claude-next' })).toMatchObject({ reason: 'price_unknown' });
    await newPrice(1, 'claude-next');

    expect(await ledger.check({ model: 'claude-next' })).toMatchObject({ decision: 'admitted' });
  });
});

describe('re-pricing', () => {
  test('writes adjustments and moves budgets, tasks and analytics with them', async () => {
    const { taskId } = await ledger.done({}, { inputTokens: 100 });
    await ledger.record({ service: 'claude-code', model: MODEL, inputTokens: 50, category: 'testing' });
    await newPrice(3);

    expect(await reprice()).toEqual({ entries: 2, differenceMicros: 600 });
    expect(await spent()).toBe(900);
    expect(await ledger.task(taskId)).toMatchObject({ costMicros: 600 });
    expect(await reprice()).toEqual({ entries: 0, differenceMicros: 0 });
  });

  test('downwards, and a second time from there', async () => {
    await ledger.done({}, { inputTokens: 100 });
    await newPrice(3);
    await reprice();
    await newPrice(2);

    expect(await reprice()).toEqual({ entries: 1, differenceMicros: -200 });
    expect(await spent()).toBe(400);
  });

  test('only what was charged in the given time, and no other model', async () => {
    await ledger.done({}, { inputTokens: 100 });
    await ledger.done({ model: 'claude-haiku-4-5' }, { inputTokens: 100 });
    await ledger.clock.advance(DAY);
    await ledger.done({}, { inputTokens: 100 });
    await newPrice(3);

    expect(await reprice('2026-03-02T00:00:00Z')).toEqual({ entries: 1, differenceMicros: 400 });
  });

  test('a guess of a lost runner is left alone, the truth that replaces it is not', async () => {
    const { hold } = await ledger.running();
    await ledger.clock.advance(HOUR);
    await ledger.expire();
    await newPrice(3);
    expect(await reprice()).toEqual({ entries: 0, differenceMicros: 0 });

    await ledger.settle(hold, { inputTokens: 100 });
    expect(await spent()).toBe(200);
    expect(await reprice()).toEqual({ entries: 1, differenceMicros: 400 });
    expect(await spent()).toBe(600);
  });

  test('a budget made after the task had ended follows too', async () => {
    await ledger.done({ repo: 'acme/web' }, { inputTokens: 100 });
    await ledger.setBudget({ dailyMicros: 10_000 }, { scope: 'repo', value: 'acme/web' });
    await newPrice(3);
    await reprice();

    const { budgets } = await ledger.status();
    expect(budgets.find(({ scope, kind }) => scope === 'repo' && kind === 'day')).toMatchObject({ spent: 600 });
  });

  test('there is nothing to apply for a model nobody has priced', async () => {
    const call = ledger.call('siso_reprice', {
      ...by(),
      p_model: 'claude-nonesuch',
      p_from: '2026-03-01T00:00:00Z',
      p_to: '2026-03-02T00:00:00Z',
    });
    await expect(call).rejects.toMatchObject({ code: 'SI404', hint: 'Add its price first.' });
  });
});

describe('recorded usage', () => {
  test.each([
    ['claude-code', 8_000],
    ['anthropic-api', 8_000],
    ['openai', 2_000],
    ['custom', 5_000],
  ] as const)('of %s without a model costs a flat rate per token', async (service, costMicros) => {
    expect(await ledger.record({ service, tokens: 1_000 })).toEqual({ costMicros, countedTokens: 1_000 });
    expect(await ledger.sql('select source, model, flat_nanos::int from token_usage_history')).toEqual([
      { source: 'recorded', model: null, flat_nanos: costMicros },
    ]);
    expect(await spent()).toBe(costMicros);
  });

  test('with a model costs what its kinds cost, the long-prompt tier included', async () => {
    const record = { service: 'anthropic-api', model: 'claude-haiku-5-5', outputTokens: 10 } as const;

    expect(await ledger.record({ ...record, inputTokens: 100_000 })).toEqual({
      costMicros: 10_005,
      countedTokens: 100_010,
    });
    expect(await ledger.record({ ...record, inputTokens: 50_000, cacheReadTokens: 50_001 })).toEqual({
      costMicros: 27_525,
      countedTokens: 50_010,
    });
  });

  test('counts cache writes where the ledger says so', async () => {
    await ledger.set('count_cache_writes', true);

    expect(
      await ledger.record({
        service: 'custom',
        model: MODEL,
        inputTokens: 1,
        cacheWrite5mTokens: 2,
        cacheWrite1hTokens: 4,
      }),
    ).toMatchObject({ countedTokens: 7 });
  });

  test('fills the windows of its category and the budgets it belongs to', async () => {
    await ledger.setBudget({ dailyTokens: 500 }, { scope: 'label', value: 'team=web' });
    await ledger.record({ service: 'custom', tokens: 400, category: 'testing', labels: { team: 'web' } });

    expect(await ledger.check({ category: 'testing', estimateTokens: 101 })).toMatchObject({
      reason: 'window_full',
      used: 400,
    });
    expect(await ledger.check({ estimateTokens: 101, labels: { team: 'web' } })).toMatchObject({
      reason: 'budget_used',
      limit: 'label team=web tokens/day',
    });
  });

  test('for windows only costs nothing', async () => {
    expect(await ledger.record({ service: 'custom', tokens: 400, category: 'testing', windowsOnly: true })).toEqual({
      costMicros: 0,
      countedTokens: 400,
    });
    expect(await spent()).toBe(0);
    expect(await ledger.check({ category: 'testing', estimateTokens: 101 })).toMatchObject({
      reason: 'window_full',
      used: 400,
    });
  });

  test.each([
    ['a flat count of a model, which has no price', { service: 'custom', model: MODEL, tokens: 5 }, 'SI400'],
    ['an unknown model', { service: 'custom', model: 'claude-nonesuch', inputTokens: 5 }, 'SI404'],
    ['an unknown category', { service: 'custom', tokens: 5, category: 'gardening' }, 'SI400'],
    ['negative tokens', { service: 'custom', tokens: -5 }, 'SI400'],
    ['tokens that are no number', { service: 'custom', model: MODEL, inputTokens: 'many' }, 'SI400'],
    ['no tokens at all', { service: 'custom', model: MODEL, inputTokens: null }, 'SI400'],
  ])('is refused for %s, and nothing changes', async (_, recorded, code) => {
    const before = await ledger.dump();

    const raw = ledger.sql(`select siso_record_usage(gen_random_uuid(), 'ada', $1)`, [recorded]);
    await expect(raw).rejects.toMatchObject({ code, hint: expect.any(String) });
    expect(await ledger.dump()).toEqual(before);
  });

  test('cannot be made cheaper by what it does not count', async () => {
    const recorded = { service: 'custom', model: MODEL, inputTokens: 100, webSearches: -1_000, costMicros: 0 };
    await ledger.sql(`select siso_record_usage(gen_random_uuid(), 'ada', $1)`, [recorded]);

    expect(await spent()).toBe(200);
  });
});
