import { lstat, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { fileSchema, sharedFileSchema } from './file-schema.ts';
import { type Problem, problemOf } from './problems.ts';

/** In order of precedence. */
export const CONFIG_FILES = ['siso.config.json', '.github/siso.yml'] as const;

export interface ConfigFile {
  name: (typeof CONFIG_FILES)[number];
  /** As it was written, checked to be what the table allows. */
  content: unknown;
}

interface Parsed {
  content: unknown;
  /** Line of a field, where the format tells. */
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

const MAX_BYTES = 100_000;

/** Reads the files of `folder` that are there. Throws `config_invalid` that names file, line or field. */
export async function readConfigFiles(folder: string): Promise<ConfigFile[]> {
  const files = await Promise.all(CONFIG_FILES.map((name) => readOne(folder, name)));
  return files.filter((file) => file !== undefined);
}

async function readOne(folder: string, name: ConfigFile['name']): Promise<ConfigFile | undefined> {
  const path = join(folder, name);
  const text = await readText(folder, name);
  return text === undefined ? undefined : parseConfigFile(text, { name, path });
}

/** Checks the text of a file. `path` says where it is, for errors. Throws `config_invalid` that names file, line or field. */
export async function parseConfigFile(
  text: string,
  { name, path }: { name: ConfigFile['name']; path: string },
): Promise<ConfigFile> {
  const { content, lineOf } = name.endsWith('.json') ? parseJson(path, text) : await parseYaml(path, text);
  const schema = name === '.github/siso.yml' ? sharedFileSchema : fileSchema;
  const parsed = schema.safeParse(content ?? {}, { reportInput: true });
  if (parsed.success) return { name, content: content ?? {} };
  const [issue] = parsed.error.issues;
  const problem: Problem = issue ? problemOf(issue) : { message: 'is not valid', hint: 'Correct the file.' };
  const line = issue && lineOf(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path);
  const place = line === undefined ? path : `${path}, line ${line}`;
  throw new AutomationError('config_invalid', `${place}: ${problem.message}`, { hint: problem.hint });
}

/** A checkout may bring a link to a file outside of it, whose content must not get into a message, or a pipe that never ends. */
async function readText(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  try {
    const found = await lstat(path);
    const isInside = (await realpath(path)) === join(await realpath(folder), name);
    if (!found.isFile() || !isInside) throw unfit(`${path} is not a plain file of this folder`);
    if (found.size > MAX_BYTES) throw unfit(`${path} is larger than ${MAX_BYTES / 1_000} kB`);
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof AutomationError) throw cause;
    if (isMissing(cause)) return undefined;
    throw new AutomationError('config_invalid', `${path} cannot be read`, { hint: 'Check its permissions.', cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function unfit(message: string): AutomationError {
  return new AutomationError('config_invalid', message, { hint: 'Put a small plain file in its place, or remove it.' });
}

function parseJson(path: string, text: string): Parsed {
  try {
    return { content: JSON.parse(text), lineOf: () => undefined };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'it cannot be parsed';
    throw new AutomationError('config_invalid', `${path} is not JSON: ${why}`, { hint: 'Correct the file.', cause });
  }
}

/** The library is loaded only where there is such a file. */
async function parseYaml(path: string, text: string): Promise<Parsed> {
  const { isMap, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) {
    const message = `${path}, line ${lines.linePos(fault.pos[0]).line} is not YAML that siso reads: ${fault.message}`;
    throw new AutomationError('config_invalid', message, { hint: 'Correct the line.', cause: fault });
  }
  const lineOf = (field: readonly PropertyKey[]) => {
    const parent = field.length === 1 ? document.contents : document.getIn(field.slice(0, -1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === String(field.at(-1))) : undefined;
    const range = pair?.key && typeof pair.key === 'object' && 'range' in pair.key ? pair.key.range : undefined;
    return Array.isArray(range) ? lines.linePos(Number(range[0])).line : undefined;
  };
  try {
    return { content: document.toJS(), lineOf };
  } catch (cause) {
    throw new AutomationError('config_invalid', `${path} repeats itself too often`, {
      hint: 'Write it without aliases.',
      cause,
    });
  }
}
