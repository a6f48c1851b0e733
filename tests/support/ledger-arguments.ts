import { randomUUID } from 'node:crypto';
import type { Hold, TaskRequest } from '../../src/contracts/ledger/admission.ts';
import type { Outcome } from '../../src/contracts/ledger/life.ts';
import { DEFAULT_MODEL } from '../../src/domain/models.ts';
import type { UsageEntry } from '../../src/domain/prices.ts';

/** A small task of Ada's; what decides is told by the test. */
export const TASK = {
  name: 'Tidy up',
  actor: 'ada',
  category: 'development',
  priority: 'medium',
  environment: 'development',
  model: DEFAULT_MODEL,
  prompt: 'Tidy up.',
  tools: ['Read'],
} satisfies TaskRequest;

/** Counts nothing, costs nothing, until a test says otherwise. */
const NO_USAGE = {
  model: DEFAULT_MODEL,
  longPrompt: false,
  regional: false,
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  webSearches: 0,
  requests: 1,
  estimated: false,
};

/** `tokens` counted ones, which cost 2 µ$ each, and uncounted ones for the rest of `micros` (an even number). */
export function usage({ tokens = 0, micros = tokens * 2 }: { tokens?: number; micros?: number }): Partial<UsageEntry> {
  return { inputTokens: tokens, cacheReadTokens: (micros - tokens * 2) * 10 };
}

/** A task of 100 tokens and ten cents, where nothing else is said. */
export const small = (task: Partial<TaskRequest>) => ({
  estimateTokens: 100,
  tokenHold: task.estimateTokens ?? 100,
  budgetMicros: 100_000,
  ...task,
});

export const lease = (hold: Hold) => ({ p_request_id: randomUUID(), p_lease_token: hold.leaseToken });
export const by = (actor: string) => ({ p_request_id: randomUUID(), p_actor: actor });

/** How a run that used this ends well. */
export function ended(hold: Hold, used: Partial<UsageEntry>): Outcome {
  const entry = { ...NO_USAGE, priceId: hold.prices[0]?.id ?? 0, ...used };
  return { state: 'succeeded', reason: 'completed', costSource: 'metered', entries: [entry] };
}
