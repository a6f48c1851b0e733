import { loadNetwork } from '../../config/index.ts';
import { neutralise } from '../../domain/neutral-text.ts';
import { pushResult } from '../../workspace/index.ts';
import type { Place, StepContext } from '../context.ts';
import { withGitHub } from '../github.ts';
import { saidOf } from '../job-log.ts';

/** A commit that is to become a branch of the repository on GitHub. */
export interface Result {
  gitDirectory: string;
  commit: string;
  branch: string;
  taskId: string;
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
  const { inputs, job } = context;
  const { gitDirectory, commit, branch, taskId } = result;
  const outcome = await pushResult({
    ...{ gitDirectory, commit, branch, taskId },
    token: inputs.githubToken ?? '',
    remoteUrl: `${job.serverUrl}/${job.repository}.git`,
    network: await loadNetwork(place.surroundings.settings.network),
  });
  if (!outcome.pushed) return { refused: `${outcome.why} ${outcome.hint}` };
  return { branch: outcome.branch, ...(await openPullRequest(context, { ...result, branch: outcome.branch })) };
}

/** What GitHub refuses is a note: the branch is there. */
async function openPullRequest(context: StepContext, result: Result): Promise<Omit<Pushed, 'branch'>> {
  const { job } = context;
  const { title, body, branch: head } = result;
  try {
    const pullRequest = await withGitHub(context, async (github) => {
      const base = job.baseRef || (job.isBranch ? job.refName : await github.defaultBranch(job.repository));
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
