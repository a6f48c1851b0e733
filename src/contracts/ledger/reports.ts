import { z } from 'zod';
import {
  amountSchema,
  categorySchema,
  environmentSchema,
  instantSchema,
  labelsSchema,
  prioritySchema,
  taskStateSchema,
} from '../words.ts';
import { publicationSchema } from './keys.ts';
import { tokenSumsSchema } from './usage.ts';

/** `limit` and `left` are null where the window counts but does not limit. */
const windowSchema = z.object({ used: amountSchema, limit: amountSchema.nullable(), left: amountSchema.nullable() });

/** One configured limit row with its windows. `timeToReset` is seconds until nothing is counted any more. */
export const limitStatusSchema = z.object({
  category: categorySchema,
  repo: z.string().nullable(),
  environment: environmentSchema,
  tokens: z.object({ minute: windowSchema, hour: windowSchema, day: windowSchema }),
  requests: z.object({ minute: windowSchema }),
  timeToReset: z.object({ minute: amountSchema, hour: amountSchema, day: amountSchema }),
});
export type LimitStatus = z.infer<typeof limitStatusSchema>;

/** One budget period now. `used` is what running tasks have reported of their held part. */
export const budgetStatusSchema = z.object({
  scope: z.string(),
  value: z.string(),
  kind: z.enum(['day', 'month']),
  unit: z.enum(['usd', 'tokens', 'buffer']),
  cap: amountSchema,
  /** `cap` without grants. */
  plainCap: amountSchema,
  spent: amountSchema,
  held: amountSchema,
  used: amountSchema,
  left: amountSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  zone: z.string(),
});
export type BudgetStatus = z.infer<typeof budgetStatusSchema>;

export const statusSchema = z.object({
  now: instantSchema,
  rehearsal: z.boolean(),
  paused: z.boolean(),
  providerGateUntil: instantSchema.nullable(),
  running: amountSchema,
  maxConcurrent: amountSchema,
  limits: z.array(limitStatusSchema),
  budgets: z.array(budgetStatusSchema),
});
export type LedgerStatus = z.infer<typeof statusSchema>;

export const runProgressSchema = z.object({
  at: instantSchema,
  usedMicros: amountSchema,
  usedTokens: amountSchema,
  turns: amountSchema.optional(),
  stage: z.string().optional(),
  tool: z.string().optional(),
  line: z.string().optional(),
  tokens: tokenSumsSchema.optional(),
});

export type RunProgress = z.infer<typeof runProgressSchema>;

export const taskRecordSchema = z.object({
  id: z.string(),
  name: z.string(),
  actor: z.string(),
  category: categorySchema,
  priority: prioritySchema,
  environment: environmentSchema,
  state: taskStateSchema,
  reason: z.string().nullable(),
  error: z.string().nullable(),
  model: z.string(),
  tools: z.array(z.string()),
  template: z.string().nullable(),
  repo: z.string().nullable(),
  org: z.string().nullable(),
  labels: labelsSchema,
  attempt: amountSchema,
  /** The task's own cap over all attempts. */
  budgetMicros: amountSchema.nullable(),
  holdMicros: amountSchema,
  costMicros: amountSchema,
  costSource: z.string().nullable(),
  tokens: tokenSumsSchema,
  reportedCostMicros: amountSchema.nullable(),
  turns: amountSchema.nullable(),
  durationMs: amountSchema.nullable(),
  sessionId: z.string().nullable(),
  branch: z.string().nullable(),
  changedFiles: z.array(z.string()),
  denials: z.array(z.string()),
  cancelRequested: z.boolean(),
  result: z.string().nullable(),
  logs: z.string(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  publication: publicationSchema.nullable().default(null),
  events: z.array(z.object({ at: instantSchema, event: z.string(), details: z.record(z.string(), z.unknown()) })),
  /** What its run last said; null unless it runs. `at` is when it said so. */
  progress: runProgressSchema.nullable(),
  /** Its last failed attempts, five at most, oldest first. */
  errors: z.array(z.object({ at: instantSchema, reason: z.string().nullable(), error: z.string().nullable() })),
  enqueuedAt: instantSchema.nullable(),
  /** When it is tried again, of one that waits for that. */
  readyAt: instantSchema.nullable(),
  dedupeKey: z.string().nullable(),
  /** The task whose result this one got for nothing. */
  cachedFrom: z.string().nullable(),
});
export type TaskRecord = z.infer<typeof taskRecordSchema>;

export const usageRowSchema = z.object({
  key: z.string(),
  tasks: amountSchema,
  requests: amountSchema,
  costMicros: z.int(),
  tokens: tokenSumsSchema,
});
export type UsageRow = z.infer<typeof usageRowSchema>;

export const usageSummarySchema = z.object({
  from: instantSchema,
  to: instantSchema,
  zone: z.string(),
  total: usageRowSchema,
  rows: z.array(usageRowSchema),
});
export type UsageSummary = z.infer<typeof usageSummarySchema>;

export const analyticsRowSchema = z.object({
  day: z.iso.date(),
  category: categorySchema,
  tasks: amountSchema,
  succeeded: amountSchema,
  failed: amountSchema,
  capped: amountSchema,
  cancelled: amountSchema,
  costMicros: z.int(),
  tokens: tokenSumsSchema,
  durationMs: amountSchema,
});
export type AnalyticsRow = z.infer<typeof analyticsRowSchema>;
