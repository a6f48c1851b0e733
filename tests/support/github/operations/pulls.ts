import { pullAnswer } from '../answers.ts';
import { invalid, Refusal } from '../refusal.ts';
import { type JsonObject, objectOf } from '../schema.ts';
import type { StoredIssue } from '../state.ts';
import { type Call, created, type Done, issueAt, ok } from './call.ts';
import { change, longText } from './threads.ts';

const MOST_DIFF_LINES = 20_000;

export const PULLS: Record<string, (call: Call) => Done> = {
  'pulls/list': (call) => ok(matchingPulls(call).map((issue) => pullAnswer(call, issue))),
  'pulls/create': createPull,
  'pulls/get': (call) => {
    const issue = issueAt(call, 'pull_number', true);
    return /^application\/vnd\.github(\.v3)?\.diff$/.test(call.accept) ? diff(call, issue) : whole(call, issue);
  },
  'pulls/update': (call) => ok(pullAnswer(call, change(call, issueAt(call, 'pull_number', true)))),
};

/** A fork that was deleted is null, which the description does not know. */
function whole(call: Call, issue: StoredIssue): Done {
  const done = ok(pullAnswer(call, issue));
  if (issue.pull?.headRepository !== null) return done;
  return { ...done, differs: (answer) => ({ ...answer, head: { ...objectOf(answer.head), repo: null } }) };
}

function diff({ repository }: Call, { pull }: StoredIssue): Done {
  const body = pull === undefined ? '' : repository.diffOf(pull);
  if (body.split('\n').length > MOST_DIFF_LINES) {
    const errors = [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }];
    throw new Refusal(406, `Sorry, the diff exceeded the maximum number of lines (${MOST_DIFF_LINES})`, { errors });
  }
  return { status: 200, known: null, text: { type: 'application/vnd.github.diff; charset=utf-8', body } };
}

function createPull(call: Call): Done {
  const { repository, actor, body } = call;
  const { head, base, title, draft } = body;
  const { owner } = repository;
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

function matchingPulls({ repository, query }: Call): StoredIssue[] {
  const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  return repository.issues
    .filter((issue) => issue.pull !== undefined && (state === 'all' || issue.state === state))
    .filter(({ pull }) => head === null || head === `${repository.owner}:${pull?.head}`)
    .filter(({ pull }) => base === null || base === pull?.base);
}

function missing(field: string): JsonObject {
  return { resource: 'PullRequest', field, code: 'missing_field' };
}
