import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Those that let anybody ship the code with nothing but the text beside it. */
const ALLOWED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
const TEXT = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i;
const RULE = '-'.repeat(80);
/** What the modules of a bundle are held together with is ncc's. */
const NCC = dirname(fileURLToPath(import.meta.resolve('@vercel/ncc/package.json')));

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
  repository: z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)]).optional(),
});

/** The licences of all packages that have one of `modules`, with PostgreSQL's. Throws for one we may not ship so. */
export async function licenses(modules: string[]): Promise<string> {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const sections = await Promise.all([...folders, NCC].map(sectionOf));
  const byTitle = new Map(sections);
  const postgres = await readFile(new URL('postgresql-license.txt', import.meta.url), 'utf8');
  byTitle.set('PostgreSQL (in PGlite)', `Licence: PostgreSQL\n\n${postgres.trim()}`);
  const titles = [...byTitle.keys()].sort();
  return titles.map((title) => `${RULE}\n${title}\n${byTitle.get(title)}\n`).join('\n');
}

/** `undefined` for our own modules. */
function packageFolder(module: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
}

async function sectionOf(folder: string): Promise<[title: string, text: string]> {
  const { name, version, license, author, repository } = manifestSchema.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')),
  );
  if (!ALLOWED.includes(license)) throw new Error(`${name} is licensed ${license}; dist may not contain it`);
  const names = (await readdir(folder)).filter((file) => TEXT.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), 'utf8')));
  const text = texts.map((each) => each.replaceAll('\r\n', '\n').trim()).join('\n\n');
  const absent = `Its package comes without the text. Author: ${author ?? 'not named'}. Source: ${repository ?? 'not named'}`;
  return [`${name} ${version}`, `Licence: ${license}\n\n${text || absent}`];
}
