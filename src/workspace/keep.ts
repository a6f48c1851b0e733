import { AutomationError } from '../domain/errors.ts';
import { type Git, repositoryGit, sendObjects } from './git.ts';
import type { SourceRepository } from './repository.ts';

const IDENTITY = 'SISO Automation <siso-automation@localhost>';

/** A commit in the user's repository and the branch that points to it. */
export interface KeptChanges {
  branch: string;
  commit: string;
}

interface Result {
  git: Git;
  gitDirectory: string;
  /** Id of the tree object. */
  tree: string;
}

/**
 * Writes a tree as a commit on the new branch `branch` of the user's repository. Working tree, index, HEAD and
 * every other reference stay as they are. Throws `workspace_invalid` when the branch exists.
 */
export async function keepTree(
  result: Result,
  { source, branch, message }: { source: SourceRepository; branch: string; message: string },
): Promise<KeptChanges> {
  const commit = await writeCommit(result, { parent: source.baseCommit, message });
  const revisions = [commit, `^${source.baseCommit}`];
  await sendObjects({ gitDirectory: result.gitDirectory, revisions }, source.gitDirectory);
  const absent = '0'.repeat(commit.length);
  const update = ['update-ref', '-m', 'siso: result of a task', `refs/heads/${branch}`, commit, absent];
  const updated = await repositoryGit(source.gitDirectory).ask(update);
  if (updated.exitCode === 0) return { branch, commit };
  throw new AutomationError('workspace_invalid', `The branch ${branch} could not be made: ${updated.stderr.trim()}`, {
    hint: `If it exists, rename it with \`git branch -m ${branch} ${branch}-old\`. The result is commit ${commit}.`,
  });
}

async function writeCommit(
  { git, tree }: Result,
  { parent, message }: { parent: string; message: string },
): Promise<string> {
  const text = `${message.replaceAll('\0', '').trim()}\n\nSigned-off-by: ${IDENTITY}\n`;
  const identity = ['-c', 'user.name=SISO Automation', '-c', 'user.email=siso-automation@localhost'];
  const written = await git.run([...identity, 'commit-tree', tree, '-p', parent], Buffer.from(text).toString('latin1'));
  return written.trim();
}
