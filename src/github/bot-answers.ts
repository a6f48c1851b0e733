import { z } from 'zod';
import { commentSchema } from './answers.ts';

/** What the bot reads of GitHub's answers. Times are as GitHub gives them: ISO 8601 in UTC. */

const datedSchema = commentSchema.extend({ created_at: z.string(), updated_at: z.string() });

interface Written {
  body: string;
  /** Empty for a deleted account. */
  login: string;
  /** An app or a bot account. */
  isBot: boolean;
  url: string;
  createdAt: string;
  updatedAt: string;
}

export interface ThreadComment extends Written {
  id: number;
}

export interface Thread extends Written {
  number: number;
  title: string;
  state: 'open' | 'closed';
  locked: boolean;
  isPullRequest: boolean;
  labels: string[];
}

export interface PullRequest {
  number: number;
  url: string;
  title: string;
  state: 'open' | 'closed';
  draft: boolean;
  headSha: string;
  headRef: string;
  /** `owner/name`; `undefined` once the fork is deleted. */
  headRepository: string | undefined;
  baseSha: string;
  baseRef: string;
}

export interface WorkflowRun {
  id: number;
  /** Its `run-name`. */
  title: string;
  url: string;
  attempt: number;
  createdAt: string;
  /** `queued`, `in_progress`, `completed`, `waiting`… */
  status: string;
  /** `success`, `failure`, `cancelled`, `timed_out`…, once it is completed. */
  conclusion: string | undefined;
}

/** A webhook of the app that was not taken. */
export interface FailedDelivery {
  /** Of the attempt; a string, since GitHub's are larger than what a number holds. */
  id: string;
  /** Of the delivery, the same for each attempt: `x-github-delivery`. */
  guid: string;
  event: string;
  action: string | undefined;
  deliveredAt: string;
  /** 0 where there was no answer. */
  status: number;
}

function writtenOf({ body, user, ...rest }: z.output<typeof datedSchema>): Written {
  const { html_url: url, created_at: createdAt, updated_at: updatedAt } = rest;
  return { body: body ?? '', login: user?.login ?? '', isBot: user?.type === 'Bot', url, createdAt, updatedAt };
}

export const threadCommentSchema = datedSchema.transform((answer): ThreadComment => {
  return { id: answer.id, ...writtenOf(answer) };
});

const stateSchema = z.enum(['open', 'closed']);

export const threadSchema = datedSchema
  .extend({
    number: z.int(),
    title: z.string(),
    state: stateSchema,
    locked: z.boolean(),
    pull_request: z.unknown().optional(),
    labels: z.array(
      z.union([z.string(), z.object({ name: z.string().nullish() }).transform(({ name }) => name ?? '')]),
    ),
  })
  .transform((answer): Thread => {
    const { number, title, state, locked, labels } = answer;
    const isPullRequest = answer.pull_request !== undefined && answer.pull_request !== null;
    return { number, title, state, locked, isPullRequest, labels, ...writtenOf(answer) };
  });

const sideSchema = z.object({ sha: z.string(), ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() });

export const pullSchema = z
  .object({
    number: z.int(),
    html_url: z.string(),
    title: z.string(),
    state: stateSchema,
    draft: z.boolean().default(false),
    head: sideSchema,
    base: sideSchema,
  })
  .transform(({ number, html_url: url, title, state, draft, head, base }): PullRequest => {
    const sides = { headSha: head.sha, headRef: head.ref, baseSha: base.sha, baseRef: base.ref };
    return { number, url, title, state, draft, ...sides, headRepository: head.repo?.full_name };
  });

export const runSchema = z
  .object({
    id: z.int(),
    display_title: z.string().default(''),
    html_url: z.string(),
    run_attempt: z.int().default(1),
    created_at: z.string(),
    status: z.string().nullable(),
    conclusion: z.string().nullable(),
  })
  .transform(({ id, display_title: title, html_url: url, run_attempt: attempt, ...run }): WorkflowRun => {
    const [status, conclusion] = [run.status ?? 'queued', run.conclusion ?? undefined];
    return { id, title, url, attempt, createdAt: run.created_at, status, conclusion };
  });

/** A number that is too large for JavaScript comes as a bigint. */
const longIdSchema = z.union([z.int(), z.bigint(), z.string()]).transform(String);

export const deliverySchema = z
  .object({
    id: longIdSchema,
    guid: z.string(),
    event: z.string(),
    action: z.string().nullish(),
    delivered_at: z.string(),
    status_code: z.int(),
  })
  .transform(({ action, delivered_at: deliveredAt, status_code: status, ...rest }): FailedDelivery => {
    return { ...rest, action: action ?? undefined, deliveredAt, status };
  });

/** A file; for a folder GitHub answers with a list, which is not one. */
export const fileSchema = z.union([
  z.object({ type: z.literal('file'), encoding: z.string(), content: z.string() }),
  z.object({ type: z.string() }).transform(() => undefined),
  z.array(z.unknown()).transform(() => undefined),
]);
