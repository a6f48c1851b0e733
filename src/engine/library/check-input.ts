import { z } from 'zod';
import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';

/** What a caller gave, held against its contract. `what` names it. Throws `usage`, which names the field and the nearest one. */
export function checkInput<Schema extends z.ZodType>(schema: Schema, given: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const fields = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const { problem, hint } = issue === undefined ? { problem: 'is not valid', hint: '' } : told(issue, fields);
  throw new AutomationError('usage', `${what}: ${problem}`, { hint, cause: parsed.error });
}

function told(issue: z.core.$ZodIssue, fields: string[]): { problem: string; hint: string } {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return { problem: `there is no field "${[field, key].filter(Boolean).join('.')}"`, hint: oneOf(key, fields) };
  }
  const subject = field === '' ? 'the value' : `"${field}"`;
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return {
      problem: `${subject} cannot be ${JSON.stringify(issue.input)}`,
      hint: oneOf(String(issue.input), values),
    };
  }
  return { problem: `${subject}: ${issue.message}`, hint: 'Correct the field.' };
}

function oneOf(word: string, known: string[]): string {
  const meant = nearest(word, known);
  return meant ? `Did you mean "${meant}"?` : `There are ${known.join(', ')}.`;
}
