import { constants, copyFile, lstat, mkdir, readlink, symlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { IgnoredEntry, Item } from './ignored.ts';

const CEILING_BYTES = 2 * 1024 ** 3;
const COPIES_AT_ONCE = 64;

/** What came along: paths relative to the root, each a file or a whole folder. */
export interface BroughtAlong {
  paths: string[];
  warnings: string[];
}

/**
 * Copies what git ignores (dependencies, build caches) into the private tree. Copy-on-write where the file system
 * can; never hard links, for an edit in place would change the user's file.
 */
export async function bringAlong(
  entries: IgnoredEntry[],
  { from, to, ceiling = CEILING_BYTES }: { from: string; to: string; ceiling?: number },
): Promise<BroughtAlong> {
  const { taken, tooLarge } = withinCeiling(entries, ceiling);
  const copy = new TreeCopy(from, to);
  const items = taken.flatMap((entry) => entry.items);
  for (const item of items) if (item.kind === 'directory') await copy.makeDirectory(item.path);
  const rest = items.filter((item) => item.kind !== 'directory');
  for (let at = 0; at < rest.length; at += COPIES_AT_ONCE) {
    await Promise.all(rest.slice(at, at + COPIES_AT_ONCE).map((item) => copy.add(item)));
  }
  return {
    paths: taken.map((entry) => entry.path),
    warnings: [
      ...namedWarning(
        'Left out as possible credentials',
        entries.flatMap((entry) => entry.secrets),
      ),
      ...namedWarning(
        'Left out, for they lead out of the project',
        taken.flatMap((entry) => entry.outside),
      ),
      ...namedWarning(`Left out, for all together are larger than ${ceiling / 1024 ** 3} GiB`, tooLarge),
    ],
  };
}

/** Small entries first; half a `node_modules` would be worse than none, so an entry comes whole or not at all. */
function withinCeiling(entries: IgnoredEntry[], ceiling: number): { taken: IgnoredEntry[]; tooLarge: string[] } {
  const bySize = entries.filter((entry) => entry.items.length > 0).sort((one, other) => one.bytes - other.bytes);
  let total = 0;
  const taken = bySize.filter((entry) => {
    total += entry.bytes;
    return total <= ceiling;
  });
  return { taken, tooLarge: bySize.slice(taken.length).map((entry) => entry.path) };
}

function namedWarning(text: string, paths: string[]): string[] {
  if (paths.length === 0) return [];
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  return [`${text}: ${paths.slice(0, 5).join(', ')}${more}.`];
}

class TreeCopy {
  readonly #from: string;
  readonly #to: string;
  readonly #directories = new Map<string, Promise<boolean>>([['.', Promise.resolve(true)]]);

  constructor(from: string, to: string) {
    this.#from = from;
    this.#to = to;
  }

  /** Answers whether `path` is a real folder of the tree: the project may have a link in its place, which leads away. */
  makeDirectory(path: string): Promise<boolean> {
    const known = this.#directories.get(path);
    if (known) return known;
    const made = this.#make(path);
    this.#directories.set(path, made);
    return made;
  }

  async #make(path: string): Promise<boolean> {
    if (!(await this.makeDirectory(dirname(path)))) return false;
    await mkdir(join(this.#to, path)).catch(ignoring('EEXIST'));
    return (await lstat(join(this.#to, path))).isDirectory();
  }

  /** Copies a file or link unless the project has something of that name. */
  async add({ path, kind }: Item): Promise<void> {
    if (!(await this.makeDirectory(dirname(path)))) return;
    const copy = kind === 'link' ? copyLink : copyContent;
    // Vanished or unreadable: the user's own build may be at work, and the run can do without it.
    await copy(join(this.#from, path), join(this.#to, path)).catch(ignoring('EEXIST', 'ENOENT', 'EACCES'));
  }
}

async function copyLink(from: string, to: string): Promise<void> {
  await symlink(await readlink(from), to);
}

async function copyContent(from: string, to: string): Promise<void> {
  const { atime, mtime } = await lstat(from);
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  // Build tools compare times: a cache must not look newer than the sources it was made from.
  await utimes(to, atime, mtime);
}

function ignoring(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (error instanceof Error && 'code' in error && codes.some((code) => code === error.code)) return;
    throw error;
  };
}
