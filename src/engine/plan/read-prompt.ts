import { readFile, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { readTemplate, renderTemplate, type Template, templateOfFile } from '../../templates/index.ts';

const MAX_PROMPT_BYTES = 1_000_000;

/** What a run is asked to do and what to call it. */
export interface Prompt {
  text: string;
  name: string;
  template?: string;
  /** What the template says where the command line says nothing; absent for text without front matter. */
  defaults?: Pick<Template, 'category' | 'priority' | 'environment' | 'tools' | 'estimateTokens' | 'maxCostMicros'>;
}

export interface PromptSource {
  words: string[];
  file?: string | undefined;
  template?: string | undefined;
  /** Values for the inputs of a template, by name. */
  inputs?: Record<string, string> | undefined;
  /** Top of the user's working tree; its `task-prompts/` win over those of the package. */
  repository?: string | undefined;
}

/** Reads the prompt from exactly one of its sources. Throws `prompt_invalid` or `usage`. */
export async function readPrompt({ words, file, template, inputs = {}, repository }: PromptSource): Promise<Prompt> {
  const given = [words.length > 0, file !== undefined, template !== undefined].filter(Boolean).length;
  if (given !== 1)
    throw new AutomationError('usage', given === 0 ? 'There is no prompt' : 'There is more than one prompt', {
      hint: 'Give one of: the prompt in quotes, --file FILE, --template NAME.',
    });
  if (template !== undefined) return { ...ofTemplate(await readTemplate(template, repository), inputs), template };
  if (file !== undefined) return readFileOfOnesOwn(resolve(file), inputs);
  refuseInputs(inputs);
  const text = requireText(words.join(' '), 'The prompt');
  return { text, name: nameOf(text) };
}

function ofTemplate(template: Template, inputs: Record<string, string>): Prompt {
  const text = requireText(renderTemplate(template, inputs), template.source);
  const { category, priority, environment, tools, estimateTokens, maxCostMicros } = template;
  if (template.plain) return { text, name: template.title };
  const defaults = { category, priority, environment, tools, estimateTokens, maxCostMicros };
  return { text, name: template.title, defaults };
}

/** Markdown with front matter is a template, wherever it lies. */
async function readFileOfOnesOwn(path: string, inputs: Record<string, string>): Promise<Prompt> {
  const text = await readPromptFile(path);
  const template = extname(path) === '.md' ? templateOfFile(path, text) : undefined;
  if (template && !template.plain) return ofTemplate(template, inputs);
  refuseInputs(inputs);
  return { text, name: nameOf(basename(path, extname(path))) };
}

function refuseInputs(inputs: Record<string, string>): void {
  const [name] = Object.keys(inputs);
  if (name === undefined) return;
  throw new AutomationError('usage', `There is no template that takes the input "${name}"`, {
    hint: 'Give --input together with --template NAME; siso templates show NAME lists the inputs.',
  });
}

/** The first line that says something, cut between characters. */
function nameOf(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return [...line].slice(0, 80).join('');
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
