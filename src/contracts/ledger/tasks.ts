import { z } from 'zod';
import {
  amountSchema,
  categorySchema,
  environmentSchema,
  instantSchema,
  prioritySchema,
  taskStateSchema,
} from '../words.ts';
import { refusedSchema, taskRequestSchema } from './admission.ts';
import { taskRecordSchema } from './reports.ts';

export const DEDUPE_POLICIES = ['reject', 'return_existing', 'replace_queued'] as const;

/** A task that waits in the ledger for somebody to run it: the request, and what its runner needs beside it. */
export const submissionSchema = taskRequestSchema.extend({
  /** Tool rules as they were asked for; `tools` is what they came to. The category's default tools when absent. */
  allow: z.array(z.string()).optional(),
  /** Longest the run may take, milliseconds. */
  timeoutMs: z.int().positive().optional(),
  /** Absolute path of the repository on the machine that submitted it. */
  workspace: z.string().optional(),
  /** Commit that the task is to start from; default: the last one when it runs. */
  commit: z.string().max(64).optional(),
  /** Branch that the pull request of its result goes to; default: the one that the job is on. */
  targetBranch: z.string().max(250).optional(),
  /** It works on what somebody wrote who may not write there, such as a fork's changes: nothing of it is ever pushed, its result is a patch. */
  untrusted: z.boolean().optional(),
  /** A command that prepares the workspace, run as the agent is. */
  prepare: z.string().max(2_000).optional(),
  /** Two tasks of one key never live at once; `dedupe` says what the second one does, `reject` when absent. */
  dedupeKey: z.string().min(1).max(200).optional(),
  dedupe: z.enum(DEDUPE_POLICIES).optional(),
  /** The result of the same prompt, commit, tools and model counts if it is at most so old, hours; off when absent. */
  cacheHours: z.int().positive().max(8_760).optional(),
});
export type Submission = z.infer<typeof submissionSchema>;

const queuedSchema = z.object({
  decision: z.literal('queued'),
  taskId: z.string(),
  /** The task is a twin that was there already (`return_existing`). */
  existing: z.boolean().optional(),
  /** The waiting twin that this one took the place of (`replace_queued`). */
  replaced: z.string().optional(),
});
/** An earlier result counts: the task is there, succeeded, and cost nothing. */
const cachedSchema = z.object({ decision: z.literal('cached'), taskId: z.string(), from: z.string() });
export const submittedSchema = z.discriminatedUnion('decision', [queuedSchema, cachedSchema, refusedSchema]);
export type Submitted = z.infer<typeof submittedSchema>;

/** What a retry changes of the request; what is absent stays. `budgetMicros` caps all attempts together. */
export const retryOverridesSchema = z.strictObject({
  priority: prioritySchema.optional(),
  model: z.string().optional(),
  tools: z.array(z.string()).optional(),
  allow: z.array(z.string()).optional(),
  budgetMicros: z.int().positive().optional(),
  estimateTokens: z.int().positive().optional(),
  tokenHold: z.int().positive().optional(),
  timeoutMs: z.int().positive().optional(),
  reason: z.string().max(500).optional(),
});
export type RetryOverrides = z.infer<typeof retryOverridesSchema>;

/** `changed`: whether this call did anything; cancelling twice, or what is over, changes nothing. */
export const cancelledSchema = z.object({
  taskId: z.string(),
  state: taskStateSchema,
  cancelRequested: z.boolean(),
  changed: z.boolean(),
});

/** Which tasks to list; conditions are joined by and, the words of one list by or. */
export const taskFilterSchema = z.strictObject({
  states: z.array(taskStateSchema).optional(),
  categories: z.array(categorySchema).optional(),
  priorities: z.array(prioritySchema).optional(),
  environments: z.array(environmentSchema).optional(),
  actor: z.string().optional(),
  repo: z.string().optional(),
  model: z.string().optional(),
  template: z.string().optional(),
  /** `key=value`. */
  label: z.string().optional(),
  /** Part of the name, or the beginning of the id. */
  search: z.string().optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
export type TaskFilter = z.infer<typeof taskFilterSchema>;

/** One row of a list, newest first. */
export const taskSummarySchema = taskRecordSchema
  .pick({
    ...{
      id: true,
      name: true,
      actor: true,
      category: true,
      priority: true,
      environment: true,
      state: true,
      reason: true,
    },
    ...{ model: true, template: true, repo: true, labels: true, attempt: true, holdMicros: true, costMicros: true },
    ...{ costSource: true, durationMs: true, createdAt: true, startedAt: true, finishedAt: true },
  })
  .extend({ countedTokens: amountSchema });
export type TaskSummary = z.infer<typeof taskSummarySchema>;

/** `next` continues the list where this page ends; null on the last one. Opaque. */
export const taskPageSchema = z.object({ tasks: z.array(taskSummarySchema), next: z.string().nullable() });
export type TaskPage = z.infer<typeof taskPageSchema>;

/** Tasks that finished in a range, by category and end state. Durations are percentiles of the run, milliseconds. */
export const taskTotalsSchema = z.object({
  category: categorySchema,
  state: taskStateSchema,
  tasks: amountSchema,
  costMicros: amountSchema,
  countedTokens: amountSchema,
  p50Ms: amountSchema.nullable(),
  p95Ms: amountSchema.nullable(),
});
export type TaskTotals = z.infer<typeof taskTotalsSchema>;
