import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { UsageRow, UsageSummary } from '../contracts/ledger/reports.ts';
import type { AutomationOptions, UsageRange } from '../contracts/library.ts';
import { categorySchema, serviceSchema } from '../contracts/words.ts';
import type { Efficiency } from '../domain/efficiency.ts';
import type { Category, Service } from '../domain/tasks.ts';
import { type DayUsage, dayUsage } from './library/analytics.ts';
import { checkInput } from './library/check-input.ts';
import { Connection } from './library/connection.ts';
import { type CostBreakdown, readCostBreakdown } from './library/cost-breakdown.ts';
import { efficiencyOf } from './library/efficiency-of.ts';
import { instantsOf } from './library/ranges.ts';
import { roomFor, type TokenRoom } from './library/token-room.ts';

/** Money in micro-USD; `trend` has one row a day with usage, in the ledger's zone. */
export interface TokenAnalytics {
  from: string;
  to: string;
  zone: string;
  total: UsageRow;
  trend: DayUsage[];
  efficiency: Efficiency;
}

const tokensSchema = z.int().positive();
const daysSchema = z.int().min(1).max(400);

/** What was used and what it cost. */
export class TokenUsageTracker {
  readonly #connection: Connection;

  /** Reads and opens nothing before its first use. Throws `usage` for an unknown option. */
  constructor(options: AutomationOptions = {}) {
    this.#connection = new Connection(options, 'TokenUsageTracker');
  }

  /**
   * Books tokens that were used outside of a task, at the flat rate of the service (`claude-code` and `anthropic-api`
   * $0.008 per 1,000, `openai` $0.002, `custom` $0.005). It is truth, so it is never refused for want of room.
   */
  async recordUsage(service: Service, tokens: number, category: Category): Promise<void> {
    await this.#connection.call('siso_record_usage', {
      p_request_id: randomUUID(),
      p_actor: await this.#connection.actor(),
      p_usage: {
        service: checkInput(serviceSchema, service, 'recordUsage, service'),
        tokens: checkInput(tokensSchema, tokens, 'recordUsage, tokens'),
        category: checkInput(categorySchema, category, 'recordUsage, category'),
      },
    });
  }

  /** Tokens and cost of a range, by category. Throws `usage` for a range that there is not. */
  async getCurrentUsage(range: UsageRange = 'day'): Promise<UsageSummary> {
    return this.#summary(range, 'category');
  }

  /**
   * Whether the ledger's budgets have room for so many counted tokens of any category now; `reason` says which has not.
   * Books nothing. Windows belong to a category: ask `RateLimitManager.checkLimits` for them.
   */
  async canConsumeTokens(tokens: number): Promise<TokenRoom> {
    const wanted = checkInput(tokensSchema, tokens, 'canConsumeTokens, tokens');
    return roomFor(wanted, await this.#connection.call('siso_status', {}));
  }

  /** Sums, days and efficiency of the last `days` days, today included. */
  async getTokenAnalytics(days = 7): Promise<TokenAnalytics> {
    const wanted = checkInput(daysSchema, days, 'getTokenAnalytics, days');
    const store = await this.#connection.store();
    const { p_from: today, p_to } = await instantsOf(store, 'today');
    const range = { p_from: new Date(Date.parse(today) - (wanted - 1) * 86_400_000).toISOString(), p_to };
    const [{ from, to, zone, total }, totals, rows] = await Promise.all([
      store.call('siso_usage_summary', { ...range, p_by: 'category' }),
      store.call('siso_task_totals', range),
      store.call('siso_analytics', range),
    ]);
    return { from, to, zone, total, trend: dayUsage(rows), efficiency: efficiencyOf(total, totals) };
  }

  /** Where the money of a range went. */
  async getCostBreakdown(range: UsageRange = 'month'): Promise<CostBreakdown> {
    return readCostBreakdown(await this.#connection.store(), range);
  }

  /** Gives the ledger back. A later call opens it again. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #summary(range: UsageRange, p_by: 'category'): Promise<UsageSummary> {
    const store = await this.#connection.store();
    return store.call('siso_usage_summary', { ...(await instantsOf(store, range)), p_by });
  }
}
