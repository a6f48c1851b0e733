import { assert, boolean, integer, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { costByKind, entryCost } from '../../../src/domain/prices.ts';
import { PRICES } from '../../support/prices.ts';

const [PRICE] = PRICES;
const count = integer({ min: 0, max: 1_000_000 });
const entries = record({
  ...{ inputTokens: count, outputTokens: count, cacheReadTokens: count, cacheWrite5mTokens: count },
  ...{
    cacheWrite1hTokens: count,
    webSearches: integer({ min: 0, max: 50 }),
    longPrompt: boolean(),
    regional: boolean(),
  },
});

test('the kinds come to the cost of the whole, but for the rounding of each', () => {
  assert(
    property(entries, (usage) => {
      if (PRICE === undefined) throw new Error('This test needs a price');
      const entry = { ...usage, model: PRICE.model, priceId: PRICE.id, requests: 1, estimated: false };
      const kinds = Object.values(costByKind([entry], [PRICE])).reduce((sum, cost) => sum + cost, 0);
      expect(Math.abs(kinds - entryCost(entry, PRICE))).toBeLessThanOrEqual(3);
    }),
  );
});

test('an entry of another price counts for nothing', () => {
  const entry = {
    ...{
      inputTokens: 9,
      outputTokens: 9,
      cacheReadTokens: 9,
      cacheWrite5mTokens: 9,
      cacheWrite1hTokens: 9,
      webSearches: 1,
    },
    ...{ model: 'x', priceId: -1, longPrompt: false, regional: false, requests: 1, estimated: false },
  };
  expect(costByKind([entry], PRICES)).toEqual({ input: 0, output: 0, cacheRead: 0, cacheWrite: 0, webSearch: 0 });
});
