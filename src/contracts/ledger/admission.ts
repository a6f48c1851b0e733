import { z } from 'zod';
import { DEFER_REASONS, REFUSE_REASONS } from '../../domain/reasons.ts';
import {
  amountSchema,
  categorySchema,
  environmentSchema,
  instantSchema,
  labelsSchema,
  prioritySchema,
} from '../words.ts';
import { modelPriceSchema } from './usage.ts';

/** What asks to be admitted. Everything that decides is in here; the ledger reads no other input. */
export const taskRequestSchema = z.object({
  name: z.string().min(1).max(200),
  actor: z.string().min(1).max(100),
  category: categorySchema,
  priority: prioritySchema,
  environment: environmentSchema,
  /** Canonical model name; its price decides the cost. */
  model: z.string(),
  prompt: z.string(),
  tools: z.array(z.string()),
  template: z.string().optional(),
  /** `owner/name`, or the folder's name for a repository without a remote. */
  repo: z.string().optional(),
  org: z.string().optional(),
  labels: labelsSchema.optional(),
  /** Counted tokens the run is expected to use; default: template, median of the last 50 alike, settings, 10,000. */
  estimateTokens: z.int().positive().optional(),
  /** The task's own cap over all attempts, micro-USD. */
  budgetMicros: z.int().positive().optional(),
  /** Counted tokens at which the meter stops the run; default: estimate × 2. */
  tokenHold: z.int().positive().optional(),
  /** A template's maximum cost, used as the hold when nothing else says. */
  templateMaxMicros: z.int().positive().optional(),
  /** Asked of whoever draws the emergency buffer. */
  reason: z.string().max(500).optional(),
});
export type TaskRequest = z.infer<typeof taskRequestSchema>;

/** Money and tokens set aside for one attempt, and the token that proves it is ours. */
export const holdSchema = z.object({
  id: z.uuid(),
  leaseToken: z.uuid(),
  amountMicros: amountSchema,
  tokens: amountSchema,
  estimateTokens: amountSchema,
  /** Drawn from the emergency buffer. */
  bufferTokens: amountSchema,
  leaseExpiresAt: instantSchema,
  countCacheWrites: z.boolean(),
  prices: z.array(modelPriceSchema).min(1),
});
export type Hold = z.infer<typeof holdSchema>;

/** The limit that decided, with its figures in its own unit (tokens, requests, micro-USD, tasks). */
const bindingLimitSchema = z.object({ limit: z.string(), used: amountSchema, max: amountSchema });

const admittedSchema = z.object({
  decision: z.literal('admitted'),
  reason: z.literal('ok'),
  taskId: z.string(),
  hold: holdSchema,
});
const deferredSchema = bindingLimitSchema.partial().extend({
  decision: z.literal('deferred'),
  reason: z.enum(DEFER_REASONS),
  /** When trying again is expected to succeed. A promise for windows and periods, a guess for slots and held money. */
  retryAt: instantSchema.nullable(),
  promised: z.boolean(),
});
export const refusedSchema = bindingLimitSchema.partial().extend({
  decision: z.literal('refused'),
  reason: z.enum(REFUSE_REASONS),
  hint: z.string(),
});

export const verdictSchema = z.discriminatedUnion('decision', [admittedSchema, deferredSchema, refusedSchema]);
export type Verdict = z.infer<typeof verdictSchema>;
export type Admitted = z.infer<typeof admittedSchema>;
export type Deferred = z.infer<typeof deferredSchema>;
export type Refused = z.infer<typeof refusedSchema>;

/** A dry run: the same decision and figures, nothing booked. */
export const previewSchema = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('admitted'),
    reason: z.literal('ok'),
    hold: holdSchema.omit({ id: true, leaseToken: true, leaseExpiresAt: true }),
  }),
  deferredSchema,
  refusedSchema,
]);
