import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { LimitStatus } from '../contracts/ledger/reports.ts';
import { type LimitChanges, limitChangesSchema } from '../contracts/ledger/settings.ts';
import type { AutomationOptions } from '../contracts/library.ts';
import { categorySchema } from '../contracts/words.ts';
import { AutomationError } from '../domain/errors.ts';
import type { REASONS } from '../domain/reasons.ts';
import type { Category } from '../domain/tasks.ts';
import { checkInput } from './library/check-input.ts';
import { Connection } from './library/connection.ts';

/** Whether something could start now. Books nothing, so it may change at once. */
export interface RateLimitCheck {
  allowed: boolean;
  reason: (typeof REASONS)[number];
  /** The limit that says no, such as `development tokens/minute`. */
  limit?: string;
  /** When trying again is expected to succeed, an ISO instant; absent when waiting does not help or nobody can say. */
  retryAt?: string;
}

const tokensSchema = z.int().positive();

/** The limits per minute, hour and day of each category. */
export class RateLimitManager {
  readonly #connection: Connection;

  /** Reads and opens nothing before its first use. Throws `usage` for an unknown option. */
  constructor(options: AutomationOptions = {}) {
    this.#connection = new Connection(options, 'RateLimitManager');
  }

  /**
   * Whether `estimatedTokens` counted tokens of `category` could start now: windows, budgets, slots, gates.
   * Throws `usage` for an unknown category, `store_unavailable` without a ledger.
   */
  async checkLimits(category: Category, estimatedTokens: number): Promise<RateLimitCheck> {
    const p_category = checkInput(categorySchema, category, 'checkLimits, category');
    const p_tokens = checkInput(tokensSchema, estimatedTokens, 'checkLimits, estimatedTokens');
    const { repository, settings } = await this.#connection.surroundings();
    const verdict = await this.#connection.call('siso_check_limits', {
      p_category,
      p_tokens,
      p_repo: repository?.name ?? null,
      p_environment: settings.environment ?? 'development',
    });
    if (verdict.decision === 'admitted') return { allowed: true, reason: 'ok' };
    const { decision, reason, limit } = verdict;
    const retryAt = decision === 'deferred' ? verdict.retryAt : null;
    return {
      allowed: false,
      reason,
      ...(limit === undefined ? {} : { limit }),
      ...(retryAt === null ? {} : { retryAt }),
    };
  }

  /**
   * Charges the windows of `category` with counted tokens that were used elsewhere. Books no cost: for that there is
   * `TokenUsageTracker.recordUsage`, which charges the windows as well.
   */
  async recordUsage(category: Category, tokens: number): Promise<void> {
    await this.#connection.call('siso_record_usage', {
      ...(await this.#by()),
      p_usage: {
        service: 'custom',
        category: checkInput(categorySchema, category, 'recordUsage, category'),
        tokens: checkInput(tokensSchema, tokens, 'recordUsage, tokens'),
        windowsOnly: true,
      },
    });
  }

  /**
   * What each window has used and has left, in counted tokens and requests. `timeToReset.minute|hour|day` are seconds
   * until nothing of the window is counted any more.
   */
  async getStatus(category: Category): Promise<LimitStatus>;
  async getStatus(): Promise<LimitStatus[]>;
  async getStatus(category?: Category): Promise<LimitStatus | LimitStatus[]> {
    const { limits } = await this.#connection.call('siso_status', {});
    if (category === undefined) return limits;
    const wanted = checkInput(categorySchema, category, 'getStatus, category');
    const found = limits.find((limit) => limit.category === wanted && limit.repo === null);
    if (found !== undefined) return found;
    throw new AutomationError('not_found', `The ledger has no limits for ${wanted}`, {
      hint: 'Set some with updateLimits.',
    });
  }

  /** Changes limits of `category`; what is absent stays, `null` lifts it. Throws `forbidden` for who may not. */
  async updateLimits(category: Category, limits: LimitChanges): Promise<void> {
    await this.#connection.call('siso_set_limits', {
      ...(await this.#by()),
      p_category: checkInput(categorySchema, category, 'updateLimits, category'),
      p_repo: null,
      p_changes: checkInput(limitChangesSchema, limits, 'updateLimits'),
    });
  }

  /** Gives the ledger back. A later call opens it again. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #by(): Promise<{ p_request_id: string; p_actor: string }> {
    return { p_request_id: randomUUID(), p_actor: await this.#connection.actor() };
  }
}
