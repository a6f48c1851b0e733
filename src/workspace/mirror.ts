import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { fetchingGit, type Git, readable, repositoryGit } from './git.ts';
import { demandCommit, noSuchCommit, type SourceRepository, submodulesIn } from './repository.ts';

export interface MirrorOptions {
  /** Where it is fetched from; without a password, for git has credentials of its own. */
  url: string;
  /** The bare repository; made when it is missing. */
  directory: string;
  /** `owner/name`. */
  name: string;
  /** What to start from; default: the last commit of the default branch. */
  commit?: string | undefined;
}

/** Fetches what is new into a bare clone and answers it as a place to start a task from. Throws `workspace_invalid`. */
export async function refreshMirror({ url, directory, name, commit }: MirrorOptions): Promise<SourceRepository> {
  await mkdir(directory, { recursive: true });
  const [git, far] = [repositoryGit(directory), fetchingGit(directory)];
  const made = await git.ask(['rev-parse', '--is-bare-repository']);
  if (made.stdout.trim() !== 'true') await git.run(['init', '--bare', '--quiet', '--template=', directory]);
  // The address stays out of the configuration, and results on branches of our own are never pruned.
  await demandAnswer(
    far,
    ['fetch', '--quiet', '--prune', '--no-tags', url, '+refs/heads/*:refs/remotes/origin/*'],
    name,
  );
  const baseCommit = await resolve(git, { far, url, name, commit });
  const format = await git.run(['rev-parse', '--show-object-format']);
  const listing = await git.run(['--no-replace-objects', 'ls-tree', '-r', '-z', '--full-tree', baseCommit]);
  return {
    root: directory,
    gitDirectory: directory,
    objects: join(directory, 'objects'),
    objectFormat: format.trim(),
    baseCommit,
    name,
    shallow: '',
    ignoreRules: '\n',
    submodules: submodulesIn(listing),
    warnings: [],
    bare: true,
  };
}

interface Wanted {
  far: Git;
  url: string;
  name: string;
  commit: string | undefined;
}

async function resolve(git: Git, { far, url, name, commit }: Wanted): Promise<string> {
  if (commit === undefined) {
    const head = await demandAnswer(far, ['ls-remote', '--quiet', url, 'HEAD'], name);
    const [id = ''] = head.split('\t');
    if (/^[\da-f]{40,}$/.test(id)) return id;
    throw new AutomationError('workspace_invalid', `${name} has no commit yet, and a run starts from a commit.`, {
      hint: 'Push one first.',
    });
  }
  demandCommit(commit);
  const found = await git.ask(['rev-parse', '--verify', '--quiet', `${commit}^{commit}`]);
  if (found.exitCode === 0) return found.stdout.trim();
  throw noSuchCommit(name, commit);
}

async function demandAnswer(far: Git, args: string[], name: string): Promise<string> {
  const { exitCode, stdout, stderr } = await far.ask(args);
  if (exitCode === 0) return readable(stdout);
  throw new AutomationError('workspace_invalid', `${name} could not be fetched: ${readable(stderr).trim()}`, {
    hint: 'See that git can fetch it here without asking for anything: credential helper, SSH key, network.',
    retryable: true,
  });
}
