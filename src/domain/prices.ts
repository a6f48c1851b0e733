import type { Micros, Nanos } from './money.ts';

/** One immutable price version, in nano-USD per token. $1 per million tokens is 1,000. */
export interface ModelPrice {
  /** Version: the row of `model_prices` that an entry keeps. */
  id: number;
  model: string;
  inputNanos: Nanos;
  outputNanos: Nanos;
  write5mNanos: Nanos;
  write1hNanos: Nanos;
  readNanos: Nanos;
  /** A prompt (input + cache) above this many tokens multiplies the whole request by `longPromptFactor`. */
  longPromptTokens: number | null;
  longPromptFactor: number;
  /** Per server-side web search. */
  webSearchNanos: Nanos;
}

/** Token counts by kind. `input` excludes cache tokens, as the API reports it. */
export interface TokenCounts {
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWrite5mTokens: number;
  cacheWrite1hTokens: number;
}

/** Usage that shares one price: one model, one prompt tier, one region factor. The unit of rounding. */
export interface UsageEntry extends TokenCounts {
  model: string;
  priceId: number;
  /** Priced at the long-prompt tier. */
  longPrompt: boolean;
  /** `inference_geo` of `us` costs ×1.1. */
  regional: boolean;
  webSearches: number;
  requests: number;
  /** At least one request of it was bounded rather than reported. */
  estimated: boolean;
}

type Priced = Omit<UsageEntry, 'model' | 'priceId' | 'requests' | 'estimated'>;

/** Cost in tenths of a nano-USD, so that the regional ×1.1 stays a whole number. */
function tenthNanos(usage: Priced, price: ModelPrice): number {
  const tokens =
    usage.inputTokens * price.inputNanos +
    usage.outputTokens * price.outputNanos +
    usage.cacheWrite5mTokens * price.write5mNanos +
    usage.cacheWrite1hTokens * price.write1hNanos +
    usage.cacheReadTokens * price.readNanos;
  const tier = usage.longPrompt ? price.longPromptFactor : 1;
  return tokens * tier * (usage.regional ? 11 : 10) + usage.webSearches * price.webSearchNanos * 10;
}

/** What an entry costs: summed in nano-USD, rounded half-up once. `siso.entry_cost` in SQL is the same rule. */
export function entryCost(usage: Priced, price: ModelPrice): Micros {
  return Math.floor((tenthNanos(usage, price) + 5_000) / 10_000);
}

/** What each kind of usage costs. Each is rounded by itself, so their sum may be some micro-USD beside the cost of the whole. */
export interface KindCosts {
  input: Micros;
  output: Micros;
  cacheRead: Micros;
  cacheWrite: Micros;
  webSearch: Micros;
}

const NO_USAGE = {
  ...{ inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 },
  webSearches: 0,
};

/** The costs of `entries` by kind; an entry without its price among `prices` counts for nothing. */
export function costByKind(entries: readonly UsageEntry[], prices: readonly ModelPrice[]): KindCosts {
  const sum = (kind: (entry: UsageEntry) => Partial<TokenCounts & { webSearches: number }>) =>
    entries.reduce((total, entry) => {
      const price = prices.find(({ id }) => id === entry.priceId);
      const { longPrompt, regional } = entry;
      return price === undefined
        ? total
        : total + entryCost({ ...NO_USAGE, longPrompt, regional, ...kind(entry) }, price);
    }, 0);
  return {
    input: sum(({ inputTokens }) => ({ inputTokens })),
    output: sum(({ outputTokens }) => ({ outputTokens })),
    cacheRead: sum(({ cacheReadTokens }) => ({ cacheReadTokens })),
    cacheWrite: sum(({ cacheWrite5mTokens, cacheWrite1hTokens }) => ({ cacheWrite5mTokens, cacheWrite1hTokens })),
    webSearch: sum(({ webSearches }) => ({ webSearches })),
  };
}

/** Upper bound used before a request is forwarded: never below what `entryCost` will book. */
export function entryCostCeiling(usage: Priced, price: ModelPrice): Micros {
  return Math.ceil(tenthNanos(usage, price) / 10_000);
}

/** Tokens that limits and token budgets count: uncached input + output, and cache writes only when configured. */
export function countedTokens(usage: TokenCounts, countCacheWrites = false): number {
  const writes = countCacheWrites ? usage.cacheWrite5mTokens + usage.cacheWrite1hTokens : 0;
  return usage.inputTokens + usage.outputTokens + writes;
}
