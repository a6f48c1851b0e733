import { AutomationError } from '../../src/domain/errors.ts';
import type { TaskText } from '../../src/engine/index.ts';
import { readTemplate, renderTemplate, type Template, templateOfFile } from '../../src/templates/index.ts';
import type { CommandContext } from '../commands/context.ts';
import { plain } from './context.ts';
import { VERB_PROFILES } from './verbs.ts';

const LONGEST_NAME = 80;

/**
 * What a command asks for, with the defaults of its verb or template. A template is the repository's own on its default branch, else
 * one of the package. Throws `usage`, `prompt_invalid`.
 */
export async function textOf(context: CommandContext): Promise<TaskText> {
  const { command } = context;
  const asked = plain(command.prompt, 20_000);
  const name = nameOf(asked) || command.options.template || command.verb;
  const profile = VERB_PROFILES.get(command.verb);
  if (command.options.template !== undefined)
    return ofTemplate(await templateOf(context, command.options.template), asked);
  if (asked.trim() === '' && command.verb !== 'review')
    throw new AutomationError('usage', `/siso ${command.verb} needs to be told what`, {
      hint: `Write it behind the verb: \`/siso ${command.verb} the login fails on Safari\`.`,
    });
  const text = [profile?.lead ?? '', asked].filter((part) => part.trim() !== '').join('\n\n');
  if (command.verb === 'run') return { text, name };
  const { category, tools } = profile ?? {};
  return { text, name, template: command.verb, defaults: { category, tools } };
}

function ofTemplate(template: Template, asked: string): TaskText {
  const body = renderTemplate(template, {});
  const text = asked.trim() === '' ? body : `${body}\n\n${asked}`;
  return {
    text,
    name: nameOf(asked) || template.title,
    template: template.name,
    ...(template.plain ? {} : { defaults: template }),
  };
}

async function templateOf({ github }: CommandContext, name: string): Promise<Template> {
  if (/^[a-z0-9][a-z0-9_-]{0,59}$/.test(name)) {
    const path = `task-prompts/${name}.md`;
    const own = await github.fileAt(path);
    if (own !== undefined) return templateOfFile(path, own);
  }
  return readTemplate(name);
}

function nameOf(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return [...line].slice(0, LONGEST_NAME).join('');
}
