import { nearest } from '../domain/nearest.ts';
import type { TemplateInput } from './template.ts';

/** `{{ name }}`; not `${{ … }}`, which workflow files use. */
const PLACEHOLDER = /(?<!\$)\{\{([^{}\n]*)\}\}/g;

/** What is wrong between the placeholders of a body and the inputs; `undefined` when nothing is. */
export function placeholderProblem(body: string, inputs: TemplateInput[]): string | undefined {
  const names = inputs.map(({ name }) => name);
  const used = [...body.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
  const unknown = used.find((name) => !names.includes(name));
  if (unknown !== undefined) return `there is no input for the placeholder {{ ${unknown} }}. ${offer(unknown, names)}`;
  const unused = names.find((name) => !used.includes(name));
  if (unused !== undefined) return `the input "${unused}" is never used: write {{ ${unused} }} in the text, or drop it`;
  const inLine = inputs.find((input) => input.multiline && !standsAlone(body, input.name));
  return inLine && `the input "${inLine.name}" has many lines: {{ ${inLine.name} }} must stand on a line of its own`;
}

function offer(word: string, names: string[]): string {
  const meant = nearest(word, names);
  if (meant) return `Did you mean {{ ${meant} }}?`;
  return names.length === 0 ? 'There are no inputs.' : `There are ${names.join(', ')}.`;
}

function standsAlone(body: string, name: string): boolean {
  const lines = body.split('\n').filter((line) => namesIn(line).includes(name));
  return lines.every((line) => /^\s*\{\{[^{}]*\}\}\s*$/.test(line));
}

function namesIn(line: string): string[] {
  return [...line.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
}

/** Puts the values in, in one pass: what a value contains is never looked at again. */
export function replacePlaceholders(body: string, textOf: (name: string, indent: string) => string): string {
  return body.replace(PLACEHOLDER, (_, name: string, at: number) => {
    const [indent = ''] = /^\s*/.exec(body.slice(body.lastIndexOf('\n', at - 1) + 1, at)) ?? [];
    return textOf(name.trim(), indent);
  });
}
