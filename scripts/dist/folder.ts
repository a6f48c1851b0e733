import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** Contents by path below the folder, with `/`. */
export type Files = Map<string, Buffer>;

/** The packed empty ledger, which is never twice the same and is known by its migrations instead. */
const SNAPSHOT = /^ledger-snapshot[^/]*$/;

/** The files below `source`, as files below `name`. */
export async function filesBelow(source: string, name: string): Promise<Files> {
  const paths = await pathsBelow(source);
  const contents = paths.map(async (path) => [`${name}/${path}`, await readFile(join(source, path))] as const);
  return new Map(await Promise.all(contents));
}

/** Makes `folder` hold `files` and nothing else. What is there already is not written again. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const path of await pathsBelow(folder)) if (!files.has(path)) await rm(join(folder, path));
  for (const [path, content] of files) {
    const there = await readFile(join(folder, path)).catch(() => undefined);
    if (there?.equals(content)) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** A sentence that names the first file of `folder` that is not what it should be. */
export async function firstDifference(folder: string, files: Files): Promise<string | undefined> {
  const there = new Set(await pathsBelow(folder));
  for (const path of [...new Set([...there, ...files.keys()])].sort()) {
    const wanted = files.get(path);
    if (wanted === undefined) return `${folder}/${path} is not made by the source.`;
    if (!there.has(path)) return `${folder}/${path} is missing.`;
    if (!wanted.equals(await readFile(join(folder, path)))) return `${folder}/${path} is not what the source gives.`;
  }
  return undefined;
}

async function pathsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !SNAPSHOT.test(path))
    .sort();
}
