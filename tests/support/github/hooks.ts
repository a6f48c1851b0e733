// Payloads of webhooks as GitHub sends them: its own examples, with what the double remembers in the place of theirs.
import { createRequire } from 'node:module';
import { z } from 'zod';
import { commentAnswer, issueAnswer, repositoryAnswer, runAnswer, type Shown, userAnswer } from './answers.ts';
import type { StoredApp } from './app.ts';
import type { GitHubDouble } from './double.ts';
import { type Json, type JsonObject, objectOf } from './schema.ts';
import type { Account, StoredComment, StoredIssue } from './state.ts';

const require = createRequire(import.meta.url);
const EXAMPLES = z
  .array(z.object({ name: z.string(), examples: z.array(z.record(z.string(), z.json())) }))
  .parse(require('@octokit/webhooks-examples'));

export interface CommentHook {
  comment: number;
  action: 'created' | 'edited' | 'deleted';
  /** Of an edited one: what it said before. */
  from?: string;
  /** Who did it. Default: who wrote it. */
  sender?: Account;
}

/** `issue_comment`. The comment is as it is now; what was removed is still known. */
export function commentPayload(double: GitHubDouble, repository: string, hook: CommentHook): JsonObject {
  const shown = shownOf(double, repository);
  const { comment, issue } = commentOf(shown, hook.comment);
  const { action, from = 'Before', sender = comment.user } = hook;
  const base = exampleOf('issue_comment', action, shown);
  return {
    ...over(base, {
      issue: issueAnswer(shown, issue),
      comment: commentAnswer(shown, comment, issue),
      ...(action === 'edited' ? { changes: { body: { from } } } : {}),
    }),
    ...around(double, shown, sender),
    action,
  };
}

function commentOf({ repository }: Shown, id: number): { comment: StoredComment; issue: StoredIssue } {
  const found = repository.comment(id) ?? repository.removedComments.find(({ comment }) => comment.id === id);
  if (found === undefined) throw new Error(`${repository.name} never had a comment ${id}`);
  return found;
}

/** `workflow_run`, completed. */
export function runPayload(double: GitHubDouble, repository: string, id: number): JsonObject {
  const shown = shownOf(double, repository);
  const run = shown.repository.runs.find((each) => each.id === id);
  if (run === undefined) throw new Error(`${repository} has no run ${id}`);
  const workflow_run = { ...runAnswer(shown, run), repository: repositoryAnswer(shown), pull_requests: [] };
  const workflow = { name: run.workflow, path: `.github/workflows/${run.workflow}` };
  const base = over(exampleOf('workflow_run', 'completed', shown), { workflow_run, workflow });
  return { ...base, ...around(double, shown, run.actor) };
}

/** `installation`: the app was installed, uninstalled, suspended… */
export function installationPayload(
  app: StoredApp,
  id: number,
  action: 'created' | 'deleted' | 'suspend' | 'unsuspend' | 'new_permissions_accepted',
): JsonObject {
  const found = app.installations.find((each) => each.id === id);
  const account: Account = { login: found?.account ?? 'nobody', type: 'User' };
  const permissions = { ...found?.permissions, metadata: 'read' };
  const installation = { id, app_id: app.id, app_slug: app.slug, account: userAnswer(account), permissions };
  const example = EXAMPLES.find(({ name }) => name === 'installation')?.examples.find((each) => each.action === action);
  if (example === undefined) throw new Error(`There is no example of installation ${action}`);
  return { ...over(example, { installation }), sender: userAnswer(account) };
}

function shownOf(double: GitHubDouble, name: string): Shown {
  const repository = double.repositories.get(name);
  if (repository === undefined) throw new Error(`The double has no repository ${name}`);
  return { repository, apiUrl: double.apiUrl, serverUrl: double.serverUrl };
}

/** What every payload about a repository has; `installation` where an app hears of it. */
function around(double: GitHubDouble, shown: Shown, sender: Account): JsonObject {
  const owner = shown.repository.owner.toLowerCase();
  const installed = double.apps
    .flatMap(({ installations }) => installations)
    .find(({ account }) => account.toLowerCase() === owner);
  const node_id = Buffer.from(`Installation${installed?.id}`).toString('base64');
  return {
    sender: userAnswer(sender),
    ...(installed === undefined ? {} : { installation: { id: installed.id, node_id } }),
  };
}

/** GitHub's example, of this repository. `organization` is left out: the double's owners are people. */
function exampleOf(event: string, action: string, shown: Shown): JsonObject {
  const all = EXAMPLES.find(({ name }) => name === event)?.examples.filter((each) => each.action === action) ?? [];
  const [example] = all;
  if (example === undefined) throw new Error(`There is no example of ${event} ${action}`);
  const theirs = String(objectOf(example.repository).full_name);
  const text = JSON.stringify(example)
    .replaceAll(theirs, shown.repository.name)
    .replaceAll('https://api.github.com', shown.apiUrl)
    .replaceAll('https://github.com', shown.serverUrl);
  const { organization: _, installation: __, ...rest } = z.record(z.string(), z.json()).parse(JSON.parse(text));
  return over(rest, { repository: repositoryAnswer(shown) });
}

/** Fields of `known` in the place of those of `base`; a list is taken as it is. */
function over(base: JsonObject, known: JsonObject): JsonObject {
  const merged = Object.entries(known).map(([name, value]): [string, Json] => {
    const isBoth = isObject(base[name]) && isObject(value);
    return [name, isBoth ? over(objectOf(base[name]), objectOf(value)) : value];
  });
  return { ...base, ...Object.fromEntries(merged) };
}

function isObject(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
