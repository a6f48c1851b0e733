import { AutomationError } from '../domain/errors.ts';
import { type CommitText, writeCommit } from './commit.ts';
import { type Git, repositoryGit, sendObjects } from './git.ts';
import type { SourceRepository } from './repository.ts';

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
 * Writes a tree as a commit on a new branch of the user's repository: `branch`, or `branch-2` and so on where it exists.
 * Working tree, index, HEAD and every other reference stay as they are. Throws `workspace_invalid`.
 */
export async function keepTree(
  result: Result,
  { source, branch, text }: { source: SourceRepository; branch: string; text: CommitText },
): Promise<KeptChanges> {
  const commit = await writeCommit(result.git, { ...text, tree: result.tree, parent: source.baseCommit });
  const revisions = [commit, `^${source.baseCommit}`];
  await sendObjects({ gitDirectory: result.gitDirectory, revisions }, source.gitDirectory);
  return { branch: await makeBranch(repositoryGit(source.gitDirectory), { branch, commit }), commit };
}

const MOST_ATTEMPTS = 1_000;

/** Makes `branch` or, where an earlier attempt of the task has it, `branch-2` and so on. Never moves one that is there. */
async function makeBranch(git: Git, { branch, commit }: KeptChanges): Promise<string> {
  const absent = '0'.repeat(commit.length);
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? branch : `${branch}-${attempt}`;
    const made = await git.ask(['update-ref', '-m', 'siso: result of a task', `refs/heads/${name}`, commit, absent]);
    if (made.exitCode === 0) return name;
    const taken = await git.ask(['show-ref', '--verify', '--quiet', `refs/heads/${name}`]);
    if (taken.exitCode === 0 && attempt < MOST_ATTEMPTS) continue;
    throw new AutomationError('workspace_invalid', `The branch ${name} could not be made: ${made.stderr.trim()}`, {
      hint: `Look at it with \`git branch --list '${branch}*'\`. The result is commit ${commit}.`,
    });
  }
}
