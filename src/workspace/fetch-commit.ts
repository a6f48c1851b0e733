import { AutomationError } from '../domain/errors.ts';
import { openRemote, type RemoteOptions } from './publish/remote.ts';
import { demandCommit, inspectRepository, type SourceRepository } from './repository.ts';

/**
 * The repository around `path` at `commit`, which is fetched by its id when the checkout has not got it: a commit of a pull
 * request is on no branch. The branch of a result is taken at its tip: a step of a chain is told of it before its commit is known. Objects come into the checkout, and nothing else of it changes. Throws `workspace_invalid`.
 */
export async function inspectAtCommit(path: string, commit: string, remote: RemoteOptions): Promise<SourceRepository> {
  const here = await inspectRepository(path);
  if (RESULT_BRANCH.test(commit)) return inspectAtCommit(path, await tipOf(here, commit, remote), remote);
  const found = await inspectRepository(path, commit).catch(() => undefined);
  if (found !== undefined) return found;
  await fetchCommit(here, commit, remote);
  return inspectRepository(path, commit);
}

/** As `publish` names them; nothing else is taken by name. */
const RESULT_BRANCH = /^siso\/task-[A-Za-z0-9-]{1,40}$/;

async function tipOf({ gitDirectory }: SourceRepository, branch: string, options: RemoteOptions): Promise<string> {
  const remote = await openRemote(options, gitDirectory);
  const answer = await remote.ask(['ls-remote', '--quiet', remote.url, `refs/heads/${branch}`]);
  const [tip = ''] = answer.output.split(/\s/, 1);
  if (answer.done && /^[\da-f]{40,64}$/.test(tip)) return tip;
  throw new AutomationError('workspace_invalid', `${remote.url} has no branch ${branch}`, {
    hint: 'The step before this one may not have been published yet, or its branch was deleted.',
    ...(answer.done ? {} : { cause: new Error(answer.refusal.why) }),
  });
}

async function fetchCommit({ gitDirectory, shallow }: SourceRepository, commit: string, options: RemoteOptions) {
  demandCommit(commit);
  const remote = await openRemote(options, gitDirectory);
  // A checkout without its history stays one; of a whole one only what is new comes.
  const depth = shallow === '' ? [] : ['--depth=1'];
  const quiet = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
  const answer = await remote.ask(['fetch', ...quiet, ...depth, remote.url, commit]);
  if (answer.done) return;
  throw new AutomationError('workspace_invalid', `${remote.url} does not give the commit ${commit}`, {
    hint: 'Check that it is still there, and that `github-token` may read the repository.',
    cause: new Error(answer.refusal.why),
  });
}
