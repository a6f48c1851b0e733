import { z } from 'zod';

/** Words for query and path parameters, whose values come as text. */

/** A name, an id, a piece of text. */
export const text = z.string().min(1).max(300);

/** Several of the words: separated by commas, or the parameter several times. */
export function several<const Words extends readonly [string, ...string[]]>(words: Words) {
  const split = (given: unknown) =>
    (Array.isArray(given) ? given : [given]).flatMap((part) => (typeof part === 'string' ? part.split(',') : [part]));
  return z.preprocess((given) => (given === undefined ? undefined : split(given)), z.array(z.enum(words)).optional());
}

/** A whole number. */
export function whole({ min = 1, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) {
  const number = (given: unknown) => (typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : given);
  return z.preprocess(number, z.int().min(min).max(max));
}

/** Rows of a page. */
export function pageSize(standard: number) {
  return whole({ max: 500 }).default(standard);
}

/** `T-7K3Q0000`; the `T-` may be missing, and case does not count. */
export const taskId = z
  .string()
  .regex(/^(?:[tT]-)?[0-9a-zA-Z]{1,26}$/, 'Give the id of a task, such as T-7K3Q0000')
  .overwrite((id) => `T-${id.replace(/^t-/i, '').toUpperCase()}`);

/** The path of something else with an id: `W-7K3Q0000` of a chain. */
export function idPath(letter: string, noun: string) {
  const id = z
    .string()
    .regex(new RegExp(`^(?:${letter}-)?[0-9a-z]{1,26}$`, 'i'), `Give the id of a ${noun}, such as ${letter}-7K3Q0000`)
    .overwrite((given) => `${letter}-${given.replace(new RegExp(`^${letter}-`, 'i'), '').toUpperCase()}`);
  return z.strictObject({ id });
}

export const taskPath = z.strictObject({ id: taskId });
