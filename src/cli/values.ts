import { InvalidArgumentError } from 'commander';
import { type Micros, parseUsd } from '../domain/money.ts';
import { nearest } from '../domain/nearest.ts';

/** Parsers of option values. Each says what is wrong and what would be right; commander names the option. */

export function oneOf<Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    const meant = nearest(value, words);
    throw new InvalidArgumentError(meant ? `Did you mean ${meant}?` : `It can be ${words.join(', ')}.`);
  };
}

const MAX_BUDGET: Micros = 10_000_000_000;

/** `1.50` to micro-USD; above zero, at most $10,000 and six decimals. */
export function usd(value: string): Micros {
  const micros = parseUsd(value);
  if (micros === undefined || micros === 0)
    throw new InvalidArgumentError('Give dollars above zero with at most six decimals, such as 1.50.');
  if (micros > MAX_BUDGET) throw new InvalidArgumentError('At most 10000 dollars fit one task.');
  return micros;
}

export function wholeNumber(value: string): number {
  const number = Number(value.replaceAll('_', '').replaceAll(',', ''));
  if (!Number.isSafeInteger(number) || number <= 0 || number > 1_000_000_000)
    throw new InvalidArgumentError('Give a whole number above zero, such as 5000.');
  return number;
}

const UNITS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** `90s`, `15m`, `2h` to milliseconds. At most a day. */
export function duration(value: string): number {
  const [, amount, unit = ''] = /^(\d{1,6})([smh])$/.exec(value) ?? [];
  const milliseconds = Number(amount) * (UNITS.get(unit) ?? Number.NaN);
  if (!(milliseconds > 0) || milliseconds > 86_400_000)
    throw new InvalidArgumentError('Give a time such as 90s, 15m or 2h, at most 24h.');
  return milliseconds;
}

/** A duration, or `0` for none. */
export function durationOrNone(value: string): number {
  return value === '0' ? 0 : duration(value);
}

/** A name is shown, logged and compared; no model has one with other characters. */
export function modelName(value: string): string {
  if (/^[\w.:@[\]-]{1,100}$/.test(value)) return value;
  throw new InvalidArgumentError('Give the name of a model, such as sonnet or claude-sonnet-5-5.');
}

export function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}
