import type { Micros } from './money.ts';

/** Sums over the tasks that ended in some range, and what they used. */
export interface EfficiencyInput {
  succeeded: number;
  /** Failed, stopped at their hold, cancelled. */
  unsuccessful: number;
  succeededMicros: Micros;
  unsuccessfulMicros: Micros;
  /** Counted tokens of all tasks. */
  countedTokens: number;
  /** Input by kind. */
  inputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
}

/** `null` where there is nothing to divide by. Shares are between 0 and 1. */
export interface Efficiency {
  successRate: number | null;
  /** All that was spent, for each task that succeeded; micro-USD. */
  costPerSuccessMicros: number | null;
  /** Counted tokens of all tasks, for each task that succeeded. */
  tokensPerSuccess: number | null;
  /** Part of the input that came from the prompt cache. */
  cacheHitShare: number | null;
  /** Part of the cost that went into tasks that did not succeed. */
  wastedShare: number | null;
}

export function efficiency(sums: EfficiencyInput): Efficiency {
  const cost = sums.succeededMicros + sums.unsuccessfulMicros;
  const input = sums.inputTokens + sums.cacheReadTokens + sums.cacheWriteTokens;
  return {
    successRate: share(sums.succeeded, sums.succeeded + sums.unsuccessful),
    costPerSuccessMicros: share(cost, sums.succeeded, Math.round),
    tokensPerSuccess: share(sums.countedTokens, sums.succeeded, Math.round),
    cacheHitShare: share(sums.cacheReadTokens, input),
    wastedShare: share(sums.unsuccessfulMicros, cost),
  };
}

function share(part: number, whole: number, round = (value: number) => value): number | null {
  return whole === 0 ? null : round(part / whole);
}
