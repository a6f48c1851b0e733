import { AutomationError } from '../domain/errors.ts';
import { entryCost, entryCostCeiling, type ModelPrice, type UsageEntry } from '../domain/prices.ts';

/** Usage entries of a run, one for each group that is rounded together. */
export class Entries {
  readonly #prices: Map<number, ModelPrice>;
  readonly #groups = new Map<string, UsageEntry>();

  constructor(prices: ModelPrice[]) {
    this.#prices = new Map(prices.map((price) => [price.id, price]));
  }

  add(entry: UsageEntry): void {
    const key = JSON.stringify([entry.model, entry.priceId, entry.longPrompt, entry.regional]);
    const group = this.#groups.get(key);
    this.#groups.set(key, group ? sum(group, entry) : entry);
  }

  list(): UsageEntry[] {
    return [...this.#groups.values()];
  }

  /** What will be booked, micro-USD. */
  cost(): number {
    return this.list().reduce((total, entry) => total + entryCost(entry, this.#price(entry)), 0);
  }

  /** Never below `cost()`, now or after more was added: ceilings add up safely, half-up rounding does not. */
  ceiling(): number {
    return this.list().reduce((total, entry) => total + this.ceilingOf(entry), 0);
  }

  ceilingOf(entry: UsageEntry): number {
    return entryCostCeiling(entry, this.#price(entry));
  }

  #price({ priceId }: UsageEntry): ModelPrice {
    const price = this.#prices.get(priceId);
    if (!price) throw new AutomationError('internal', `No price version ${priceId} in this hold`);
    return price;
  }
}

function sum(left: UsageEntry, right: UsageEntry): UsageEntry {
  return {
    ...left,
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    cacheReadTokens: left.cacheReadTokens + right.cacheReadTokens,
    cacheWrite5mTokens: left.cacheWrite5mTokens + right.cacheWrite5mTokens,
    cacheWrite1hTokens: left.cacheWrite1hTokens + right.cacheWrite1hTokens,
    webSearches: left.webSearches + right.webSearches,
    requests: left.requests + right.requests,
    estimated: left.estimated || right.estimated,
  };
}
