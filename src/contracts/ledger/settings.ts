import { z } from 'zod';
import { amountSchema, instantSchema, serviceSchema } from '../words.ts';

/** New values of one limit row; what is absent stays, `null` lifts that limit. */
export const limitChangesSchema = z.strictObject({
  tokensPerMinute: z.int().positive().nullable().optional(),
  tokensPerHour: z.int().positive().nullable().optional(),
  tokensPerDay: z.int().positive().nullable().optional(),
  requestsPerMinute: z.int().positive().nullable().optional(),
  maxConcurrent: z.int().positive().nullable().optional(),
  /** The most one task of this category may hold, micro-USD. */
  maxHoldMicros: z.int().positive().nullable().optional(),
});
export type LimitChanges = z.infer<typeof limitChangesSchema>;

export const LIMIT_PRESETS = ['specification', 'team', 'unlimited'] as const;

export const BUDGET_SCOPES = ['global', 'org', 'repo', 'category', 'actor', 'label'] as const;

export const budgetChangesSchema = z.strictObject({
  dailyMicros: amountSchema.nullable().optional(),
  monthlyMicros: amountSchema.nullable().optional(),
  dailyTokens: amountSchema.nullable().optional(),
  bufferTokens: amountSchema.optional(),
  thresholds: z.array(z.int().min(1).max(99)).max(10).optional(),
  /** IANA name; periods are calendar days and months in it. */
  zone: z.string().optional(),
});
export type BudgetChanges = z.infer<typeof budgetChangesSchema>;

export const grantSchema = z.strictObject({
  scope: z.enum(BUDGET_SCOPES),
  value: z.string(),
  unit: z.enum(['usd', 'tokens']),
  /** Micro-USD or tokens on top of the cap, daily and monthly alike. */
  amount: z.int().positive(),
  expiresInSeconds: z
    .int()
    .positive()
    .max(31 * 86_400),
  reason: z.string().min(3).max(500),
});

/** Usage of any service booked without a hold. Without a model the service's flat rate per token applies. */
export const recordedUsageSchema = z.strictObject({
  service: serviceSchema,
  category: z.string().optional(),
  repo: z.string().optional(),
  org: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  /** Flat count; or the kinds below together with `model`. */
  tokens: amountSchema.optional(),
  model: z.string().optional(),
  inputTokens: amountSchema.optional(),
  outputTokens: amountSchema.optional(),
  cacheReadTokens: amountSchema.optional(),
  cacheWrite5mTokens: amountSchema.optional(),
  cacheWrite1hTokens: amountSchema.optional(),
  /** Charge the category's windows only, book no cost. */
  windowsOnly: z.boolean().optional(),
});
export type RecordedUsage = z.infer<typeof recordedUsageSchema>;

/** A new, immutable version of a model's price, nano-USD per token. */
export const newPriceSchema = z.strictObject({
  model: z.string().min(1),
  inputNanos: amountSchema,
  outputNanos: amountSchema,
  write5mNanos: amountSchema,
  write1hNanos: amountSchema,
  readNanos: amountSchema,
  longPromptTokens: amountSchema.nullable().optional(),
  longPromptFactor: z.int().min(1).optional(),
  webSearchNanos: amountSchema.optional(),
  source: z.string().min(1),
});

export const changeSchema = z.object({
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()),
});
export const grantAnswerSchema = z.object({ grantId: z.int(), expiresAt: instantSchema });
export const recordAnswerSchema = z.object({ costMicros: amountSchema, countedTokens: amountSchema });
