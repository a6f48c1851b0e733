import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Contexts } from './expressions.ts';
import type { Job } from './job.ts';
import type { CompositeOptions, Result, StepEnd } from './types.ts';

/** Values of the github context that become variables of a step, `GITHUB_` before their names. */
const EXPORTED = new Set([
  ...['action', 'action_path', 'action_ref', 'action_repository', 'actor', 'actor_id', 'api_url', 'base_ref', 'env'],
  ...[
    'event_name',
    'event_path',
    'graphql_url',
    'head_ref',
    'job',
    'output',
    'path',
    'ref',
    'ref_name',
    'ref_protected',
  ],
  ...['ref_type', 'repository', 'repository_id', 'repository_owner', 'repository_owner_id', 'retention_days'],
  ...['run_attempt', 'run_id', 'run_number', 'server_url', 'sha', 'state', 'step_summary', 'triggering_actor'],
  ...['workflow', 'workflow_ref', 'workflow_sha', 'workspace'],
]);

/** The contexts that are the same for all steps. Writes the payload of the event to a file, as the runner does. */
export function jobContexts({ options }: Job): Contexts {
  const { github = {}, runner, workspace, actionFolder } = options;
  const text = (name: string, absent: string) => (typeof github[name] === 'string' ? github[name] : absent);
  const repository = text('repository', 'octo/example');
  const ref = text('ref', 'refs/heads/main');
  const actor = text('actor', 'octocat');
  const server = text('server_url', 'https://github.com');
  return {
    github: {
      ...{ action: '__self', actor, triggering_actor: actor, actor_id: '1', repository, repository_id: '1' },
      ...{ repository_owner: repository.split('/')[0], repository_owner_id: '1', event_name: 'push', event: {} },
      ...{
        ref,
        ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
        ref_protected: false,
        base_ref: '',
        head_ref: '',
      },
      ...{ ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch', sha: '0'.repeat(40), retention_days: '90' },
      ...{ run_id: '1', run_number: '1', run_attempt: '1', job: 'job', workflow: 'workflow', token: '' },
      ...{ server_url: server, api_url: 'https://api.github.com', graphql_url: 'https://api.github.com/graphql' },
      ...github,
      // In steps of a composite action both are empty, a known gap of the runner.
      ...{ action_repository: '', action_ref: '', action_path: resolve(actionFolder), workspace: resolve(workspace) },
      event_path: writeEvent(runner.temp, github.event ?? {}),
    },
    runner: {
      os: 'Linux',
      arch: 'X64',
      name: 'not GitHub',
      environment: 'github-hosted',
      ...runner,
      ...debugOf(options),
    },
    strategy: {},
    matrix: {},
  };
}

function debugOf({ debug }: CompositeOptions): Record<string, string> {
  return debug ? { debug: '1' } : {};
}

function writeEvent(temp: string, event: unknown): string {
  const folder = join(temp, '_github_workflow');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'event.json');
  writeFileSync(file, JSON.stringify(event, undefined, 2));
  return file;
}

/** What expressions of one step see, but `env`; `status` is that of the action so far. */
export function stepContexts(shared: Contexts, own: { job: Job; steps: StepEnd[]; status: Result }): Contexts {
  const { job, steps, status } = own;
  const github = { ...asRecord(shared.github), action_status: status };
  return { ...shared, github, job: { status: job.status }, steps: asSteps(steps) };
}

/** Steps without an id of their own are in no context. */
function asSteps(steps: StepEnd[]): Contexts {
  const named = steps.filter(({ id }) => !id.startsWith('__'));
  return Object.fromEntries(
    named.map(({ id, outputs, outcome, conclusion }) => [id, { outputs, outcome, conclusion }]),
  );
}

/** The environment of a script: what the runner has, then `env`, then what GitHub sets and nobody can change. */
export function scriptEnvironment(job: Job, env: Record<string, string>, contexts: Contexts): Record<string, string> {
  const { machine = {}, idToken, runner } = job.options;
  const github = Object.entries(asRecord(contexts.github)).filter(([name]) => EXPORTED.has(name));
  const both = [
    ...github.map(asVariable('GITHUB')),
    ...Object.entries(asRecord(contexts.runner)).map(asVariable('RUNNER')),
  ];
  return {
    ...{ HOME: homeOf(runner.temp), LANG: 'C.UTF-8', CI: 'true', ...machine, ...env },
    ...Object.fromEntries(both.filter(([, value]) => value !== undefined)),
    ...(idToken && { ACTIONS_ID_TOKEN_REQUEST_URL: idToken.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: idToken.token }),
    ...{ PATH: job.pathOver(env.PATH), GITHUB_ACTIONS: 'true', RUNNER_TRACKING_ID: job.trackingId },
  };
}

function homeOf(temp: string): string {
  const home = join(temp, '_home');
  mkdirSync(home, { recursive: true });
  return home;
}

function asVariable(prefix: string) {
  return ([name, value]: [string, unknown]): [string, string | undefined] => [
    `${prefix}_${name.toUpperCase()}`,
    typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined,
  ];
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
