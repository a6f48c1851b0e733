import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { type Git, privateGit } from '../git.ts';
import { RAW_BYTES } from '../git-directory.ts';

/** A repository whose objects are read, and a commit of it; nothing else of it is ever looked at. */
export interface Lender {
  /** Absolute; of a linked worktree its own. */
  gitDirectory: string;
  /** The whole id of a commit. */
  commit: string;
}

/** A new git directory that borrows the objects of another. */
export interface Borrowed {
  git: Git;
  gitDirectory: string;
}

/**
 * Makes the git directory `gitDirectory` with the lender's objects and its cut of history: no configuration, reference or hook
 * of it. Starts one process, to see that the commit is there. Throws `workspace_invalid`.
 */
export async function borrow(lender: Lender, gitDirectory: string): Promise<Borrowed> {
  requireCommitId(lender.commit);
  const common = await commonDirectory(lender.gitDirectory);
  const shallow = await readFile(join(common, 'shallow'), 'utf8').catch(() => '');
  const folders = ['objects/info', 'refs/heads', 'info', 'empty'].map((name) => join(gitDirectory, name));
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
  const files = {
    HEAD: `${lender.commit}\n`,
    // What a remote is told that is here, when one asks it for something.
    'refs/heads/result': `${lender.commit}\n`,
    config: configuration(lender.commit),
    'objects/info/alternates': `${join(common, 'objects')}\n`,
    'info/attributes': RAW_BYTES,
    ...(shallow === '' ? {} : { shallow }),
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(gitDirectory, name), text)));
  const git = privateGit(gitDirectory, join(gitDirectory, 'empty'));
  const found = await git.ask(['cat-file', '-e', `${lender.commit}^{commit}`]);
  if (found.exitCode === 0) return { git, gitDirectory };
  throw new AutomationError(
    'workspace_invalid',
    `The repository ${lender.gitDirectory} has no commit ${lender.commit}.`,
    {
      hint: 'Check out that commit: give it to actions/checkout as `ref`.',
    },
  );
}

/** Does `work` with a borrowing git directory in the system's temporary folder, which is gone afterwards. */
export async function whileBorrowing<Result>(
  lender: Lender,
  work: (borrowed: Borrowed) => Promise<Result>,
): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'siso-publish-'));
  try {
    return await work(await borrow(lender, join(directory, 'git')));
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Names that git could take for something else are none, nor is a short one that a later commit may share. */
function requireCommitId(commit: string): void {
  if (/^([\da-f]{40}|[\da-f]{64})$/.test(commit)) return;
  throw new AutomationError('workspace_invalid', 'The commit of the result is not given by its whole id.', {
    hint: 'Name it by 40 hexadecimal digits, or 64 in a SHA-256 repository.',
  });
}

/** Where objects and the cut of history are: of a linked worktree in the directory that it names. */
async function commonDirectory(gitDirectory: string): Promise<string> {
  const named = await readFile(join(gitDirectory, 'commondir'), 'utf8').catch(() => '');
  return resolve(gitDirectory, named.trim());
}

/** An id says by its length what it was made with. Every name that any file system could take for `.git` is refused. */
function configuration(commit: string): string {
  const sha256 = commit.length === 64;
  const format = `[core]\n\trepositoryformatversion = ${sha256 ? 1 : 0}\n\tbare = false\n`;
  const guards = '\tprotectHFS = true\n\tprotectNTFS = true\n\tcommitGraph = false\n';
  return `${format}${guards}${sha256 ? '[extensions]\n\tobjectformat = sha256\n' : ''}`;
}
