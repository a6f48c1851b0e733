import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { packageFile } from '../host/package.ts';
import { templateFault } from './fault.ts';
import type { Template } from './template.ts';

const FOLDER = 'task-prompts';
/** Small letters, so that a README.md beside the templates is none. */
const FILE = /^[a-z0-9][a-z0-9_-]{0,59}\.(md|txt)$/;
const MAX_BYTES = 1_000_000;

/** The files of one template: Markdown, plain text, or both. */
export interface TemplateFiles {
  name: string;
  folder: string;
  origin: Template['origin'];
  endings: ('.md' | '.txt')[];
}

/** Templates by name: those of the repository in the place of the package's of the same name. */
export async function templateFiles(repository: string | undefined): Promise<Map<string, TemplateFiles>> {
  const own = await filesOf(packageFile(FOLDER), 'package');
  const folder = repository === undefined ? undefined : await repositoryFolder(repository);
  const theirs = folder === undefined ? [] : await filesOf(folder, 'repository');
  const byName = [...own, ...theirs].map((files) => [files.name, files] as const);
  return new Map([...new Map(byName)].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * `undefined` where there is none. A folder that is a link is not read: a checkout could point it at anything of the
 * user's. In a checkout of this project itself the folder is the package's.
 */
async function repositoryFolder(repository: string): Promise<string | undefined> {
  const places = [repository, join(repository, FOLDER), packageFile(FOLDER)];
  const [root, folder, own] = await Promise.all(places.map((place) => realpath(place).catch(() => undefined)));
  return root !== undefined && folder === join(root, FOLDER) && folder !== own ? folder : undefined;
}

async function filesOf(folder: string, origin: Template['origin']): Promise<TemplateFiles[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  const found = new Map<string, TemplateFiles>();
  // Links are no files here, for the same reason.
  for (const { name: file } of entries.filter((entry) => entry.isFile() && FILE.test(entry.name))) {
    const ending = extname(file) === '.md' ? '.md' : '.txt';
    const name = file.slice(0, -ending.length);
    const files = found.get(name) ?? { name, folder, origin, endings: [] };
    files.endings.push(ending);
    found.set(name, files);
  }
  return [...found.values()];
}

/** Throws `prompt_invalid` for what cannot be read or has more than 1 MB. */
export async function readTemplateFile(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_BYTES) return await readFile(path, 'utf8');
  } catch (cause) {
    throw templateFault(path, 'it cannot be read', cause);
  }
  throw templateFault(path, 'it is longer than 1 MB');
}
