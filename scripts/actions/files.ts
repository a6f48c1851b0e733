import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isPair, isScalar, isSeq, LineCounter, type Pair, parseDocument, visit, type YAMLMap } from 'yaml';

/** One file of GitHub Actions, its path from the top of the repository. */
export interface ActionFile {
  path: string;
  text: string;
}

export interface Finding {
  file: string;
  /** From 1. */
  line: number;
  what: string;
  remedy: string;
}

/** A file that was read, with the ways into it that rules need. Nodes without a line count as the first. */
export interface Parsed extends ActionFile {
  root: YAMLMap;
  /** What is wrong at a node, or at a place in the text. */
  at(node: unknown, what: string, remedy: string): Finding;
}

/** `action.yml`, the workflows and the examples of workflows below `root`, as far as they are there. */
export function actionFiles(root: string): ActionFile[] {
  const workflows = ['.github/workflows/*.{yml,yaml}', 'examples/workflows/*.{yml,yaml}'];
  const found = workflows.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  const own = ['action.yml'].filter((path) => existsSync(join(root, path)));
  return [...own, ...found].map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** What is wrong with the YAML itself comes back as findings. */
export function parseFile({ path, text }: ActionFile): Parsed | Finding[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const finding = (offset: number, what: string, remedy: string): Finding => ({
    ...{ file: path, line: Math.max(1, lines.linePos(offset).line), what, remedy },
  });
  const remedy = 'Correct the YAML; nothing else was looked at.';
  if (document.errors.length > 0)
    return document.errors.map(({ pos, message }) => finding(pos[0], message.split('\n')[0] ?? '', remedy));
  if (!isMap(document.contents)) return [finding(0, 'The file has no keys', remedy)];
  const at: Parsed['at'] = (node, what, todo) => finding(typeof node === 'number' ? node : offsetOf(node), what, todo);
  return { path, text, root: document.contents, at };
}

/** The pair of `key`, with its places. */
export function pairOf(map: unknown, key: string): Pair | undefined {
  if (!isMap(map)) return undefined;
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

export function inside(map: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => pairOf(inner, key)?.value ?? undefined, map);
}

/** A scalar's value as text, empty for anything else. */
export function textOf(node: unknown): string {
  return isScalar(node) ? String(node.value) : '';
}

/** Keys and values of a map whose keys are plain. */
export function entriesOf(map: unknown): { name: string; key: unknown; value: unknown }[] {
  if (!isMap(map)) return [];
  return map.items.map(({ key, value }) => ({ name: textOf(key), key, value }));
}

/** Every step of a workflow's jobs or of an action. */
export function stepsOf({ root }: Parsed): YAMLMap[] {
  const found: YAMLMap[] = [];
  visit(root, {
    Pair: (_, { key, value }) => {
      if (textOf(key) === 'steps' && isSeq(value)) found.push(...value.items.filter((item) => isMap(item)));
    },
  });
  return found;
}

export function jobsOf({ root }: Parsed): { name: string; key: unknown; value: unknown }[] {
  return entriesOf(inside(root, 'jobs'));
}

export function isWorkflow({ path }: ActionFile): boolean {
  return path.includes('workflows/');
}

export function isExample({ path }: ActionFile): boolean {
  return path.startsWith('examples/');
}

function offsetOf(node: unknown): number {
  const placed = isPair(node) ? node.key : node;
  return typeof placed === 'object' && placed !== null && 'range' in placed && Array.isArray(placed.range)
    ? Number(placed.range[0])
    : 0;
}
