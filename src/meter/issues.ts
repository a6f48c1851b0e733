import type { z } from 'zod';

/** The first thing wrong with a value, with the field's name: `steps[1].tools[0].name: expected string`. */
export function firstIssue({ issues: [issue] }: z.ZodError): string {
  if (!issue) return 'invalid';
  const field = issue.path.reduce<string>(
    (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}${path && '.'}${String(key)}`),
    '',
  );
  return field === '' ? issue.message : `${field}: ${issue.message}`;
}
