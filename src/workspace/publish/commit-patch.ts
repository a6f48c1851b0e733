import { readFile } from 'node:fs/promises';
import { AutomationError } from '../../domain/errors.ts';
import { type ChangedFile, changedFile } from '../changes.ts';
import { BOT_IDENTITY, type Identity, writeCommit } from '../commit.ts';
import { compareIndex } from '../compare.ts';
import { type Git, readable } from '../git.ts';
import { borrow } from './borrowed.ts';

export interface CommitPatchOptions {
  /** Of a repository that has `base`, such as a fresh checkout's; only its objects are read. */
  gitDirectory: string;
  /** The whole id of the commit that the patch was made on. */
  base: string;
  /** As `collect` writes it: its bytes, or the path of the file. */
  patch: Uint8Array | string;
  /** What the commit says; trailers are added. */
  message: string;
  taskId: string;
  /** Default: the bot's. */
  identity?: Identity | undefined;
  /** A folder for the commit, as a git directory; must be absent. */
  directory: string;
}

/** A patch as a commit, and what it changes. */
export interface PatchCommit {
  /** What `pushResult` and `inspectChanges` take. */
  gitDirectory: string;
  commit: string;
  /** Id of the tree object. */
  tree: string;
  files: ChangedFile[];
  insertions: number;
  deletions: number;
}

/**
 * Makes a patch into a commit on exactly the commit that it was made on. Reads and writes no working tree, index or configuration
 * but its own. Throws `workspace_invalid`.
 */
export async function commitPatch(options: CommitPatchOptions): Promise<PatchCommit> {
  const { gitDirectory, base, patch, message, taskId, identity = BOT_IDENTITY, directory } = options;
  const { git } = await borrow({ gitDirectory, commit: base }, directory);
  await git.run(['read-tree', base]);
  await apply(git, await bytesOf(patch));
  const { changes, insertions, deletions } = await compareIndex(git, base);
  if (changes.length === 0) throw changesNothing();
  const tree = (await git.run(['write-tree'])).trim();
  const commit = await writeCommit(git, { tree, parent: base, message, identity, taskId });
  return { gitDirectory: directory, commit, tree, files: changes.map(changedFile), insertions, deletions };
}

async function apply(git: Git, patch: string): Promise<void> {
  if (patch.trim() === '') throw changesNothing();
  const { exitCode, stderr } = await git.ask(['apply', '--cached', '--whitespace=nowarn', '-'], patch);
  if (exitCode === 0) return;
  const said = readable(stderr)
    .replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);
  throw new AutomationError(
    'workspace_invalid',
    `The patch does not apply to the commit it should be made on: ${said}`,
    {
      hint: 'See that patch and commit are of the same run and that the artifact is whole, then run the task again.',
    },
  );
}

/** Bytes as latin1. */
async function bytesOf(patch: Uint8Array | string): Promise<string> {
  if (typeof patch !== 'string') return Buffer.from(patch).toString('latin1');
  return readFile(patch, 'latin1').catch((cause: unknown) => {
    throw new AutomationError('workspace_invalid', `The patch ${patch} cannot be read.`, {
      hint: 'See that the artifact of the run was downloaded.',
      cause,
    });
  });
}

function changesNothing(): AutomationError {
  return new AutomationError('workspace_invalid', 'The patch changes nothing.', {
    hint: 'There is nothing to publish; a task without changes needs no publishing.',
  });
}
