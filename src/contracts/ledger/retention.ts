import { z } from 'zod';
import { amountSchema, instantSchema } from '../words.ts';

const days = z.int().min(0).max(99_999);

/** How long what is kept. `none` keeps a prompt until its task ends, and results and logs not at all. */
export const retentionSchema = z.object({
  storeText: z.enum(['all', 'none']),
  /** Prompts, results and logs, from the end of their task. */
  textDays: days,
  /** Tasks, entries, sums and alerts. */
  figureDays: days,
});

/** What is absent stays. */
export const retentionChangesSchema = z.strictObject(retentionSchema.partial().shape);

/** Rows that go, or went; `tasks` go with their holds. */
export const prunedSchema = z.object({
  /** Whole days of the ledger's zone; what ended or was charged before is not kept. */
  figuresBefore: instantSchema,
  textsBefore: instantSchema,
  tasks: amountSchema,
  entries: amountSchema,
  events: amountSchema,
  /** Prompts and results. */
  texts: amountSchema,
  logs: amountSchema,
  /** Sums of a day and category. */
  days: amountSchema,
  periods: amountSchema,
  alerts: amountSchema,
});
export type Pruned = z.infer<typeof prunedSchema>;

/** One batch; `next` is null when nothing is left to remove. */
export const pruneStepSchema = prunedSchema.extend({ next: instantSchema.nullable() });
