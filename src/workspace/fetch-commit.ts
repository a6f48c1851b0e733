import { AutomationError } from '../domain/errors.ts';
import { openRemote, type RemoteOptions } from './publish/remote.ts';
import { demandCommit, inspectRepository, type SourceRepository } from './repository.ts';

/**
 * The repository around `path` at `commit`, which is fetched by its id when the checkout has not got it: a commit of a pull
 * request is on no branch. Objects come into the checkout, and nothing else of it changes. Throws `workspace_invalid`.
 */
export async function inspectAtCommit(path: string, commit: string, remote: RemoteOptions): Promise<SourceRepository> {
  const here = await inspectRepository(path);
  const found = await inspectRepository(path, commit).catch(() => undefined);
  if (found !== undefined) return found;
  await fetchCommit(here, commit, remote);
  return inspectRepository(path, commit);
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
