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

/** Cumulative usage of a running hold. */
export const progressSchema = z.object({
  usedMicros: amountSchema,
  usedTokens: amountSchema,
  turns: amountSchema.optional(),
  stage: z.string().optional(),
  provider: providerSignalSchema.optional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const heartbeatAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), cancelRequested: z.boolean(), leaseExpiresAt: instantSchema }),
  z.object({ ok: z.literal(false), reason: z.literal('lease_lost') }),
]);

export const costSourceSchema = z.enum(['metered', 'reported', 'estimated', 'recorded']);

/** How an attempt ended and what it truly used. */
export const outcomeSchema = z.object({
  state: z.enum(['succeeded', 'failed', 'budget_capped', 'cancelled']),
  reason: z.enum(END_REASONS),
  error: z.string().optional(),
  costSource: costSourceSchema,
  entries: z.array(usageEntrySchema),
  /** The CLI's own figure, kept beside ours. */
  reportedCostMicros: amountSchema.optional(),
  turns: amountSchema.optional(),
  durationMs: amountSchema.optional(),
  sessionId: z.string().optional(),
  result: z.string().optional(),
  branch: z.string().optional(),
  changedFiles: z.array(z.string()).optional(),
  denials: z.array(z.string()).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

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
  }),
  z.object({ ok: z.literal(false), reason: z.literal('lease_lost') }),
]);
export type Settled = z.infer<typeof settledSchema>;

/** Answer of start, resize, release: done, or the lease is not (or no longer) ours. */
export const leaseAnswerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), reason: z.enum(['lease_lost', 'already_started', 'no_room']) }),
]);
