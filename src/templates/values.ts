import { nearest } from '../domain/nearest.ts';
import type { TemplateInput } from './template.ts';

const MAX_CHARACTERS = 4_000;

/**
 * What a reader does not see or what reorders text: control and format characters other than the joiners that some
 * scripts need, separators of lines, unassigned and private ones. Line breaks and tabs are judged apart.
 */
const HIDDEN = /(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** What is wrong with a value, as words that follow "the input": "is empty"; `undefined` when nothing is. */
export function valueProblem(input: TemplateInput, value: string): string | undefined {
  if (value === '' && !input.required) return undefined;
  if (value.trim() === '') return 'is empty';
  if (value.length > MAX_CHARACTERS) return `has ${value.length} characters; ${MAX_CHARACTERS} are the most`;
  if (HIDDEN.test(value)) return 'has control or hidden characters';
  if (!input.multiline && /[\n\t]/.test(value)) return 'has a line break or a tab; it takes one line';
  return ofItsType(input, value) ?? ofPattern(input, value);
}

function ofItsType(input: TemplateInput, value: string): string | undefined {
  switch (input.type) {
    case 'text':
      return undefined;
    case 'path':
      return pathProblem(value);
    case 'number':
      return numberProblem(input, value);
    case 'choice':
      return choiceProblem(input, value);
  }
}

function pathProblem(value: string): string | undefined {
  if (value.includes('\\')) return 'is a path with a backslash; write /';
  if (/^[/~]|^[A-Za-z]:/.test(value)) return 'is a path outside the project; give one below its top';
  if (value.split('/').includes('..')) return 'leaves the project with ..; give a path below its top';
  return value.startsWith('-') ? 'begins with -, which commands take for an option; write ./ before it' : undefined;
}

function numberProblem({ min, max }: TemplateInput, value: string): string | undefined {
  if (!/^-?\d{1,15}(\.\d{1,9})?$/.test(value)) return 'is not a plain number';
  if (min !== undefined && Number(value) < min) return `is below ${min}`;
  return max !== undefined && Number(value) > max ? `is above ${max}` : undefined;
}

function choiceProblem({ choices = [] }: TemplateInput, value: string): string | undefined {
  if (choices.includes(value)) return undefined;
  const meant = nearest(value, choices);
  return `is none of ${choices.join(', ')}${meant ? `; did you mean ${meant}?` : ''}`;
}

function ofPattern({ pattern }: TemplateInput, value: string): string | undefined {
  if (pattern === undefined || wholePattern(pattern).test(value)) return undefined;
  return `does not match ${pattern}`;
}

/** Throws `SyntaxError` for what is no regular expression. */
export function wholePattern(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

/** A value that may be given, for people to copy. */
export function exampleValue({ example, default: standard, type, choices, min, max }: TemplateInput): string {
  if (example !== undefined) return example;
  if (standard) return standard;
  const byType = { text: '...', path: 'src', number: String(min ?? max ?? 1), choice: choices?.[0] ?? '' };
  return byType[type];
}
