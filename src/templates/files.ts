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
  const theirs = repository === undefined ? [] : await filesOf(await repositoryFolder(repository), 'repository');
  const sorted = [...new Map([...own, ...theirs].map((files) => [files.name, files])).values()];
  return new Map(sorted.sort((a, b) => (a.name < b.name ? -1 : 1)).map((files) => [files.name, files]));
}

/** A folder that is a link is not read: a checkout could point it at anything of the user's. */
async function repositoryFolder(repository: string): Promise<string | undefined> {
  const [root, folder] = await Promise.all([realpath(repository), realpath(join(repository, FOLDER))]).catch(() => []);
  return root !== undefined && folder === join(root, FOLDER) ? folder : undefined;
}

async function filesOf(folder: string | undefined, origin: Template['origin']): Promise<TemplateFiles[]> {
  if (folder === undefined) return [];
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
