import { z } from 'zod';

/** What is read of GitHub's answers; whatever else is in them does not matter. */

export const roleSchema = z.enum(['admin', 'maintain', 'write', 'triage', 'read', 'none']);
export type Role = z.infer<typeof roleSchema>;

/** `permission` knows four levels; `role_name` may be a role that the organization made. */
export const permissionSchema = z.object({ role_name: z.string().optional(), permission: z.string() });

export const repositorySchema = z.object({ default_branch: z.string().min(1) });

const userSchema = z.object({ login: z.string(), type: z.string().optional() }).nullable();

export const commentSchema = z.object({
  id: z.int(),
  html_url: z.string(),
  body: z.string().nullish(),
  user: userSchema,
});

export const pullRequestSchema = z.object({ number: z.int(), html_url: z.string() });

export const issueSchema = commentSchema.extend({
  number: z.int(),
  title: z.string(),
  state: z.string(),
  /** GitHub lists pull requests among the issues. */
  pull_request: z.unknown().optional(),
});

type CommentAnswer = z.infer<typeof commentSchema>;
export type IssueAnswer = z.infer<typeof issueSchema>;

/** Who wrote something; both are empty for a deleted account. */
interface Written {
  body: string;
  login: string;
  /** An app or a bot account. */
  isBot: boolean;
  url: string;
}

export interface Comment extends Written {
  id: number;
}

export interface Issue extends Written {
  number: number;
  title: string;
  state: string;
}

export interface Numbered {
  number: number;
  url: string;
}

export interface Identified {
  id: number;
  url: string;
}

export function commentOf(answer: CommentAnswer): Comment {
  return { id: answer.id, ...writtenOf(answer) };
}

export function issueOf(answer: IssueAnswer): Issue {
  const { number, title, state } = answer;
  return { number, title, state, ...writtenOf(answer) };
}

function writtenOf({ body, user, html_url: url }: CommentAnswer): Written {
  return { body: body ?? '', login: user?.login ?? '', isBot: user?.type === 'Bot', url };
}
