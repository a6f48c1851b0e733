import type { Change } from './compare.ts';
import { readable } from './git.ts';
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

/** Puts a snapshot into words for people. */
export function describeChanges({ comparison, warnings, patch }: Snapshot): Changes {
  const { changes, insertions, deletions } = comparison;
  const files = changes.map(changedFile);
  const sensitive = files.filter(({ path, from }) => SENSITIVE.test(path) || SENSITIVE.test(from ?? ''));
  const looks = sensitive.map(({ path }) => `Look closely: ${path} decides what runs elsewhere.`);
  return { files, insertions, deletions, patch, warnings: [...warnings, ...looks] };
}

/** A change in words. */
export function changedFile({ letter, before, now }: Change): ChangedFile {
  const path = readable(now.path);
  if (letter === 'R') return { path, status: 'renamed', from: readable(before.path) };
  return { path, status: STATUS[letter] ?? 'modified' };
}

const STATUS: Record<string, 'added' | 'modified' | 'deleted'> = { A: 'added', D: 'deleted' };
