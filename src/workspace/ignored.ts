import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isInPackages, isPrivate } from './credentials.ts';
import { readable, records, userGit } from './git.ts';
import { staysInside } from './links.ts';

/** A file, folder or link below the repository's root, its path relative to it. */
export interface Item {
  path: string;
  kind: 'file' | 'directory' | 'link';
}

/** One thing git ignores, such as `node_modules`, and what of it may come along. */
export interface IgnoredEntry {
  path: string;
  /** A folder comes before what is in it. */
  items: Item[];
  bytes: number;
  /** Paths left out as possible credentials. */
  secrets: string[];
  /** Links left out because they lead out of the project. */
  outside: string[];
}

/** Surveys everything git ignores in the user's tree; `except` is a path in it that is ours. */
export async function surveyIgnored(root: string, except: string): Promise<IgnoredEntry[]> {
  const asked = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  const paths = records(await userGit(root).run(asked)).map((path) => readable(path).replace(/\/$/, ''));
  return Promise.all(paths.map((path) => surveyEntry(path, { root, except })));
}

async function surveyEntry(path: string, place: { root: string; except: string }): Promise<IgnoredEntry> {
  const entry: IgnoredEntry = { path, items: [], bytes: 0, secrets: [], outside: [] };
  const parents = path.split('/').map((_, at, parts) => parts.slice(0, at).join('/'));
  if (parents.some((parent) => parent !== '' && isPrivate(parent, path))) entry.secrets.push(path);
  else await survey(path, { ...place, entry });
  return entry;
}

async function survey(path: string, place: { root: string; except: string; entry: IgnoredEntry }): Promise<void> {
  const { root, except, entry } = place;
  const absolute = join(root, path);
  if (absolute === except) return;
  if (isPrivate(path, entry.path)) {
    if (!isInPackages(path) && !/(^|\/)\.(git|siso)$/.test(path)) entry.secrets.push(path);
    return;
  }
  // Vanished or unreadable: the user's own build may be at work, and the run can do without it.
  const status = await lstat(absolute).catch(() => undefined);
  if (status?.isSymbolicLink()) {
    const target = await readlink(absolute).catch(() => '/');
    if (staysInside(path, target)) entry.items.push({ path, kind: 'link' });
    else entry.outside.push(path);
  } else if (status?.isDirectory()) {
    entry.items.push({ path, kind: 'directory' });
    const names = await readdir(absolute).catch(() => []);
    await Promise.all(names.map((name) => survey(`${path}/${name}`, place)));
  } else if (status?.isFile()) {
    entry.items.push({ path, kind: 'file' });
    entry.bytes += status.size;
  }
}
