import { z } from 'zod';
import { amountSchema, instantSchema } from '../words.ts';

/** What is said in threads, and of what. */

/** What has to be approved before it may wait for its turn. */
export const approvalSchema = z.object({
  why: z.enum(['cost', 'fork', 'policy']),
  /** The least role of whoever approves. */
  by: z.enum(['write', 'maintain']),
  /** Of prompt, head, tools and cap as they were quoted. */
  hash: z.string(),
  /** The head of the pull request that the task is for. */
  sha: z.string().optional(),
  quote: z
    .object({ alike: z.int(), p50Micros: z.int().nullable(), p90Micros: z.int().nullable(), capMicros: z.int() })
    .optional(),
  approvedBy: z.string().optional(),
  approvedAt: instantSchema.optional(),
});
export type TaskApproval = z.infer<typeof approvalSchema>;

export const noticeSchema = z.strictObject({
  kind: z.enum(['answer', 'problem']),
  title: z.string(),
  body: z.string(),
  forCommentUrl: z.string().optional(),
});

/** A task of a thread, with what has been said of it elsewhere than in the thread's comment. */
const threadTaskSchema = z.object({
  taskId: z.string(),
  author: z.string(),
  commentId: z.int(),
  commentUrl: z.string(),
  headSha: z.string().nullable(),
  isFork: z.boolean(),
  approval: approvalSchema.nullable(),
  runUrl: z.string().nullable(),
  reaction: z.string().nullable(),
  checkId: z.int().nullable(),
  checkSaid: z.string().nullable(),
  finishedSaid: z.boolean(),
  depth: z.int(),
});
export type ThreadTask = z.infer<typeof threadTaskSchema>;

export const lentThreadSchema = z.object({
  id: z.int(),
  token: z.uuid(),
  repo: z.string(),
  number: z.int(),
  isPull: z.boolean(),
  installationId: z.int().nullable(),
  commentId: z.int().nullable(),
  /** A comment may have been made of which nobody knows. */
  commentTried: z.boolean(),
  /** Hash of what stands there. */
  said: z.string().nullable(),
  notices: z.array(noticeSchema.extend({ at: instantSchema })),
  changedAt: z.string(),
  failures: z.int(),
  tasks: z.array(threadTaskSchema),
});
export type LentThread = z.infer<typeof lentThreadSchema>;

export const postedSchema = z.strictObject({
  /** Absent: something is noted, and the thread stays lent. */
  ok: z.boolean().optional(),
  commentId: z.int().optional(),
  said: z.string().optional(),
  tried: z.boolean().optional(),
  /** The comment is no longer there. */
  gone: z.boolean().optional(),
  /** Why nothing can be said there any more. */
  closed: z.string().optional(),
  changedAt: z.string().optional(),
  retryAfterSeconds: z.int().nonnegative().optional(),
});
export type Posted = z.infer<typeof postedSchema>;

export const noteSchema = z.strictObject({
  runUrl: z.string().optional(),
  reaction: z.string().optional(),
  checkId: z.int().optional(),
  checkSaid: z.string().optional(),
  finishedSaid: z.boolean().optional(),
});

export const workflowRunSchema = z.object({
  taskId: z.string(),
  leaseToken: z.uuid(),
  runId: z.string().nullable(),
  repo: z.string(),
  installationId: z.int().nullable(),
  /** Nobody has come for it yet. */
  dispatched: z.boolean(),
  started: z.boolean(),
  admittedAt: instantSchema,
});
export type WorkflowRunOfTask = z.infer<typeof workflowRunSchema>;

export const budgetAlertSchema = z.object({
  id: z.int(),
  at: instantSchema,
  scope: z.string().nullable(),
  value: z.string().nullable(),
  period: z.string(),
  unit: z.string(),
  startsAt: instantSchema,
  threshold: z.int(),
  kind: z.string(),
  spent: amountSchema,
  cap: amountSchema,
  /** Numbers of the issues that hear of alerts, by repository. */
  issue: z.record(z.string(), z.int()).nullable(),
});
export type BudgetAlert = z.infer<typeof budgetAlertSchema>;
