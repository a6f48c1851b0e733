import { z } from 'zod';
import { amountSchema, categorySchema, instantSchema } from '../words.ts';
import { BUDGET_SCOPES } from './settings.ts';

/** Which audit rows to list. `action` may end in `.` for all of a kind, such as `task.`. */
export const auditFilterSchema = z.strictObject({
  actor: z.string().optional(),
  action: z.string().optional(),
  subject: z.string().optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

const documentSchema = z.record(z.string(), z.unknown());

const auditEntrySchema = z.object({
  id: z.int(),
  at: instantSchema,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  reason: z.string().nullable(),
  before: documentSchema.nullable(),
  after: documentSchema.nullable(),
  details: documentSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** Newest first; `next` is the `p_before` of the next page, null on the last one. */
export const auditPageSchema = z.object({ entries: z.array(auditEntrySchema), next: z.int().nullable() });

/** One configured limit row; null does not limit. */
export const limitConfigSchema = z.object({
  category: categorySchema,
  repo: z.string().nullable(),
  tokensPerMinute: amountSchema.nullable(),
  tokensPerHour: amountSchema.nullable(),
  tokensPerDay: amountSchema.nullable(),
  requestsPerMinute: amountSchema.nullable(),
  maxConcurrent: amountSchema.nullable(),
  maxHoldMicros: amountSchema.nullable(),
  updatedAt: instantSchema,
});
export type LimitConfig = z.infer<typeof limitConfigSchema>;

/** One configured budget with the grants that count now. */
export const budgetConfigSchema = z.object({
  scope: z.enum(BUDGET_SCOPES),
  value: z.string(),
  dailyMicros: amountSchema.nullable(),
  monthlyMicros: amountSchema.nullable(),
  dailyTokens: amountSchema.nullable(),
  bufferTokens: amountSchema,
  thresholds: z.array(z.int()),
  zone: z.string(),
  updatedAt: instantSchema,
  grants: z.array(
    z.object({
      id: z.int(),
      unit: z.enum(['usd', 'tokens']),
      amount: amountSchema,
      startsAt: instantSchema,
      expiresAt: instantSchema,
      actor: z.string(),
      reason: z.string(),
    }),
  ),
});
export type BudgetConfig = z.infer<typeof budgetConfigSchema>;
