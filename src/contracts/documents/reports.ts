import { z } from 'zod';
import { runProgressSchema, statusSchema, usageSummarySchema } from '../ledger/reports.ts';
import { taskSummarySchema } from '../ledger/tasks.ts';
import { amountSchema, instantSchema, taskStateSchema } from '../words.ts';

/** What `siso status` and `siso usage` print with `--json`. Money in micro-USD, tokens whole. */

const healthSchema = z.object({
  /** `budget_stop`: a budget of the whole ledger is used up, so that nothing is admitted. */
  state: z.enum(['running', 'paused', 'throttled', 'budget_stop']),
  /** When that ends by itself; null where it does not, or nobody knows. */
  until: instantSchema.nullable(),
});
export type Health = z.infer<typeof healthSchema>;

/** A budget or limit that is nearly used up. */
const nearCapSchema = z.object({
  limit: z.string(),
  unit: z.enum(['usd', 'tokens', 'buffer']),
  used: amountSchema,
  max: amountSchema,
  /** Used of max, whole percent, rounded down. */
  percent: amountSchema,
});
export type NearCap = z.infer<typeof nearCapSchema>;

export const statusDocumentSchema = statusSchema.extend({
  health: healthSchema,
  /** Tasks that run or wait, newest first, at most 100. */
  tasks: z.array(taskSummarySchema),
  /** What those that run last said, ten at most. */
  progress: z.array(runProgressSchema.extend({ taskId: z.string() })),
  /** Whether there are more of them. */
  moreTasks: z.boolean(),
  alerts: z.array(nearCapSchema),
});
export type StatusDocument = z.infer<typeof statusDocumentSchema>;

export const USAGE_DIMENSIONS = ['category', 'model', 'repo', 'actor', 'label', 'service', 'day'] as const;

export const usageDocumentSchema = usageSummarySchema.extend({
  by: z.enum(USAGE_DIMENSIONS),
  /** Every day of the range, in the ledger's zone; those without usage as well. */
  days: z.array(z.object({ day: z.iso.date(), costMicros: z.int(), countedTokens: amountSchema })),
  /** Tasks that finished in the range, by how they ended. */
  ended: z.array(z.object({ state: taskStateSchema, tasks: amountSchema })),
});
export type UsageDocument = z.infer<typeof usageDocumentSchema>;
