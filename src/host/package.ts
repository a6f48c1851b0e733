import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the file that runs. */
const HERE = dirname(fileURLToPath(import.meta.url));

/** Folder of this package. Looked for upwards, because source and build lie at different depths. */
const PACKAGE_ROOT = findRoot(HERE);

/** The folder of the package that our code lies in: `src`, `build`, or none, as in `dist`, which is a package of its own. */
const CODE_FOLDER = relative(PACKAGE_ROOT, HERE).split(sep)[0] ?? '';

/** Whether this is the bundle of the Action, which has everything it needs beside itself and nothing installed. */
export const IS_BUNDLE = CODE_FOLDER === '';

/** A file that comes with the package: `supabase/migrations`, `task-prompts`, … */
export function packageFile(...parts: string[]): string {
  return join(PACKAGE_ROOT, ...parts);
}

/** A file that only a build makes, also for the source. */
export function builtFile(...parts: string[]): string {
  return packageFile(IS_BUNDLE ? '' : 'build', ...parts);
}

/** A program of ours for a process of its own, as source or as built. `name` is its path below `src/`, without ending. */
export function programFile(name: string): string {
  return `${resourceFolder(name)}${CODE_FOLDER === 'src' ? '.ts' : '.js'}`;
}

/** A folder that lies below `src/`, and below `build/` when built. */
export function resourceFolder(name: string): string {
  return packageFile(CODE_FOLDER, name);
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('This module lies in no package');
  return findRoot(parent);
}
