import { AutomationError } from '../../domain/errors.ts';
import { readTemplate, renderTemplate } from '../../templates/index.ts';
import type { TaskText } from './task-ask.ts';

const MAX_PROMPT_BYTES = 1_000_000;

export interface TextSource {
  prompt?: string | undefined;
  template?: string | undefined;
  inputs?: Record<string, string> | undefined;
  /** Top of the working tree, whose own templates come first. */
  repository?: string | undefined;
}

/** The text of a request of the library. Throws `usage`, `prompt_invalid`. */
export async function readText({ prompt, template, inputs, repository }: TextSource): Promise<TaskText> {
  if ((prompt === undefined) === (template === undefined))
    throw new AutomationError('usage', prompt === undefined ? 'There is no prompt' : 'There is more than one prompt', {
      hint: 'Give one of: prompt, template with its inputs.',
    });
  if (template === undefined) {
    if (inputs !== undefined)
      throw new AutomationError('usage', 'There is no template that takes inputs', { hint: 'Name one: template.' });
    const text = checked(prompt ?? '', 'The prompt');
    return { text, name: text.trim() };
  }
  const found = await readTemplate(template, repository);
  const text = checked(renderTemplate(found, inputs), `The template ${template}`);
  return { text, name: found.title, template, ...(found.plain ? {} : { defaults: found }) };
}

function checked(given: string, what: string): string {
  // Postgres keeps no NUL in a text, and no prompt needs one.
  const text = given.replaceAll('\0', '');
  if (text.trim() === '')
    throw new AutomationError('prompt_invalid', `${what} is empty`, { hint: 'Say what is to be done.' });
  if (Buffer.byteLength(text) <= MAX_PROMPT_BYTES) return text;
  throw new AutomationError('prompt_invalid', `${what} is longer than 1 MB`, {
    hint: 'Put long material into a file of the repository and name the file in the prompt.',
  });
}
