import fc from 'fast-check';
import { expect, test } from 'vitest';
import { efficiency } from '../../../src/domain/efficiency.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const sums = fc.record({
  succeeded: amount,
  unsuccessful: amount,
  succeededMicros: amount,
  unsuccessfulMicros: amount,
  countedTokens: amount,
  inputTokens: amount,
  cacheReadTokens: amount,
  cacheWriteTokens: amount,
});

test('shares are between 0 and 1, and null exactly where there is nothing to divide by', () => {
  fc.assert(
    fc.property(sums, (input) => {
      const { successRate, cacheHitShare, wastedShare, costPerSuccessMicros, tokensPerSuccess } = efficiency(input);
      for (const share of [successRate, cacheHitShare, wastedShare]) {
        if (share === null) continue;
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(successRate === null).toBe(input.succeeded + input.unsuccessful === 0);
      expect(wastedShare === null).toBe(input.succeededMicros + input.unsuccessfulMicros === 0);
      expect(cacheHitShare === null).toBe(input.inputTokens + input.cacheReadTokens + input.cacheWriteTokens === 0);
      expect(costPerSuccessMicros === null).toBe(input.succeeded === 0);
      expect(tokensPerSuccess === null).toBe(input.succeeded === 0);
    }),
  );
});

test('a success more never makes the rate worse, and money lost never makes it look cheaper', () => {
  fc.assert(
    fc.property(sums, fc.integer({ min: 1, max: 1_000 }), (input, more) => {
      const better = efficiency({ ...input, succeeded: input.succeeded + more });
      expect(better.successRate ?? 0).toBeGreaterThanOrEqual(efficiency(input).successRate ?? 0);
      const dearer = efficiency({ ...input, unsuccessfulMicros: input.unsuccessfulMicros + more });
      expect(dearer.wastedShare ?? 0).toBeGreaterThanOrEqual(efficiency(input).wastedShare ?? 0);
      expect(dearer.costPerSuccessMicros ?? 0).toBeGreaterThanOrEqual(efficiency(input).costPerSuccessMicros ?? 0);
    }),
  );
});

test('what a success costs includes what was lost on the way to it', () => {
  const input = {
    ...{ succeeded: 3, unsuccessful: 1, succeededMicros: 60, unsuccessfulMicros: 40, countedTokens: 300 },
    ...{ inputTokens: 10, cacheReadTokens: 80, cacheWriteTokens: 10 },
  };
  expect(efficiency(input)).toEqual({
    ...{ successRate: 0.75, costPerSuccessMicros: 33, tokensPerSuccess: 100, cacheHitShare: 0.8, wastedShare: 0.4 },
  });
});
