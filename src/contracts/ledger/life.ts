import { z } from 'zod';
import { END_REASONS } from '../../domain/reasons.ts';
import { amountSchema, instantSchema } from '../words.ts';
import { tokenSumsSchema, usageEntrySchema } from './usage.ts';

/** What the provider said in its headers, passed on with a heartbeat. */
export const providerSignalSchema = z.object({
  /** Seconds the provider asked us to wait (429, 529), as given. */
  retryAfterSeconds: z.number().nonnegative().optional(),
  /** `anthropic-ratelimit-*` headers, last seen. */
  rateLimits: z.record(z.string(), z.string()).optional(),
});
export type ProviderSignal = z.infer<typeof providerSignalSchema>;

const RUN_STAGES = ['preparing', 'running', 'settling', 'publishing'] as const;

/** Cumulative usage of a running hold, and what its run is doing. */
export const progressSchema = z.object({
  usedMicros: amountSchema,
  usedTokens: amountSchema,
  turns: amountSchema.optional(),
  stage: z.enum(RUN_STAGES).optional(),
  /** The tool in use, and the last line that was said: for people to watch, cut and redacted by who tells. */
  tool: z.string().max(200).optional(),
  line: z.string().max(500).optional(),
  tokens: tokenSumsSchema.optional(),
  provider: providerSignalSchema.optional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const heartbeatAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), cancelRequested: z.boolean(), leaseExpiresAt: instantSchema }),
  z.object({ ok: z.literal(false), reason: z.literal('lease_lost') }),
]);

/** How the cost of a run is known: counted by the meter, said by whoever ran it, or taken at its worst. */
export const reportedSourceSchema = z.enum(['metered', 'reported', 'estimated']);
export const costSourceSchema = z.enum([...reportedSourceSchema.options, 'recorded']);

/** Why a run that failed may be tried again; told with its settlement. */
const retryAdviceSchema = z.strictObject({
  /**
   * `provider`: 429 or 529, waits as told and uses no attempt; `transient`: backs off, four attempts; `shutdown`: our own
   * end, uses no attempt; `none`: trying again would not help.
   */
  class: z.enum(['provider', 'transient', 'shutdown', 'none']),
  afterSeconds: z.number().nonnegative().max(21_600).optional(),
});
export type RetryAdvice = z.infer<typeof retryAdviceSchema>;

/** How an attempt ended and what it truly used. */
export const outcomeSchema = z.object({
  state: z.enum(['succeeded', 'failed', 'budget_capped', 'cancelled']),
  reason: z.enum(END_REASONS),
  error: z.string().optional(),
  costSource: costSourceSchema,
  /** `reported` without any: nobody counted, and the reported cost is what is booked; without one, or 0, it is the whole hold. */
  entries: z.array(usageEntrySchema),
  /** The CLI's own figure, micro-USD, kept beside ours. */
  reportedCostMicros: amountSchema.optional(),
  turns: amountSchema.optional(),
  durationMs: amountSchema.optional(),
  sessionId: z.string().optional(),
  result: z.string().optional(),
  branch: z.string().optional(),
  changedFiles: z.array(z.string()).optional(),
  denials: z.array(z.string()).optional(),
  /** Of a failed run: whether the queue shall try again. A task that was admitted directly is never retried. */
  retry: retryAdviceSchema.optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** One of several attempts that are settled in one call. */
export const settlementSchema = z.strictObject({ leaseToken: z.uuid(), outcome: outcomeSchema });

export const settledSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    taskId: z.string(),
    /** `late`: the hold had expired; only the difference was booked and the task's state stays. */
    booked: z.enum(['settled', 'late']),
    costMicros: amountSchema,
    tokens: tokenSumsSchema,
    /** Above the hold, micro-USD. */
    overageMicros: amountSchema,
    /** When the queue tries the task again; absent where it does not. */
    retryAt: instantSchema.optional(),
  }),
  z.object({ ok: z.literal(false), reason: z.literal('lease_lost') }),
]);
export type Settled = z.infer<typeof settledSchema>;

/** Answer of start, resize, release: done, or the lease is not (or no longer) ours. */
export const leaseAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.enum(['lease_lost', 'already_started', 'no_room']) }),
]);
