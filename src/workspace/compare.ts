import { type Git, records } from './git.ts';

/** A path in a tree; bytes as latin1. */
export interface Entry {
  path: string;
  mode: string;
  id: string;
}

export const LINK = '120000';
export const SUBMODULE = '160000';
export const ABSENT = '000000';

/** One changed path; of a renamed file, `before` has the old one. */
export interface Change {
  /** git's letter: A, D, M, R or T. */
  letter: string;
  before: Entry;
  now: Entry;
}

export interface Comparison {
  changes: Change[];
  insertions: number;
  deletions: number;
}

/** Of every comparison, so that all see the same renames and none starts a program. */
export const COMPARE = ['diff-index', '--cached', '--find-renames', '--no-ext-diff', '--no-textconv'];

/** What the index of `git` holds against the commit `base`. */
export async function compareIndex(git: Git, base: string): Promise<Comparison> {
  const parts = records(await git.run([...COMPARE, '--raw', '--shortstat', '-z', '--no-abbrev', base]));
  const { changes, rest } = readChanges(parts);
  return {
    changes,
    insertions: Number(/(\d+) insertion/.exec(rest)?.[1] ?? 0),
    deletions: Number(/(\d+) deletion/.exec(rest)?.[1] ?? 0),
  };
}

/** Every path that differs between two commits; of a renamed file both. No index is read, so any name that a tree can hold is seen. */
export async function compareCommits(git: Git, before: string, now: string): Promise<Change[]> {
  const compare = ['diff-tree', '-r', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff', before, now];
  return readChanges(records(await git.run(compare))).changes;
}

/** The records of `--raw -z`, and what comes after them. */
function readChanges(parts: string[]): { changes: Change[]; rest: string } {
  const changes: Change[] = [];
  let at = 0;
  for (; parts[at]?.startsWith(':'); at += 2) {
    const [mode = '', newMode = '', id = '', newId = '', status = ''] = parts[at]?.slice(1).split(' ') ?? [];
    const letter = status.charAt(0);
    const path = parts[at + 1] ?? '';
    if (letter === 'R') at += 1;
    changes.push({
      letter,
      before: { path, mode, id },
      now: { path: parts[at + 1] ?? '', mode: newMode, id: newId },
    });
  }
  return { changes, rest: parts[at] ?? '' };
}
