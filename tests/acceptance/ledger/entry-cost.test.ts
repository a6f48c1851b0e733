import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryCost } from '../../../src/domain/prices.ts';
import { ledgerAt } from '../../support/ledger.ts';

describe('the cost of an entry', () => {
  const tokens = fc.nat(10_000_000);
  const counts = fc.record({
    ...{ inputTokens: tokens, outputTokens: tokens, cacheReadTokens: tokens, cacheWrite5mTokens: tokens },
    ...{ cacheWrite1hTokens: tokens, webSearches: fc.nat(50), longPrompt: fc.boolean(), regional: fc.boolean() },
  });
  const nanos = fc.nat(60_000);
  const prices = fc.record({
    ...{ inputNanos: nanos, outputNanos: nanos, write5mNanos: nanos, write1hNanos: nanos, readNanos: nanos },
    ...{ longPromptFactor: fc.integer({ min: 1, max: 5 }), webSearchNanos: fc.nat(20_000_000) },
  });
  const SQL = `
    select siso.entry_cost(jsonb_populate_record(null::public.model_prices, (
      select jsonb_object_agg(lower(regexp_replace(key, '([A-Z])', '_\\1', 'g')), value) from jsonb_each($1::jsonb)
    )), e)::int8::text as cost from jsonb_array_elements($2::jsonb) e`;

  test('is the same in SQL and in TypeScript', async () => {
    const ledger = await ledgerAt('2026-03-01T10:00:00Z');
    await fc.assert(
      fc.asyncProperty(prices, fc.array(counts, { minLength: 20, maxLength: 20 }), async (price, entries) => {
        const rows = await ledger.sql<{ cost: string }>(SQL, [price, entries]);
        const whole = { id: 1, model: 'x', longPromptTokens: null, ...price };

        expect(rows.map(({ cost }) => Number(cost))).toEqual(entries.map((entry) => entryCost(entry, whole)));
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    [499, 0],
    [500, 1],
    [1_499, 1],
    [1_500, 2],
  ])('%i nano-USD round half-up to %i micro-USD', async (readNanos, micros) => {
    const ledger = await ledgerAt('2026-03-01T10:00:00Z');
    const none = { inputTokens: 0, outputTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0, webSearches: 0 };
    const entry = { ...none, cacheReadTokens: 1, longPrompt: false, regional: false };
    const price = {
      inputNanos: 0,
      outputNanos: 0,
      write5mNanos: 0,
      write1hNanos: 0,
      longPromptFactor: 1,
      webSearchNanos: 0,
    };

    expect(await ledger.sql(SQL, [{ ...price, readNanos }, [entry]])).toEqual([{ cost: String(micros) }]);
  });
});
