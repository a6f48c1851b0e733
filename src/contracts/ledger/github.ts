import { z } from 'zod';
import { amountSchema, instantSchema, taskStateSchema } from '../words.ts';
import { previewSchema } from './admission.ts';
import {
  approvalSchema,
  budgetAlertSchema,
  lentThreadSchema,
  noteSchema,
  noticeSchema,
  postedSchema,
  workflowRunSchema,
} from './github-threads.ts';
import { submissionSchema, submittedSchema } from './tasks.ts';
import { newWorkflowSchema, queuedWorkflowSchema } from './workflows.ts';

/** What the bot asks of the ledger: comments that were heard, threads and what is to be said in them. */

/** Where a task that came from a comment may run: a run of a workflow, or a worker set apart for comments. */
const COMMENT_POOLS = ['workflow', 'comments'] as const;

/** An issue or a pull request. */
const threadRefSchema = z.strictObject({
  /** GitHub's number of the repository; it stays when the repository is renamed. */
  repoId: z.int(),
  /** `owner/name`. */
  repo: z.string().min(3).max(200),
  number: z.int().positive(),
  isPull: z.boolean(),
  /** Of the app; null for a webhook of the repository's own. */
  installationId: z.int().nullable(),
});
export type ThreadRef = z.infer<typeof threadRefSchema>;

const inboxItemSchema = z.strictObject({
  /** What happened, the same however it was heard: `comment/12/created`. */
  key: z.string().min(1).max(300),
  deliveryId: z.string().min(1).max(100),
  event: z.string().min(1).max(60),
  payload: z.record(z.string(), z.json()),
});
export type InboxItem = z.infer<typeof inboxItemSchema>;

const lentItemSchema = z.object({
  id: z.int(),
  token: z.uuid(),
  key: z.string(),
  event: z.string(),
  payload: z.record(z.string(), z.json()),
  attempt: z.int(),
  receivedAt: instantSchema,
});
export type LentItem = z.infer<typeof lentItemSchema>;

const itemResultSchema = z.strictObject({
  ok: z.boolean(),
  error: z.string().optional(),
  /** Whoever is away will be back: it is tried for three days. */
  passes: z.boolean().optional(),
  retryAfterSeconds: z.int().nonnegative().optional(),
});

/** What tasks alike have cost. `alike` 0: nobody knows. */
const quoteSchema = z.object({
  alike: amountSchema,
  p50Micros: amountSchema.nullable(),
  p90Micros: amountSchema.nullable(),
  holdMicros: amountSchema.nullable(),
  /** What the ledger would say now. */
  verdict: previewSchema,
});
export type TaskQuote = z.infer<typeof quoteSchema>;

const originSchema = z.strictObject({
  thread: threadRefSchema,
  /** Of the author in the repository, as GitHub says. */
  role: z.string(),
  pool: z.enum(COMMENT_POOLS),
  author: z.string(),
  commentId: z.int(),
  commentUrl: z.string(),
  headSha: z.string().optional(),
  isFork: z.boolean(),
  /** Commands that stand before it in a chain of comments that made comments. */
  depth: z.int().nonnegative(),
  /** What tasks of this thread may cost within an hour, micro-USD. */
  hourMicros: z.int().positive(),
  approval: approvalSchema.optional(),
  /** It does not start earlier: quiet hours. */
  delaySeconds: z.int().nonnegative().optional(),
  /** It is cancelled if it has not started by then. */
  giveUpSeconds: z.int().positive().optional(),
});
export type TaskOrigin = z.infer<typeof originSchema>;

const pendingTaskSchema = z.object({
  taskId: z.string(),
  state: taskStateSchema,
  approval: approvalSchema.nullable(),
  commentId: z.int(),
  headSha: z.string().nullable(),
  isFork: z.boolean(),
  author: z.string(),
});
export type PendingTask = z.infer<typeof pendingTaskSchema>;

const requestId = { p_request_id: z.uuid() };
const okSchema = z.object({ ok: z.boolean(), reason: z.string().optional() });

export const GITHUB_FUNCTIONS = {
  /** Stores what was heard, once. */
  siso_github_receive: { args: z.strictObject({ p_item: inboxItemSchema }), result: z.object({ stored: z.boolean() }) },
  siso_github_take: {
    args: z.strictObject({ ...requestId, p_limit: z.int().min(1).max(50) }),
    result: z.object({ items: z.array(lentItemSchema) }),
  },
  siso_github_done: {
    args: z.strictObject({ ...requestId, p_item_id: z.int(), p_token: z.uuid(), p_result: itemResultSchema }),
    result: okSchema.extend({ state: z.string().optional() }),
  },
  siso_github_notice: {
    args: z.strictObject({ ...requestId, p_thread: threadRefSchema, p_notice: noticeSchema }),
    result: z.object({ threadId: z.int() }),
  },
  /** Another of the ledger's functions as somebody who has `p_role` in `p_repo`; its answer as it is. */
  siso_github_act: {
    args: z.strictObject({
      p_role: z.string(),
      p_repo: z.string(),
      p_function: z.enum(['siso_cancel', 'siso_retry', 'siso_set_setting', 'siso_grant']),
      p_args: z.record(z.string(), z.json()),
    }),
    result: z.record(z.string(), z.json()),
  },
  siso_github_quote: { args: z.strictObject({ p_role: z.string(), p_task: submissionSchema }), result: quoteSchema },
  siso_github_submit: {
    args: z.strictObject({ ...requestId, p_task: submissionSchema, p_origin: originSchema }),
    result: submittedSchema,
  },
  siso_github_submit_chain: {
    args: z.strictObject({
      ...{ ...requestId, p_actor: z.string(), p_workflow: newWorkflowSchema.required({ budgetMicros: true }) },
      p_origin: originSchema,
    }),
    result: queuedWorkflowSchema,
  },
  siso_github_pending: {
    args: z.strictObject({ p_thread: threadRefSchema, p_task_id: z.string().nullable() }),
    result: z.array(pendingTaskSchema),
  },
  siso_github_decide: {
    args: z.strictObject({
      ...requestId,
      p_decision: z.strictObject({
        actor: z.string(),
        role: z.string(),
        repo: z.string(),
        taskId: z.string(),
        approve: z.boolean(),
        hash: z.string().optional(),
        reason: z.string().optional(),
      }),
    }),
    result: z.object({ state: taskStateSchema, taskId: z.string() }),
  },
  siso_github_withdraw: {
    args: z.strictObject({ ...requestId, p_comment_id: z.int(), p_actor: z.string() }),
    result: z.object({ cancelled: z.array(z.string()) }),
  },
  siso_github_due: {
    args: z.strictObject({}),
    result: z.object({ inbox: z.boolean(), threads: z.boolean(), alerts: z.boolean(), workflow: z.boolean() }),
  },
  siso_github_threads: {
    args: z.strictObject({ ...requestId, p_limit: z.int().min(1).max(20) }),
    result: z.array(lentThreadSchema),
  },
  siso_github_posted: {
    args: z.strictObject({ ...requestId, p_thread_id: z.int(), p_token: z.uuid(), p_result: postedSchema }),
    result: okSchema,
  },
  siso_github_note: {
    args: z.strictObject({ ...requestId, p_task_id: z.string(), p_note: noteSchema }),
    result: okSchema,
  },
  siso_github_refresh: { args: z.strictObject(requestId), result: z.object({ threads: z.int() }) },
  siso_github_runs: { args: z.strictObject({}), result: z.array(workflowRunSchema) },
  siso_github_run_ended: {
    args: z.strictObject({ ...requestId, p_run_id: z.string(), p_repo: z.string() }),
    result: z.object({ ended: z.int() }),
  },
  siso_github_alerts: {
    args: z.strictObject({ p_limit: z.int().min(1).max(50) }),
    result: z.array(budgetAlertSchema),
  },
  siso_github_alert_said: {
    args: z.strictObject({
      ...requestId,
      p_alert_id: z.int(),
      p_issue: z.strictObject({ repo: z.string(), number: z.int() }).nullable(),
    }),
    result: okSchema,
  },
} as const;
