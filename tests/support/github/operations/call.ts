import { demandPermission, type Permissions } from '../permissions.ts';
import { notFound } from '../refusal.ts';
import type { Json, JsonObject } from '../schema.ts';
import type { Account, StoredComment, StoredIssue, StoredRepository } from '../state.ts';

/** What every request has. */
export interface Asked {
  /** GitHub's name of it. */
  operation: string;
  params: Record<string, string>;
  query: URLSearchParams;
  body: JsonObject;
  /** The media type that is asked for. */
  accept: string;
  apiUrl: string;
  serverUrl: string;
}

/** About a repository. */
export interface Call extends Asked {
  repository: StoredRepository;
  actor: Account;
  permissions: Permissions;
  /** Without `return_run_details`. */
  isOld: boolean;
}

export interface Done {
  status: number;
  /** What is known of the answer; the rest is made from GitHub's description. A list is cut into pages, unless it has a `cursor`. */
  known: Json;
  /** Of the next page, `null` for none. */
  cursor?: string | null;
  /** Where GitHub answers otherwise than it describes. */
  differs?: (answer: JsonObject) => JsonObject;
  /** Instead of JSON. */
  text?: { type: string; body: string };
}

export function ok(known: Json): Done {
  return { status: 200, known };
}

export function created(known: Json): Done {
  return { status: 201, known };
}

export function issueAt(call: Call, name: string, isPull = false): StoredIssue {
  const issue = call.repository.issues.find(({ number }) => number === Number(call.params[name]));
  if (issue === undefined || (isPull && issue.pull === undefined)) throw notFound();
  return allowed(call, issue);
}

export function commentAt(call: Call): { comment: StoredComment; issue: StoredIssue } {
  const found = call.repository.comment(Number(call.params.comment_id));
  if (found === undefined) throw notFound();
  allowed(call, found.issue);
  return found;
}

/** What is a pull request and what is not have permissions of their own. */
function allowed({ operation, permissions }: Call, issue: StoredIssue): StoredIssue {
  if (issue.pull === undefined) demandPermission(operation, permissions, 'issue');
  return issue;
}

/** Of a list that is part of an answer. */
export function pageOf<T>(list: readonly T[], { query }: Asked): T[] {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)];
  return list.slice((page - 1) * size, page * size);
}
