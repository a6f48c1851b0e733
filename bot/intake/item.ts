import { z } from 'zod';
import type { InboxItem, ThreadRef } from '../../src/contracts/ledger/github.ts';

/** A webhook as it came, its signature verified and its body parsed. */
export interface Delivery {
  /** `x-github-delivery`. */
  id: string;
  /** `x-github-event`. */
  event: string;
  payload: unknown;
}

const userSchema = z.looseObject({ login: z.string(), type: z.string().optional() });
const repositorySchema = z.looseObject({ id: z.int(), full_name: z.string() });
const installationSchema = z.looseObject({ id: z.int() }).nullish();

const commentEventSchema = z.looseObject({
  action: z.enum(['created', 'edited', 'deleted']),
  issue: z.looseObject({
    number: z.int(),
    title: z.string(),
    body: z.string().nullish(),
    user: userSchema.nullish(),
    pull_request: z.unknown().optional(),
  }),
  comment: z.looseObject({
    id: z.int(),
    html_url: z.string(),
    body: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    user: userSchema.nullable(),
    performed_via_github_app: z.unknown().optional(),
  }),
  sender: userSchema,
  repository: repositorySchema,
  installation: installationSchema,
});

const runEventSchema = z.looseObject({
  action: z.literal('completed'),
  workflow_run: z.looseObject({
    id: z.int(),
    // Only that is dispatched.
    event: z.literal('workflow_dispatch'),
    run_attempt: z.int().default(1),
    conclusion: z.string().nullish(),
  }),
  repository: repositorySchema,
  installation: installationSchema,
});

/** What of a comment is stored until it is worked on. */
export const storedCommentSchema = z.object({
  thread: z.object({
    repoId: z.int(),
    repo: z.string(),
    number: z.int(),
    isPull: z.boolean(),
    installationId: z.int().nullable(),
  }),
  commentId: z.int(),
  commentUrl: z.string(),
  body: z.string(),
  /** Title and text of the thread as they were then. */
  issue: z.object({ title: z.string(), body: z.string(), author: z.string() }),
  createdAt: z.string(),
  author: z.string(),
  sender: z.string(),
  /** An app or a bot account wrote it, or something wrote it in somebody's name through an app. */
  isBot: z.boolean(),
});
export type StoredComment = z.output<typeof storedCommentSchema>;

export const storedRunSchema = z.object({ repo: z.string(), runId: z.string() });

/** GitHub takes no longer ones; what a forged hook sends is not kept. */
const LONGEST_BODY = 65_536;

/**
 * What of a webhook is to be worked on, or `undefined`. The key names what happened and not how it was heard, so that a webhook of the
 * app and one of the repository, and a delivery that is repeated, are one. `mentions` is a cheap look for commands.
 */
export function itemOf({ id, event, payload }: Delivery, mentions: (body: string) => boolean): InboxItem | undefined {
  if (event === 'issue_comment') return ofComment(id, payload, mentions);
  if (event === 'workflow_run') return ofRun(id, payload);
  return undefined;
}

function ofComment(deliveryId: string, payload: unknown, mentions: (body: string) => boolean): InboxItem | undefined {
  const { data } = commentEventSchema.safeParse(payload);
  if (data === undefined || data.comment.body.length > LONGEST_BODY) return undefined;
  const { action, comment, issue, sender } = data;
  // What was deleted may have said something else before.
  if (action !== 'deleted' && !mentions(comment.body)) return undefined;
  const stored: StoredComment = {
    thread: threadOf(data),
    commentId: comment.id,
    commentUrl: comment.html_url,
    body: comment.body,
    issue: { title: issue.title, body: (issue.body ?? '').slice(0, LONGEST_BODY), author: issue.user?.login ?? '' },
    createdAt: comment.created_at,
    author: comment.user?.login ?? '',
    sender: sender.login,
    // Also what another app wrote in somebody's name.
    isBot: isBot(comment.user) || isBot(sender) || (comment.performed_via_github_app ?? null) !== null,
  };
  const moment = action === 'edited' ? `/${comment.updated_at}` : '';
  const key = `comment/${data.repository.id}/${comment.id}/${action}${moment}`;
  return { key, deliveryId, event: `comment.${action}`, payload: stored };
}

function threadOf({ repository, issue, installation }: z.output<typeof commentEventSchema>): ThreadRef {
  const { id: repoId, full_name: repo } = repository;
  const isPull = issue.pull_request !== undefined && issue.pull_request !== null;
  return { repoId, repo, number: issue.number, isPull, installationId: installation?.id ?? null };
}

function isBot(user: z.output<typeof userSchema> | null): boolean {
  return user === null || user.type === 'Bot' || user.login.endsWith('[bot]');
}

function ofRun(deliveryId: string, payload: unknown): InboxItem | undefined {
  const { data } = runEventSchema.safeParse(payload);
  if (data === undefined) return undefined;
  const { workflow_run: run, repository } = data;
  const key = `run/${repository.id}/${run.id}/${run.run_attempt}/completed`;
  return { key, deliveryId, event: 'run.completed', payload: { repo: repository.full_name, runId: String(run.id) } };
}
