// What each operation of the double does, by GitHub's name for it.
import { demandPermission, type Permissions } from './permissions.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { type Json, type JsonObject, listOf, objectOf } from './schema.ts';
import type { Account, StoredComment, StoredIssue, StoredRepository } from './state.ts';

export interface Call {
  /** GitHub's name of it. */
  operation: string;
  repository: StoredRepository;
  params: Record<string, string>;
  query: URLSearchParams;
  body: JsonObject;
  actor: Account;
  permissions: Permissions;
  apiUrl: string;
  serverUrl: string;
}

export interface Done {
  status: number;
  /** What is known of the answer; the rest is made from GitHub's description. A list is cut into pages. */
  known: Json;
}

const LONGEST_BODY = 65_536;

export const OPERATIONS: Record<string, (call: Call) => Done> = {
  'repos/get': ({ repository }) => ok({ full_name: repository.name, default_branch: repository.defaultBranch }),
  'repos/get-collaborator-permission-level': permissionLevel,
  'pulls/list': (call) => ok(matchingPulls(call).map((issue) => pullAnswer(call, issue))),
  'pulls/create': createPull,
  'pulls/update': (call) => ok(pullAnswer(call, change(call, issueAt(call, 'pull_number', true)))),
  'issues/list-for-repo': (call) => ok(matchingIssues(call).map((issue) => issueAnswer(call, issue))),
  'issues/create': createIssue,
  'issues/update': (call) => ok(issueAnswer(call, change(call, issueAt(call, 'issue_number')))),
  'issues/list-comments': (call) => {
    const issue = issueAt(call, 'issue_number');
    return ok(issue.comments.map((comment) => commentAnswer(call, comment, issue)));
  },
  'issues/create-comment': (call) => {
    const issue = issueAt(call, 'issue_number');
    const comment = call.repository.addComment(issue.number, commentText(call), call.actor);
    return created(commentAnswer(call, comment, issue));
  },
  'issues/update-comment': (call) => {
    const { comment, issue } = commentAt(call);
    comment.body = commentText(call);
    return ok(commentAnswer(call, comment, issue));
  },
  'reactions/create-for-issue-comment': (call) => {
    const { comment } = commentAt(call);
    const content = String(call.body.content);
    const isNew = !comment.reactions.includes(content);
    if (isNew) comment.reactions.push(content);
    return { status: isNew ? 201 : 200, known: { content, user: userAnswer(call.actor) } };
  },
  'actions/create-workflow-dispatch': dispatch,
};

function ok(known: Json): Done {
  return { status: 200, known };
}

function created(known: Json): Done {
  return { status: 201, known };
}

function permissionLevel({ repository, params }: Call): Done {
  const member = repository.members.get(params.username ?? '');
  if (member === undefined) throw new Refusal(404, `${params.username} is not a user`);
  return ok({ permission: member.permission, role_name: member.role });
}

function createPull(call: Call): Done {
  const { repository, actor, body } = call;
  const { head, base, title, draft } = body;
  const owner = repository.name.split('/')[0];
  const branch = String(head).replace(`${owner}:`, '');
  const isOfActions = actor.login === 'github-actions[bot]';
  if (isOfActions && !repository.pullRequestsByActions)
    throw new Refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.');
  if (typeof title !== 'string') throw new Refusal(422, 'Validation Failed', { errors: [missing('title')] });
  if (!repository.hasBranch(String(base))) throw invalid('PullRequest', 'base');
  if (!repository.hasBranch(branch)) throw invalid('PullRequest', 'head');
  const isOpen = repository.issues.some(({ state, pull }) => state === 'open' && pull?.head === branch);
  if (isOpen) throw invalid('PullRequest', 'head', `A pull request already exists for ${owner}:${branch}.`);
  const pull = { head: branch, base: String(base), draft: draft === true };
  return created(pullAnswer(call, repository.addIssue({ title, body: longText(call), user: actor, pull })));
}

function createIssue(call: Call): Done {
  const { repository, actor: user, body } = call;
  const labels = listOf(body.labels).map(String);
  const issue = repository.addIssue({ title: String(body.title), body: longText(call), labels, user });
  return created(issueAnswer(call, issue));
}

function change(call: Call, issue: StoredIssue): StoredIssue {
  const { title, state } = call.body;
  if (typeof title === 'string') issue.title = title;
  if ('body' in call.body) issue.body = longText(call);
  if (state === 'open' || state === 'closed') issue.state = state;
  return issue;
}

function dispatch({ repository, params, body, serverUrl, apiUrl }: Call): Done {
  const workflow = params.workflow_id ?? '';
  const [ref, inputs, known] = [String(body.ref), objectOf(body.inputs), repository.workflows[workflow]];
  if (known === undefined) throw notFound();
  if (!repository.hasBranch(ref)) throw new Refusal(422, `No ref found for: ${ref}`);
  const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(unknown)}`);
  const runId = 1_000 + repository.dispatches.length;
  repository.dispatches.push({ workflow, ref, inputs, runId });
  if (body.return_run_details !== true) return { status: 204, known: null };
  const run = `${repository.name}/actions/runs/${runId}`;
  return ok({ workflow_run_id: runId, run_url: `${apiUrl}/repos/${run}`, html_url: `${serverUrl}/${run}` });
}

function issueAt(call: Call, name: string, isPull = false): StoredIssue {
  const issue = call.repository.issues.find(({ number }) => number === Number(call.params[name]));
  if (issue === undefined || (isPull && issue.pull === undefined)) throw notFound();
  return allowed(call, issue);
}

function commentAt(call: Call): { comment: StoredComment; issue: StoredIssue } {
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

function matchingPulls({ repository, query }: Call): StoredIssue[] {
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const owner = repository.name.split('/')[0];
  return repository.issues
    .filter((issue) => issue.pull !== undefined && (state === 'all' || issue.state === state))
    .filter(({ pull }) => head === null || head === `${owner}:${pull?.head}`)
    .filter(({ pull }) => base === null || base === pull?.base);
}

function matchingIssues({ repository, query }: Call): StoredIssue[] {
  const state = query.get('state') ?? 'open';
  const labels = query.get('labels')?.split(',') ?? [];
  const found = repository.issues
    .filter((issue) => state === 'all' || issue.state === state)
    .filter((issue) => labels.every((label) => issue.labels.includes(label)));
  return query.get('direction') === 'asc' ? found : found.reverse();
}

function commentText(call: Call): string {
  const text = String(call.body.body);
  if (text.trim() === '') throw invalid('IssueComment', 'body', 'Body cannot be blank');
  return longText(call, 'IssueComment') ?? '';
}

function longText({ body: { body = null } }: Call, resource = 'Issue'): string | null {
  if (body !== null && String(body).length > LONGEST_BODY)
    throw invalid(resource, 'body', `body is too long (maximum is ${LONGEST_BODY} characters)`);
  return body === null ? null : String(body);
}

function missing(field: string): JsonObject {
  return { resource: 'PullRequest', field, code: 'missing_field' };
}

function userAnswer({ login, type }: Account): JsonObject {
  return { login, type };
}

function commentAnswer(
  { repository, apiUrl, serverUrl }: Call,
  comment: StoredComment,
  issue: StoredIssue,
): JsonObject {
  const { id, body, user } = comment;
  return {
    ...{ id, body, user: userAnswer(user), author_association: 'NONE' },
    url: `${apiUrl}/repos/${repository.name}/issues/comments/${id}`,
    html_url: `${serverUrl}/${repository.name}/issues/${issue.number}#issuecomment-${id}`,
  };
}

function issueAnswer({ repository, serverUrl }: Call, issue: StoredIssue): JsonObject {
  const { number, title, body, state, labels, user, pull, comments } = issue;
  const html_url = `${serverUrl}/${repository.name}/${pull === undefined ? 'issues' : 'pull'}/${number}`;
  const link = pull === undefined ? {} : { pull_request: { html_url } };
  const named = labels.map((name) => ({ name }));
  const user_ = userAnswer(user);
  return {
    id: number,
    number,
    title,
    body,
    state,
    labels: named,
    user: user_,
    html_url,
    comments: comments.length,
    ...link,
  };
}

function pullAnswer(
  { repository, serverUrl }: Call,
  { number, title, body, state, user, pull }: StoredIssue,
): JsonObject {
  const html_url = `${serverUrl}/${repository.name}/pull/${number}`;
  const [head, base] = [pull?.head ?? '', pull?.base ?? ''].map((ref) => ({
    ref,
    repo: { full_name: repository.name },
  }));
  return { number, title, body, state, user: userAnswer(user), html_url, head: head ?? {}, base: base ?? {} };
}
