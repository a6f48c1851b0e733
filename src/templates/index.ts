/** Prompts that are kept: read from `task-prompts/`, checked, filled in. May import domain, contracts, host. */
import { basename, extname, join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { nearest } from '../domain/nearest.ts';
import { readTemplateFile, type TemplateFiles, templateFiles } from './files.ts';
import { parseTemplate } from './parse.ts';
import type { Template } from './template.ts';

export { exampleCommand, renderTemplate } from './render.ts';
export type { Template, TemplateInput } from './template.ts';

/**
 * Every template by name. With `repository`, the top of a working tree, also those of its `task-prompts/`, which win over
 * the package's of the same name: pass it only for runs on the user's own machine, never for a checkout of strangers.
 * Throws `prompt_invalid` that names the file and what is wrong in it.
 */
export async function listTemplates(repository?: string): Promise<Template[]> {
  const templates: Template[] = [];
  // One by one, so that of several faults it is always the same that is told.
  for (const files of (await templateFiles(repository)).values()) templates.push(await read(files));
  return templates;
}

/** One template by name; `repository` as for `listTemplates`. Throws `usage` that offers the nearest name, or `prompt_invalid`. */
export async function readTemplate(name: string, repository?: string): Promise<Template> {
  const found = await templateFiles(repository);
  const files = found.get(name);
  if (files) return read(files);
  const names = [...found.keys()];
  const meant = nearest(name, names);
  throw new AutomationError('usage', `There is no template "${name}"`, {
    hint: meant ? `Did you mean ${meant}?` : `There are: ${names.join(', ')}.`,
  });
}

/** A template from a file of one's own, whatever its folder; plain unless it is Markdown with front matter. */
export function templateOfFile(path: string, text: string): Template {
  const name = basename(path, extname(path));
  return parseTemplate({ name, text, source: path, origin: 'repository' });
}

async function read({ name, folder, origin, endings }: TemplateFiles): Promise<Template> {
  const path = (ending: string) => join(folder, `${name}${ending}`);
  if (!endings.includes('.md')) {
    const source = path('.txt');
    return parseTemplate({ name, text: await readTemplateFile(source), source, origin });
  }
  const source = path('.md');
  const [text, plainText] = await Promise.all([
    readTemplateFile(source),
    endings.includes('.txt') ? readTemplateFile(path('.txt')) : undefined,
  ]);
  return parseTemplate({ name, text, source, origin, plainText });
}
