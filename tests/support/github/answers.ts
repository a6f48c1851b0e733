// What GitHub shows of what is stored, in answers and in webhooks alike. What is not known here is made from the description.
import { createHash } from 'node:crypto';
import type { JsonObject } from './schema.ts';
import type { Account, StoredComment, StoredIssue, StoredRepository, StoredRun } from './state.ts';

export interface Shown {
  repository: StoredRepository;
  apiUrl: string;
  serverUrl: string;
}

export function userAnswer({ login, type }: Account): JsonObject {
  return { login, type, id: numberOf(login) };
}

/** The same for the same name, as ids are. */
export function numberOf(name: string): number {
  return createHash('sha1').update(name.toLowerCase()).digest().readUInt32BE(0);
}

export function repositoryAnswer({ repository, apiUrl, serverUrl }: Shown): JsonObject {
  const { id, name: full_name, defaultBranch: default_branch, owner } = repository;
  const urls = { url: `${apiUrl}/repos/${full_name}`, html_url: `${serverUrl}/${full_name}` };
  const name = full_name.slice(owner.length + 1);
  return { id, name, full_name, default_branch, owner: userAnswer({ login: owner, type: 'User' }), ...urls };
}

export function commentAnswer(
  { repository, apiUrl, serverUrl }: Shown,
  comment: StoredComment,
  issue: StoredIssue,
): JsonObject {
  const { id, body, user, createdAt: created_at, updatedAt: updated_at } = comment;
  const at = `${apiUrl}/repos/${repository.name}/issues`;
  return {
    ...{ id, body, user: userAnswer(user), author_association: 'NONE', created_at, updated_at },
    url: `${at}/comments/${id}`,
    issue_url: `${at}/${issue.number}`,
    html_url: `${linkTo({ repository, serverUrl }, issue)}#issuecomment-${id}`,
  };
}

export function issueAnswer(shown: Shown, issue: StoredIssue): JsonObject {
  const { number, title, body, state, locked, user, pull, comments } = issue;
  const html_url = linkTo(shown, issue);
  return {
    ...{ id: shown.repository.id * 10_000 + number, number, title, body, state, locked, html_url },
    ...{ created_at: issue.createdAt, updated_at: issue.updatedAt },
    labels: issue.labels.map((name) => ({ name })),
    user: userAnswer(user),
    comments: comments.length,
    ...(pull === undefined ? {} : { pull_request: pullLinks(shown, number) }),
  };
}

function pullLinks({ repository, apiUrl, serverUrl }: Shown, number: number): JsonObject {
  const html_url = `${serverUrl}/${repository.name}/pull/${number}`;
  const url = `${apiUrl}/repos/${repository.name}/pulls/${number}`;
  return { url, html_url, diff_url: `${html_url}.diff`, patch_url: `${html_url}.patch`, merged_at: null };
}

export function pullAnswer(shown: Shown, issue: StoredIssue): JsonObject {
  const { repository } = shown;
  const { number, title, body, state, locked, user, pull } = issue;
  const { head = '', base = '', draft = false, headSha, headRepository = repository.name } = pull ?? {};
  const shas = { head: headSha ?? repository.shaOf(head), base: repository.shaOf(base) };
  return {
    ...{ number, title, body, state, locked, draft, user: userAnswer(user), html_url: linkTo(shown, issue) },
    head: { ref: head, sha: shas.head, repo: { full_name: headRepository ?? 'ghost/gone' } },
    base: { ref: base, sha: shas.base, repo: { full_name: repository.name } },
  };
}

export function runAnswer({ repository, apiUrl, serverUrl }: Shown, run: StoredRun): JsonObject {
  const { id, workflow, title, event, status, conclusion, attempt, branch, actor, createdAt } = run;
  const at = `${repository.name}/actions/runs/${id}`;
  const people = { actor: userAnswer(actor), triggering_actor: userAnswer(actor) };
  return {
    ...{ id, event, status, conclusion, run_attempt: attempt, display_title: title, head_branch: branch, ...people },
    ...{ name: workflow, path: `.github/workflows/${workflow}`, head_sha: repository.shaOf(branch) },
    ...{ created_at: createdAt, updated_at: createdAt, run_started_at: createdAt },
    ...{ url: `${apiUrl}/repos/${at}`, html_url: `${serverUrl}/${at}` },
  };
}

function linkTo(
  { repository, serverUrl }: Pick<Shown, 'repository' | 'serverUrl'>,
  { number, pull }: Pick<StoredIssue, 'number' | 'pull'>,
): string {
  return `${serverUrl}/${repository.name}/${pull === undefined ? 'issues' : 'pull'}/${number}`;
}
