import type { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import { FILE_OPTIONS, fieldsIn } from './file-schema.ts';
import { ALL_OPTIONS } from './options.ts';

/** What is wrong with a file, and what to do about it. */
export interface Problem {
  message: string;
  hint: string;
}

type Issue = z.core.$ZodIssue;

const CORRECT_IT = 'Correct the field and run the command again.';

/** The issue of a field as a sentence. Field names and values are of the checkout: printed only as printable text. */
export function problemOf(issue: Issue): Problem {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return unknownField(issue.path.map(String), issue.keys[0] ?? '');
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const meant = nearest(String(issue.input), values);
    const way = meant ? `Did you mean "${meant}"?` : `It can be ${values.join(', ')}.`;
    return { message: `"${field}" cannot be ${quoted(issue.input)}. ${way}`, hint: CORRECT_IT };
  }
  if (issue.code === 'custom') return { message: `"${field}" cannot be ${quoted(issue.input)}`, hint: issue.message };
  if (field === '') return { message: 'it does not hold fields with values', hint: 'Correct the file.' };
  const described = FILE_OPTIONS.find(({ name }) => name === field);
  const example = described && `Correct the field: ${lastName(field)}: ${JSON.stringify(described.example)}.`;
  return { message: `"${field}": ${issue.message}`, hint: example ?? CORRECT_IT };
}

function quoted(input: unknown): string {
  const text = JSON.stringify(input) ?? 'that';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function unknownField(section: string[], key: string): Problem {
  const name = [...section, key].join('.');
  const known = fieldsIn(section);
  const meant = nearest(key, known) ?? elsewhere(key);
  const way = meant ? `Did you mean "${meant}"?` : `There are ${known.join(', ')}.`;
  return { message: `there is no field "${name}". ${way}`, hint: onlyByVariable(name) ?? CORRECT_IT };
}

/** The whole name of a field that was written outside its section. */
function elsewhere(key: string): string | undefined {
  return FILE_OPTIONS.find(({ name }) => lastName(name).toLowerCase() === key.toLowerCase())?.name;
}

function onlyByVariable(field: string): string | undefined {
  const described = ALL_OPTIONS.find(({ name, inFiles }) => name === field && !inFiles);
  if (described === undefined) return undefined;
  const ways = [...(described.flag ? [described.flag] : []), ...described.variables].join(' or ');
  return `A checkout may not choose what siso starts, where it keeps things or how it reaches the network: use ${ways} instead.`;
}

function lastName(field: string): string {
  return field.split('.').at(-1) ?? field;
}
