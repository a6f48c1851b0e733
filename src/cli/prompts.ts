import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { nearest } from '../domain/nearest.ts';
import { packageFile } from '../host/package.ts';

const MAX_PROMPT_BYTES = 1_000_000;
const TEMPLATES = packageFile('task-prompts');

/** What a run is asked to do and what to call it. */
export interface Prompt {
  text: string;
  name: string;
  template?: string;
}

export interface PromptSource {
  words: string[];
  file?: string | undefined;
  template?: string | undefined;
}

/** Reads the prompt from exactly one of its sources. Throws `prompt_invalid` or `usage`. */
export async function readPrompt({ words, file, template }: PromptSource): Promise<Prompt> {
  const given = [words.length > 0, file !== undefined, template !== undefined].filter(Boolean).length;
  if (given !== 1)
    throw new AutomationError('usage', given === 0 ? 'There is no prompt' : 'There is more than one prompt', {
      hint: 'Give one of: the prompt in quotes, --file FILE, --template NAME.',
    });
  if (template !== undefined) return { ...(await readTemplate(template)), template };
  if (file !== undefined)
    return { text: await readPromptFile(resolve(file)), name: nameOf(basename(file, extname(file))) };
  const text = requireText(words.join(' '), 'The prompt');
  return { text, name: nameOf(text) };
}

/** The first line that says something, cut between characters. */
function nameOf(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return [...line].slice(0, 80).join('');
}

async function readTemplate(name: string): Promise<Prompt> {
  const files = await readdir(TEMPLATES).catch(() => []);
  const names = files.filter((file) => /\.(txt|md)$/.test(file)).map((file) => basename(file, extname(file)));
  const file = files.find((candidate) => basename(candidate, extname(candidate)) === name);
  if (file !== undefined && names.includes(name)) return { text: await readPromptFile(resolve(TEMPLATES, file)), name };
  const meant = nearest(name, names);
  throw new AutomationError('usage', `There is no template "${name}"`, {
    hint: meant ? `Did you mean ${meant}?` : `There are: ${names.join(', ')}.`,
  });
}

async function readPromptFile(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile())
    throw new AutomationError('prompt_invalid', `There is no prompt file ${path}`, { hint: 'Check the path.' });
  if (found.size > MAX_PROMPT_BYTES) throw tooLong(path);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AutomationError('prompt_invalid', `${path} cannot be read`, { hint: 'Check its permissions.', cause });
  });
  return requireText(text, path);
}

function requireText(given: string, what: string): string {
  // Postgres keeps no NUL in a text, and no prompt needs one.
  const text = given.replaceAll('\0', '');
  if (text.trim() === '')
    throw new AutomationError('prompt_invalid', `${what} is empty`, { hint: 'Say what is to be done.' });
  if (Buffer.byteLength(text) > MAX_PROMPT_BYTES) throw tooLong(what);
  return text;
}

function tooLong(what: string): AutomationError {
  return new AutomationError('prompt_invalid', `${what} is longer than 1 MB`, {
    hint: 'Put long material into a file of the repository and name the file in the prompt.',
  });
}
