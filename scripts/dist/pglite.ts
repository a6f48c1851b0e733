import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './folder.ts';

/** Where dist has PGlite, as it comes: it loads WebAssembly and data from beside itself, and its files are large. */
export const PGLITE_FOLDER = 'pglite';
const ENTRY = 'dist/index.js';
const PACKAGE = dirname(dirname(fileURLToPath(import.meta.resolve('@electric-sql/pglite'))));
const REFERENCE = /(?:\b(?:from|import)\s*\(?\s*|new URL\()"(\.[^"]*\.(?:js|wasm|data))"/g;

/** What its entry loads, directly or not, and what says which version it is. */
export async function pgliteFiles(): Promise<Files> {
  const files: Files = new Map();
  const waiting = [ENTRY, 'package.json', 'LICENSE'];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (files.has(`${PGLITE_FOLDER}/${path}`)) continue;
    const content = await readFile(join(PACKAGE, path));
    files.set(`${PGLITE_FOLDER}/${path}`, content);
    if (path.endsWith('.js')) waiting.push(...references(content.toString(), dirname(path)));
  }
  return files;
}

/**
 * A package of its name for ncc, with the same names in it: PGlite is loaded from the folder, and not before the code that
 * uses it is. ncc alone would import it at the top of the bundle, also for what never opens a ledger.
 */
export async function pgliteStandIn(): Promise<Files> {
  const manifest = await readFile(join(PACKAGE, 'package.json'), 'utf8');
  const { name, version, license } = JSON.parse(manifest);
  const code = [
    `const { PGlite, types } = await import(/* webpackIgnore: true */ './${PGLITE_FOLDER}/${ENTRY}');`,
    'export { PGlite, types };',
  ];
  const standIn = { name, version, license, type: 'module', exports: './index.js' };
  return new Map([
    ['package.json', Buffer.from(JSON.stringify(standIn))],
    ['index.js', Buffer.from(code.join('\n'))],
    ['LICENSE', await readFile(join(PACKAGE, 'LICENSE'))],
  ]);
}

function references(code: string, folder: string): string[] {
  return [...code.matchAll(REFERENCE)].map(([, target = '']) => join(folder, target));
}
