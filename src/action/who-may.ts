import { AutomationError } from '../domain/errors.ts';
import type { Role } from '../github/index.ts';
import type { Job } from './runner.ts';

/** Events that only those can cause who may write to the repository, or that nobody causes. */
const TRUSTED_EVENTS = new Set([
  ...['push', 'schedule', 'workflow_dispatch', 'repository_dispatch', 'workflow_call', 'release'],
  ...['create', 'delete', 'deployment', 'deployment_status', 'merge_group', 'registry_package'],
]);
const MAY: readonly Role[] = ['admin', 'maintain', 'write'];

/** Asks what somebody may do in a repository. Rejects when that cannot be found out. */
export type AskRole = (repository: string, login: string) => Promise<Role>;

/**
 * The bot's rule for events that people start: the text of an issue must not drain a budget. Throws `forbidden` unless the
 * actor may write, also when nobody can tell.
 */
export async function demandRights(job: Job, askRole: AskRole): Promise<void> {
  refuseForeignRun(job);
  // What follows another workflow was caused by whoever caused that one.
  const { event = job.event } = (job.event === 'workflow_run' && job.payload.workflow_run) || {};
  if (TRUSTED_EVENTS.has(event)) return;
  const who = `${job.actor || 'the actor'} of the event ${job.event || '(none)'}`;
  if (job.actor === '' || job.actor.endsWith('[bot]'))
    throw new AutomationError('forbidden', `Nothing is run for ${who}: apps are not asked for`, {
      hint: 'Start the workflow by another event, such as workflow_dispatch, when an app shall cause it.',
    });
  const role = await askRole(job.repository, job.actor).catch((cause: unknown) => {
    throw new AutomationError('forbidden', `What ${who} may do in ${job.repository} could not be found out`, {
      hint: 'Give `github-token` a token that may read the repository, then run the job again.',
      cause,
    });
  });
  if (MAY.includes(role)) return;
  throw new AutomationError('forbidden', `Nothing is run for ${who}, who has the role ${role} in ${job.repository}`, {
    hint: 'Somebody with write access can run it, for instance by running the job again.',
  });
}

/** Anybody can cause a run by a pull request from a fork, and with it whatever follows that run. Throws `forbidden`. */
function refuseForeignRun({ event, payload, repository }: Job): void {
  const { workflow_run: run } = payload;
  if (event !== 'workflow_run' || run?.head_repository.full_name === repository) return;
  // GitHub names none when the fork was deleted since.
  const fork = run === undefined ? 'a fork' : `the fork ${run.head_repository.full_name}`;
  throw new AutomationError('forbidden', `Nothing is run after a workflow of ${fork}`, {
    hint: 'Start the task by hand, once somebody has looked at the changes.',
  });
}

/**
 * A checkout of what a stranger wrote, in a job that has the secrets of the repository. Head and merge commit have it, and
 * whatever was made of them in the job; known to be free of it are the commits of the base. Throws `forbidden`.
 */
export function refuseForeignHead(job: Job, checkedOut: string): void {
  const { pull_request: pull } = job.payload;
  if (job.event !== 'pull_request_target' || checkedOut === job.sha || checkedOut === pull?.base.sha) return;
  throw new AutomationError(
    'forbidden',
    'pull_request_target with a checkout of the head runs what a stranger wrote with your secrets',
    {
      hint: "Leave out `ref` of actions/checkout, which checks out the base's commit, or use the event pull_request.",
    },
  );
}
