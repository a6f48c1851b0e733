import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { type FrontMatter, frontMatterSchema, inputFieldsSchema } from '../contracts/template.ts';
import { nearest } from '../domain/nearest.ts';
import { templateFault } from './fault.ts';

/** A file cut in two: the YAML between the lines `---`, and what follows. */
export interface Parts {
  yaml: string;
  body: string;
}

/** `undefined` for text without front matter. Throws `prompt_invalid` when it has no end. */
export function splitFrontMatter(text: string, file: string): Parts | undefined {
  if (!/^---[ \t]*\n/.test(text)) return undefined;
  const [first = ''] = text.split('\n', 1);
  const rest = text.slice(first.length + 1);
  const end = /^---[ \t]*(?:\n|$)/m.exec(rest);
  if (!end) throw templateFault(file, 'the front matter has no end: a line --- is missing');
  return { yaml: rest.slice(0, end.index), body: rest.slice(end.index + end[0].length) };
}

/** Reads the front matter strictly. Throws `prompt_invalid` that names the file, the field and the nearest valid one. */
export function parseFrontMatter(yaml: string, file: string): FrontMatter {
  const parsed = frontMatterSchema.safeParse(parseYaml(yaml, file), { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw templateFault(file, issue ? sentence(issue) : 'the front matter is not valid');
}

function parseYaml(yaml: string, file: string): unknown {
  const document = parseDocument(yaml, { strict: true, uniqueKeys: true, prettyErrors: true });
  // An unknown tag is only a warning to the parser, but nothing that a template needs.
  const [fault] = [...document.errors, ...document.warnings];
  // The first line of the file is the one of `---`.
  const line = (fault?.linePos?.[0].line ?? 0) + 1;
  if (fault) throw templateFault(file, `line ${line} is not YAML: ${firstLine(fault.message)}`, fault);
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch (cause) {
    throw templateFault(file, 'the front matter uses YAML aliases, which are not read', cause);
  }
}

function firstLine(message: string): string {
  return message
    .split('\n', 1)
    .join('')
    .replace(/ at line \d+, column \d+:?$/, '');
}

function sentence(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.');
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      return `there is no field "${[field, key].filter(Boolean).join('.')}". ${offer(key, knownFields(issue.path))}`;
    }
    case 'invalid_key':
      return `"${field}" is no name of an input: use small letters, digits and -, beginning with a letter`;
    case 'invalid_value':
      return isMissing(issue)
        ? `the field "${field}" is missing. ${offer('', issue.values.map(String))}`
        : `"${field}" cannot be ${JSON.stringify(issue.input)}. ${offer(String(issue.input), issue.values.map(String))}`;
    default:
      if (field === '') return `the front matter ${issue.message}`;
      return isMissing(issue) ? `the field "${field}" is missing` : `"${field}" ${issue.message}`;
  }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.input === undefined;
}

function offer(word: string, known: string[]): string {
  const meant = nearest(word, known);
  return meant ? `Did you mean "${meant}"?` : `It can be ${known.join(', ')}.`;
}

function knownFields([section]: PropertyKey[]): string[] {
  return Object.keys((section === 'inputs' ? inputFieldsSchema : frontMatterSchema).shape);
}
