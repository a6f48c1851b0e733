import { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import { HttpFault } from './fault.ts';

type Place = 'body' | 'query' | 'path';

/** What was sent, held against its contract. Throws a 400 that names the field and offers the nearest. */
export function readInput<Schema extends z.ZodType>(schema: Schema, given: unknown, place: Place): z.output<Schema> {
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw wrong(place, { problem: 'It is not valid' });
  throw wrong(place, told(issue, schema));
}

interface Wrong {
  path?: string;
  problem: string;
  hint?: string | undefined;
}

function wrong(place: Place, { path, problem, hint = 'Correct the field.' }: Wrong): HttpFault {
  const field = [place, path].filter(Boolean).join('.');
  return new HttpFault('usage', `${problem} (${field})`, { status: 400, field, hint });
}

function told(issue: z.core.$ZodIssue, schema: z.ZodType): Wrong {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const names = fieldsAt(schema, issue.path);
    return {
      path: [path, cut(key)].filter(Boolean).join('.'),
      problem: 'There is no such field',
      hint: oneOf(key, names),
    };
  }
  if (issue.code === 'invalid_value') {
    const shown = cut(JSON.stringify(issue.input) ?? 'nothing');
    return { path, problem: `It cannot be ${shown}`, hint: oneOf(String(issue.input), issue.values.map(String)) };
  }
  return { path, problem: issue.message };
}

/** Names of the fields of the object at `path`, where that is known. */
function fieldsAt(schema: z.ZodType, path: PropertyKey[]): string[] {
  let at: unknown = schema;
  for (const step of path) {
    while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault) at = at.unwrap();
    at = at instanceof z.ZodObject && Object.hasOwn(at.shape, step) ? at.shape[String(step)] : undefined;
  }
  while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault) at = at.unwrap();
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function oneOf(word: string, known: string[]): string {
  const meant = nearest(word.slice(0, 100), known);
  if (meant) return `Did you mean ${meant}?`;
  return known.length === 0 ? 'Leave it out.' : `There are ${known.join(', ')}.`;
}

function cut(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

/** Throws a 400 for a body that would change nothing. */
export function demandChange<Changes extends object>(changes: Changes): Changes {
  if (Object.values(changes).some((value) => value !== undefined)) return changes;
  throw wrong('body', { problem: 'There is nothing to change', hint: 'Name at least one field.' });
}
