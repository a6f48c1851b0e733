import { commentAnswer, issueAnswer, userAnswer } from '../answers.ts';
import { invalid, notFound, Refusal } from '../refusal.ts';
import { type JsonObject, listOf } from '../schema.ts';
import type { StoredIssue, StoredReaction } from '../state.ts';
import { type Call, commentAt, created, type Done, issueAt, ok } from './call.ts';

const LONGEST_BODY = 65_536;

/** Issues, comments and reactions. */
export const THREADS: Record<string, (call: Call) => Done> = {
  'issues/get': (call) => ok(issueAnswer(call, issueAt(call, 'issue_number'))),
  'issues/list-for-repo': (call) => ok(matchingIssues(call).map((issue) => issueAnswer(call, issue))),
  'issues/create': createIssue,
  'issues/update': (call) => ok(issueAnswer(call, change(call, issueAt(call, 'issue_number')))),
  'issues/list-comments': (call) => {
    const issue = issueAt(call, 'issue_number');
    return ok(issue.comments.map((comment) => commentAnswer(call, comment, issue)));
  },
  'issues/get-comment': (call) => {
    const { comment, issue } = commentAt(call);
    return ok(commentAnswer(call, comment, issue));
  },
  'issues/create-comment': (call) => {
    const issue = issueAt(call, 'issue_number');
    if (issue.locked) throw new Refusal(403, 'Unable to create comment because issue is locked.');
    const comment = call.repository.addComment(issue.number, commentText(call), call.actor);
    return created(commentAnswer(call, comment, issue));
  },
  'issues/update-comment': (call) => {
    const { comment, issue } = commentAt(call);
    call.repository.editComment(comment.id, commentText(call));
    return ok(commentAnswer(call, comment, issue));
  },
  'reactions/list-for-issue-comment': (call) => {
    const wanted = call.query.get('content');
    const { reactions } = commentAt(call).comment;
    return ok(reactions.filter(({ content }) => wanted === null || content === wanted).map(reactionAnswer));
  },
  'reactions/create-for-issue-comment': (call) => {
    const { reactions } = commentAt(call).comment;
    const content = String(call.body.content);
    const known = reactions.find((each) => each.content === content && each.user.login === call.actor.login);
    if (known !== undefined) return ok(reactionAnswer(known));
    const made = { id: call.repository.nextId(), content, user: call.actor };
    reactions.push(made);
    return created(reactionAnswer(made));
  },
  'reactions/delete-for-issue-comment': (call) => {
    const { reactions } = commentAt(call).comment;
    const found = reactions.find(({ id }) => id === Number(call.params.reaction_id));
    if (found === undefined || found.user.login !== call.actor.login) throw notFound();
    reactions.splice(reactions.indexOf(found), 1);
    return { status: 204, known: null };
  },
};

function reactionAnswer({ id, content, user }: StoredReaction): JsonObject {
  return { id, content, user: userAnswer(user) };
}

function createIssue(call: Call): Done {
  const { repository, actor: user, body } = call;
  const labels = listOf(body.labels).map(String);
  const issue = repository.addIssue({ title: String(body.title), body: longText(call), labels, user });
  return created(issueAnswer(call, issue));
}

export function change(call: Call, issue: StoredIssue): StoredIssue {
  const { title, state } = call.body;
  if (typeof title === 'string') issue.title = title;
  if ('body' in call.body) issue.body = longText(call);
  if (state === 'open' || state === 'closed') issue.state = state;
  return issue;
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

export function longText({ body: { body = null } }: Call, resource = 'Issue'): string | null {
  if (body !== null && String(body).length > LONGEST_BODY)
    throw invalid(resource, 'body', `body is too long (maximum is ${LONGEST_BODY} characters)`);
  return body === null ? null : String(body);
}
