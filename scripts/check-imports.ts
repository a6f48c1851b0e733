// Checks which folder imports from which (ARCHITECTURE: "Direction of imports") and that no files import in a circle.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { typescriptFiles } from './source-files.ts';

/** A folder may import from itself and from those of earlier lines, never from its own line. */
const LAYERS = [
  ['domain'],
  ['contracts'],
  ['host'],
  ['store', 'claude', 'meter', 'workspace', 'config', 'templates', 'github'],
  ['engine'],
  ['api', 'action'],
  ['bot'],
  ['cli'],
  ['index.ts'],
];
const RANKS = new Map(LAYERS.flatMap((layer, rank) => layer.map((folder) => [folder, rank] as const)));
const IMPORT = /(?:^|[\s;}])(?:from|import)\s*\(?\s*(['"])([^'"]+)\1/g;

const imports = new Map(typescriptFiles(['src', 'bot']).map((file) => [file, importsOf(file)]));
const problems = [
  ...[...imports].flatMap(([file, targets]) => targets.flatMap((target) => wrong(file, target))),
  ...circles(),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`Imports of ${imports.size} files follow the layers.`);

/** Paths of the project's own files, and names such as `node:fs` as they are. */
function importsOf(file: string): string[] {
  const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[2] ?? '');
  return found.map((target) => (target.startsWith('.') ? join(dirname(file), target) : target));
}

function wrong(file: string, target: string): string[] {
  const folder = folderOf(file) ?? '';
  if (target.startsWith('node:')) {
    return folder === 'domain' ? [`${file} imports ${target}: domain is pure, without input or output.`] : [];
  }
  const other = folderOf(target);
  if (other === undefined || other === folder) return [];
  const [own, its] = [RANKS.get(folder), RANKS.get(other)];
  if (own === undefined)
    return [`${file}: the folder ${folder} has no place in the layers (scripts/check-imports.ts).`];
  if (its !== undefined && its < own) return [];
  return [`${file} imports ${target}: ${folder} may not import from ${other}.`];
}

/** `bot` is a folder of the top level. */
function folderOf(path: string): string | undefined {
  const [top, folder] = path.split('/');
  if (top === 'bot') return top;
  return top === 'src' ? (folder ?? '') : undefined;
}

function circles(): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: string[]): void => {
    if (trail.includes(file)) found.push(`Circle: ${[...trail.slice(trail.indexOf(file)), file].join(' → ')}`);
    if (trail.includes(file) || done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return found;
}
