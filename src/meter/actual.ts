import type { ApiUsage } from '../contracts/messages-api.ts';
import type { ModelPrice, UsageEntry } from '../domain/prices.ts';
import type { SeenUsage } from './usage-reader.ts';

/** The request that an answer belongs to, as far as pricing needs it. */
export interface PricedRequest {
  price: ModelPrice;
  /** Its worst case: what stands in for figures that never came. */
  worst: UsageEntry;
  /** It asked for inference in the US. */
  asksForUs: boolean;
  /** It asked for a stream. */
  streams: boolean;
}

/**
 * What a request used. A cut answer costs the input it reported, without any report its worst input, and the output
 * that came through, a byte for a token; all output granted where what came through does not tell how much was
 * generated. Never zero, since the provider has begun to work.
 */
export function actualEntry(request: PricedRequest, seen: SeenUsage): UsageEntry {
  const { price, worst, asksForUs } = request;
  const { usage, final } = seen;
  const outputTokens = final ? (usage?.output_tokens ?? 0) : cutOutput(request, seen);
  if (typeof usage?.input_tokens !== 'number') return { ...worst, outputTokens, estimated: true };
  const input = inputOf(usage);
  return {
    ...worst,
    regional: asksForUs || usage.inference_geo === 'us',
    ...input,
    outputTokens,
    longPrompt: price.longPromptTokens !== null && totalInput(input) > price.longPromptTokens,
    webSearches: usage.server_tool_use?.web_search_requests ?? 0,
    estimated: !final,
  };
}

type Input = Pick<UsageEntry, 'inputTokens' | 'cacheReadTokens' | 'cacheWrite5mTokens' | 'cacheWrite1hTokens'>;

/** Cache writes without the split by lifetime are 5-minute writes. */
function inputOf(usage: ApiUsage): Input {
  const cacheWrite1hTokens = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  const split5m = usage.cache_creation?.ephemeral_5m_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens ?? 0,
    cacheReadTokens: usage.cache_read_input_tokens ?? 0,
    cacheWrite5mTokens: Math.max(split5m, (usage.cache_creation_input_tokens ?? 0) - cacheWrite1hTokens),
    cacheWrite1hTokens,
  };
}

export function totalInput(input: Input): number {
  return input.inputTokens + input.cacheReadTokens + input.cacheWrite5mTokens + input.cacheWrite1hTokens;
}

/** Thinking comes through shortened or not at all but is billed in full; what does not stream comes only at its end. */
function cutOutput({ worst, streams }: PricedRequest, seen: SeenUsage): number {
  const { usage, outputBytes, thinking, unreadable } = seen;
  if (!streams || thinking || unreadable) return worst.outputTokens;
  return Math.max(1, usage?.output_tokens ?? 0, Math.min(outputBytes, worst.outputTokens));
}
