import { neutralise } from '../../domain/neutral-text.ts';
import { pushResult } from '../../workspace/index.ts';
import type { Place, StepContext } from '../context.ts';
import { withGitHub } from '../github.ts';
import { saidOf } from '../job-log.ts';
import { remoteOf } from '../remote.ts';
import type { Job } from '../runner.ts';

/** A commit that is to become a branch of the repository on GitHub. */
export interface Result {
  gitDirectory: string;
  commit: string;
  branch: string;
  taskId: string;
  /** That the task names for its pull request. */
  targetBranch: string | undefined;
  /** Of the pull request. */
  title: string;
  body: string;
}

export interface Pushed {
  branch: string;
  pullRequest?: { url: string; number: number } | undefined;
  /** What went otherwise than asked for. */
  notes: string[];
}

/** Pushes a result and opens its pull request, or writes the open one anew. A refused push is a sentence. */
export async function pushChanges(
  context: StepContext,
  place: Place,
  result: Result,
): Promise<Pushed | { refused: string }> {
  const { gitDirectory, commit, branch, taskId } = result;
  const outcome = await pushResult({
    ...{ gitDirectory, commit, branch, taskId },
    ...(await remoteOf(context, place)),
  });
  if (!outcome.pushed) return { refused: `${outcome.why} ${outcome.hint}` };
  return { branch: outcome.branch, ...(await openPullRequest(context, { ...result, branch: outcome.branch })) };
}

/** Changes made on a pull request go into it; made on a branch, to that branch. */
function branchOf({ event, payload, repository, isBranch, refName, baseRef }: Job): string | undefined {
  const { pull_request: pull } = payload;
  const isOfHead = event === 'pull_request' || event.startsWith('pull_request_review');
  if (isOfHead && pull?.head.repo?.full_name === repository && pull.head.ref !== undefined) return pull.head.ref;
  if (baseRef !== '') return baseRef;
  return isBranch && !refName.startsWith('gh-readonly-queue/') ? refName : undefined;
}

/** What GitHub refuses is a note: the branch is there. */
async function openPullRequest(context: StepContext, result: Result): Promise<Omit<Pushed, 'branch'>> {
  const { inputs, job } = context;
  const { title, body, branch: head } = result;
  try {
    const pullRequest = await withGitHub(context, async (github) => {
      const base = inputs.base ?? result.targetBranch ?? branchOf(job) ?? (await github.defaultBranch(job.repository));
      const open = await github.findPullRequest(job.repository, { head, base });
      return open === undefined
        ? await github.createPullRequest(job.repository, { title, body, head, base })
        : await github.updatePullRequest(job.repository, open.number, { body });
    });
    return { pullRequest, notes: job.ownToken ? [STARTS_NOTHING] : [] };
  } catch (error) {
    return { notes: [`The branch ${head} was pushed, but it has no pull request: ${neutralise(saidOf(error), 800)}`] };
  }
}

const STARTS_NOTHING =
  'The pull request was made with the token of the job, so it starts no other workflows. Give `github-token` the token of a GitHub App to have them run.';
