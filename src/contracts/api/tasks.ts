import { z } from 'zod';
import { configLabelsSchema } from '../config.ts';
import { DEDUPE_POLICIES, taskFilterSchema } from '../ledger/tasks.ts';
import { automationRetrySchema, automationTaskRequestSchema } from '../library.ts';
import { taskStateSchema } from '../words.ts';

/** `POST /api/tasks`: a request of the library, and how twins and earlier results count. */
export const submitBodySchema = automationTaskRequestSchema.extend({
  labels: configLabelsSchema.optional(),
  dedupeKey: z.string().min(1).max(200).optional(),
  dedupe: z.enum(DEDUPE_POLICIES).optional(),
  cacheHours: z.int().positive().max(8_760).optional(),
});

/** `cached`: an earlier result counts, and nothing will run. */
export const submitAnswerSchema = z.object({
  taskId: z.string(),
  decision: z.enum(['queued', 'cached']),
  /** The task is a twin that was there already. */
  existing: z.boolean().optional(),
  /** The waiting twin that this one took the place of. */
  replaced: z.string().optional(),
  /** The task whose result counts. */
  from: z.string().optional(),
});

const BULK_ACTIONS = ['cancel', 'retry'] as const;

/** The most tasks of one bulk. */
export const MOST_IN_BULK = 500;

/** One of `ids` and `filter`. With `preview` nothing is done: the answer says which tasks it would be. */
export const bulkBodySchema = z.strictObject({
  action: z.enum(BULK_ACTIONS),
  ids: z.array(z.string().min(1).max(40)).min(1).max(MOST_IN_BULK).optional(),
  filter: taskFilterSchema.optional(),
  /** What a retry changes, such as the priority; a task that waits takes the changes where it stands. */
  changes: automationRetrySchema.optional(),
  preview: z.boolean().default(false),
});

const bulkResultSchema = z.object({
  taskId: z.string(),
  /** `skipped`: there was nothing to do, as with a task that is over. */
  outcome: z.enum(['done', 'skipped', 'failed']),
  state: taskStateSchema.optional(),
  /** Why it failed. */
  code: z.string().optional(),
  detail: z.string().optional(),
});

export const bulkAnswerSchema = z.object({
  action: z.enum(BULK_ACTIONS),
  preview: z.boolean(),
  /** Exactly the tasks that it is about, newest first for a filter. */
  ids: z.array(z.string()),
  /** The filter has more tasks than one bulk takes: ask again. */
  more: z.boolean(),
  /** One for each id; empty for a preview. */
  results: z.array(bulkResultSchema),
});
export type BulkResult = z.infer<typeof bulkResultSchema>;
