import { resolve } from 'node:path';
import { countSchema, written } from '../contracts/config.ts';
import { parseCount } from '../domain/values.ts';

/** What options of a kind have in common: how the text of a variable is read and a value is shown. */

export const asWritten = (text: string) => ({ value: text });
const shown = (value: string): string => value;
export const word = { fromText: asWritten, show: shown };
export const count = {
  schema: countSchema,
  fromText: parseCount,
  show: (value: number) => value.toLocaleString('en-US'),
};
export const folder = {
  inFiles: false,
  schema: written((text) => ({ value: resolve(text) })),
  fromText: asWritten,
  show: shown,
} as const;

export const duration = { fromText: asWritten, show: time };

/** `90s`, `20m`, `2h`: the largest unit that fits whole. */
function time(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  const [size, unit] =
    milliseconds % 3_600_000 === 0 ? [3_600_000, 'h'] : milliseconds % 60_000 === 0 ? [60_000, 'm'] : [1_000, 's'];
  return `${milliseconds / Number(size)}${unit}`;
}
