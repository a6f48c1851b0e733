import type { UsageRow } from '../../contracts/ledger/reports.ts';
import type { TaskTotals } from '../../contracts/ledger/tasks.ts';
import { type Efficiency, efficiency } from '../../domain/efficiency.ts';

/** Efficiency of what ended in a range, with the cache's part of everything that was used in it. */
export function efficiencyOf({ tokens }: UsageRow, totals: TaskTotals[]): Efficiency {
  const sums = { succeeded: 0, unsuccessful: 0, succeededMicros: 0, unsuccessfulMicros: 0, countedTokens: 0 };
  for (const { state, tasks, costMicros, countedTokens } of totals) {
    const ending = state === 'succeeded' ? 'succeeded' : 'unsuccessful';
    sums[ending] += tasks;
    sums[`${ending}Micros`] += costMicros;
    sums.countedTokens += countedTokens;
  }
  return efficiency({
    ...sums,
    inputTokens: tokens.input,
    cacheReadTokens: tokens.cacheRead,
    cacheWriteTokens: tokens.cacheWrite5m + tokens.cacheWrite1h,
  });
}
