import { existsSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this package. Looked for upwards, because source and build lie at different depths. */
const PACKAGE_ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Whether the TypeScript source runs, without a build. */
const IS_SOURCE = extname(import.meta.url) === '.ts';

/** A file that comes with the package: `supabase/migrations`, `task-prompts`, … */
export function packageFile(...parts: string[]): string {
  return join(PACKAGE_ROOT, ...parts);
}

/** A program of ours for a process of its own, as source or as built. `name` is its path below `src/`, without ending. */
export function programFile(name: string): string {
  return `${resourceFolder(name)}${IS_SOURCE ? '.ts' : '.js'}`;
}

/** A folder that lies below `src/`, and below `build/` when built. */
export function resourceFolder(name: string): string {
  return packageFile(IS_SOURCE ? 'src' : 'build', name);
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('This module lies in no package');
  return findRoot(parent);
}
