import { type Git, readable, records } from './git.ts';
import type { Snapshot } from './snapshot.ts';

export interface ChangedFile {
  /** Relative to the top level of the repository. */
  path: string;
  status: 'added' | 'modified' | 'deleted' | 'renamed';
  /** Where a renamed file was before. */
  from?: string;
}

/** What a task did to the files, against the commit it started from. */
export interface Changes {
  files: ChangedFile[];
  insertions: number;
  deletions: number;
  /** Path of the patch, for `git apply`; it goes with the workspace. Empty file when nothing changed. */
  patch: string;
  /** What was left out and what deserves a look, one sentence each. */
  warnings: string[];
}

/** Paths that decide what runs on other machines. */
const SENSITIVE = /^(\.gitmodules$|\.github\/|\.husky\/)/;

/** Describes a snapshot and writes its patch to the file `patch`. */
export async function describeChanges(
  { git, tree, warnings }: Snapshot,
  { base, patch }: { base: string; patch: string },
): Promise<Changes> {
  const compare = ['diff-tree', '-r', '--find-renames', '--no-ext-diff', '--no-textconv'];
  const files = await changedFiles(git, [...compare, '--name-status', '-z', base, tree]);
  await git.run([...compare, '--patch', '--binary', '--full-index', `--output=${patch}`, base, tree]);
  const counts = await git.run([...compare, '--shortstat', base, tree]);
  const sensitive = files.filter(({ path, from }) => SENSITIVE.test(path) || SENSITIVE.test(from ?? ''));
  return {
    files,
    insertions: Number(/(\d+) insertion/.exec(counts)?.[1] ?? 0),
    deletions: Number(/(\d+) deletion/.exec(counts)?.[1] ?? 0),
    patch,
    warnings: [...warnings, ...sensitive.map(({ path }) => `Look closely: ${path} decides what runs elsewhere.`)],
  };
}

async function changedFiles(git: Git, compare: string[]): Promise<ChangedFile[]> {
  const parts = records(await git.run(compare)).map(readable);
  const files: ChangedFile[] = [];
  for (let at = 0; at < parts.length; ) {
    const [letter = '', path = '', to = ''] = parts.slice(at, at + 3);
    const renamed = letter.startsWith('R');
    files.push(renamed ? { path: to, status: 'renamed', from: path } : { path, status: STATUS[letter] ?? 'modified' });
    at += renamed ? 3 : 2;
  }
  return files;
}

const STATUS: Record<string, 'added' | 'modified' | 'deleted'> = { A: 'added', D: 'deleted' };
