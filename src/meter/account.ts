import type { MeterHold } from '../contracts/meter.ts';
import { countedTokens, type ModelPrice, type UsageEntry } from '../domain/prices.ts';
import type { InputBound } from './bound.ts';
import { Entries } from './entries.ts';

/** A request as the account sees it: what it may cost at most and how much output it asks for. */
export interface Demand {
  model: string;
  price: ModelPrice;
  input: InputBound;
  /** To be priced at the regional factor. */
  regional: boolean;
  /** `max_tokens` wanted, already cut to the largest allowed. */
  wantedTokens: number;
  /** Fewer output tokens than this would be of no use. */
  leastTokens: number;
}

export interface Granted {
  decision: 'granted';
  /** The `max_tokens` the request may have. */
  maxTokens: number;
  worst: UsageEntry;
  /** Counted tokens held for it. */
  tokens: number;
}
export interface Unaffordable {
  decision: 'unaffordable';
  reason: 'hold_reached' | 'token_hold_reached';
  /** The least the request could cost, in the unit of the limit: micro-USD or tokens. */
  needs: number;
}
/** `wait`: it could have more, or could only then fit, once a request in flight has ended. */
export type AccountAnswer = Granted | Unaffordable | { decision: 'wait' };

/** What a run has spent of its hold and what its requests in flight may still spend. No I/O, no clock. */
export class HoldAccount {
  readonly #hold: MeterHold;
  readonly #spent: Entries;
  readonly #inFlight = new Map<number, Granted>();

  constructor(hold: MeterHold) {
    this.#hold = hold;
    this.#spent = new Entries(hold.prices);
  }

  /** Whether `demand` can be paid now, and with how much output. Books nothing. */
  answer(demand: Demand): AccountAnswer {
    const { wantedTokens, leastTokens: least } = demand;
    const byMoney = this.#outputForMoney(demand);
    const byTokens = this.tokensLeft() - this.#countedInput(demand);
    const maxTokens = Math.min(wantedTokens, byMoney, byTokens);
    if (maxTokens < wantedTokens && this.#inFlight.size > 0) return { decision: 'wait' };
    if (maxTokens >= least) {
      const tokens = this.#countedInput(demand) + maxTokens;
      return { decision: 'granted', maxTokens, worst: worstOf(demand, maxTokens), tokens };
    }
    return byMoney < least
      ? { decision: 'unaffordable', reason: 'hold_reached', needs: this.#spent.ceilingOf(worstOf(demand, least)) }
      : { decision: 'unaffordable', reason: 'token_hold_reached', needs: this.#countedInput(demand) + least };
  }

  begin(id: number, granted: Granted): void {
    this.#inFlight.set(id, granted);
  }

  /** Replaces the worst case of `id` by what it used; nothing when it was not billed. */
  end(id: number, entry: UsageEntry | undefined): void {
    this.#inFlight.delete(id);
    if (entry) this.#spent.add(entry);
  }

  /** Micro-USD that no request has taken or may still take. Negative when an answer cost more than its bound. */
  moneyLeft(): number {
    return this.#hold.amountMicros - this.#spent.ceiling() - this.worstCaseMicros();
  }

  tokensLeft(): number {
    const held = [...this.#inFlight.values()].reduce((sum, { tokens }) => sum + tokens, 0);
    return this.#hold.tokens - this.countedTokens() - held;
  }

  worstCaseMicros(): number {
    return [...this.#inFlight.values()].reduce((sum, { worst }) => sum + this.#spent.ceilingOf(worst), 0);
  }

  countedTokens(): number {
    return this.entries().reduce((sum, entry) => sum + countedTokens(entry, this.#hold.countCacheWrites), 0);
  }

  costMicros(): number {
    return this.#spent.cost();
  }

  entries(): UsageEntry[] {
    return this.#spent.list();
  }

  inFlight(): number {
    return this.#inFlight.size;
  }

  #countedInput({ input }: Demand): number {
    return this.#hold.countCacheWrites ? Math.max(input.newTokens, input.uncachedTokens) : input.uncachedTokens;
  }

  /** Most output tokens, up to those wanted, that what is left can pay; -1 when not even the input. */
  #outputForMoney(demand: Demand): number {
    const left = this.moneyLeft();
    let [fits, tooMany] = [-1, demand.wantedTokens + 1];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      if (this.#spent.ceilingOf(worstOf(demand, middle)) <= left) fits = middle;
      else tooMany = middle;
    }
    return fits;
  }
}

/** The dearest usage that `demand` can cause: all of its input at its dearest price, in the dearer prompt tier if within reach. */
function worstOf({ model, price, input, regional }: Demand, outputTokens: number): UsageEntry {
  const { tokens, writes } = input;
  return {
    model,
    priceId: price.id,
    longPrompt: price.longPromptTokens !== null && tokens > price.longPromptTokens,
    regional,
    inputTokens: writes === 'none' ? tokens : 0,
    outputTokens,
    cacheReadTokens: 0,
    cacheWrite5mTokens: writes === '5m' ? tokens : 0,
    cacheWrite1hTokens: writes === '1h' ? tokens : 0,
    webSearches: 0,
    requests: 1,
    estimated: true,
  };
}
