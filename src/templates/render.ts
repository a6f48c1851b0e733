import { AutomationError } from '../domain/errors.ts';
import { nearest } from '../domain/nearest.ts';
import { replacePlaceholders } from './placeholders.ts';
import type { Template, TemplateInput } from './template.ts';
import { exampleValue, valueProblem } from './values.ts';

/**
 * The prompt of a template with `values` in the place of its placeholders, defaults where none is given. Values are data:
 * placeholders in them stay as they are, and one of many lines becomes a block quote, so that no line of it can pass for
 * one of the template. Throws `usage` that names the input, what is wrong with it, and an example.
 */
export function renderTemplate(template: Template, values: Record<string, string> = {}): string {
  const given = new Map(Object.entries(values));
  for (const name of given.keys()) requireKnown(name, template);
  const texts = new Map(template.inputs.map((input) => [input.name, chosen(input, given.get(input.name))]));
  if (template.plain) return template.body;
  return replacePlaceholders(template.body, (name, indent) => texts.get(name)?.replaceAll('\n', `\n${indent}`) ?? '');
}

function requireKnown(name: string, { name: template, inputs }: Template): void {
  const names = inputs.map((input) => input.name);
  if (names.includes(name)) return;
  const meant = nearest(name, names);
  const has = names.length === 0 ? 'It takes none.' : `It has ${names.join(', ')}.`;
  throw new AutomationError('usage', `The template ${template} has no input "${name}"`, {
    hint: meant ? `Did you mean ${meant}?` : has,
  });
}

function chosen(input: TemplateInput, given: string | undefined): string {
  if (given === undefined && input.required) throw inputFault(input, 'is missing');
  const value = (given ?? input.default ?? '').replaceAll('\r\n', '\n');
  const problem = valueProblem(input, value);
  if (problem !== undefined) throw inputFault(input, problem);
  return input.multiline ? quoted(value) : value;
}

function quoted(value: string): string {
  if (value === '') return '';
  return value
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function inputFault(input: TemplateInput, problem: string): AutomationError {
  return new AutomationError('usage', `The input "${input.name}" ${problem}`, {
    hint: `${input.description.replace(/\.$/, '')}. Example: --input ${shellWord(`${input.name}=${exampleValue(input)}`)}`,
  });
}

/** A word as a POSIX shell reads it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command line that runs the template, with every input that must be given. */
export function exampleCommand({ name, inputs }: Template): string {
  const given = inputs.filter((input) => input.required).map((input) => `${input.name}=${exampleValue(input)}`);
  return ['siso run --template', name, ...given.map((pair) => `--input ${shellWord(pair)}`)].join(' ');
}
