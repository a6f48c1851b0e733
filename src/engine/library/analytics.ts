import type { AnalyticsRow, UsageSummary } from '../../contracts/ledger/reports.ts';
import type { TaskTotals } from '../../contracts/ledger/tasks.ts';
import type { UsageRange } from '../../contracts/library.ts';
import type { Efficiency } from '../../domain/efficiency.ts';
import type { Micros } from '../../domain/money.ts';
import type { Category } from '../../domain/tasks.ts';
import type { Store } from '../../store/index.ts';
import { efficiencyOf } from './efficiency-of.ts';
import { instantsOf } from './ranges.ts';

/** One day in the ledger's zone. */
export interface DayUsage {
  /** `2026-11-24`. */
  day: string;
  /** Tasks that ended. */
  tasks: number;
  succeeded: number;
  costMicros: Micros;
  countedTokens: number;
}

/** Tasks of one category that ended in the range. */
export interface CategoryAnalytics {
  category: Category;
  tasks: number;
  succeeded: number;
  /** `null` when none ended. */
  successRate: number | null;
  costMicros: Micros;
  countedTokens: number;
  /** Of the successful runs, milliseconds: half of them were faster, 95 % of them were. `null` when there were none. */
  p50Ms: number | null;
  p95Ms: number | null;
}

/** Money in micro-USD. */
export interface AutomationAnalytics {
  from: string;
  to: string;
  zone: string;
  /** Tasks that ended. */
  tasks: number;
  succeeded: number;
  failed: number;
  capped: number;
  cancelled: number;
  successRate: number | null;
  /** All that was used, tasks or not. */
  costMicros: Micros;
  countedTokens: number;
  byCategory: CategoryAnalytics[];
  trend: DayUsage[];
  efficiency: Efficiency;
}

interface AnalyticsParts {
  usage: UsageSummary;
  totals: TaskTotals[];
  rows: AnalyticsRow[];
}

function analytics({ usage, totals, rows }: AnalyticsParts): AutomationAnalytics {
  const { from, to, zone, total } = usage;
  const ended = (...states: string[]) =>
    sum(totals.filter(({ state }) => states.includes(state)).map((row) => row.tasks));
  const gained = efficiencyOf(total, totals);
  return {
    from,
    to,
    zone,
    tasks: sum(totals.map((row) => row.tasks)),
    succeeded: ended('succeeded'),
    failed: ended('failed', 'dead'),
    capped: ended('budget_capped'),
    cancelled: ended('cancelled'),
    successRate: gained.successRate,
    costMicros: total.costMicros,
    countedTokens: total.tokens.counted,
    byCategory: byCategory(totals),
    trend: dayUsage(rows),
    efficiency: gained,
  };
}

function byCategory(totals: TaskTotals[]): CategoryAnalytics[] {
  return [...new Set(totals.map(({ category }) => category))].map((category) => {
    const own = totals.filter((row) => row.category === category);
    const good = own.find(({ state }) => state === 'succeeded');
    const tasks = sum(own.map((row) => row.tasks));
    return {
      category,
      tasks,
      succeeded: good?.tasks ?? 0,
      successRate: tasks === 0 ? null : (good?.tasks ?? 0) / tasks,
      costMicros: sum(own.map((row) => row.costMicros)),
      countedTokens: sum(own.map((row) => row.countedTokens)),
      p50Ms: good?.p50Ms ?? null,
      p95Ms: good?.p95Ms ?? null,
    };
  });
}

/** The ledger keeps a row for each day and category. */
export function dayUsage(rows: AnalyticsRow[]): DayUsage[] {
  return [...new Set(rows.map(({ day }) => day))].map((day) => {
    const own = rows.filter((row) => row.day === day);
    return {
      day,
      tasks: sum(own.map((row) => row.tasks)),
      succeeded: sum(own.map((row) => row.succeeded)),
      costMicros: sum(own.map((row) => row.costMicros)),
      countedTokens: sum(own.map((row) => row.tokens.counted)),
    };
  });
}

function sum(values: number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

/** Success rates, run times, cost and days of a range. Throws `usage` for a range that there is not. */
export async function readAnalytics(store: Store, range: UsageRange): Promise<AutomationAnalytics> {
  const instants = await instantsOf(store, range);
  const [usage, totals, rows] = await Promise.all([
    store.call('siso_usage_summary', { ...instants, p_by: 'category' }),
    store.call('siso_task_totals', instants),
    store.call('siso_analytics', instants),
  ]);
  return analytics({ usage, totals, rows });
}
