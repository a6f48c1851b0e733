import { type Micros, parseUsd } from './money.ts';
import { nearest } from './nearest.ts';

/** What people write as the value of an option, on a command line, in a file or in a variable. */

/** The value, or one sentence that says what would be right. */
export type Parsed<Value> = { value: Value } | { problem: string };

export function parseWord<Word extends string>(words: readonly Word[], text: string): Parsed<Word> {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return { value: word };
  const meant = nearest(text, words);
  return { problem: meant ? `Did you mean ${meant}?` : `It can be ${words.join(', ')}.` };
}

const MAX_BUDGET: Micros = 10_000_000_000;

/** `1.50` to micro-USD; above zero, at most $10,000 and six decimals. */
export function parseBudget(text: string): Parsed<Micros> {
  const micros = parseUsd(text);
  if (micros === undefined || micros === 0)
    return { problem: 'Give dollars above zero with at most six decimals, such as 1.50.' };
  return micros > MAX_BUDGET ? { problem: 'At most 10000 dollars fit one task.' } : { value: micros };
}

/** What is counted in tokens or tasks stays below this. */
export const MAX_COUNT = 1_000_000_000;

/** `5000`, `5_000`, `5,000`; above zero. */
export function parseCount(text: string): Parsed<number> {
  const count = Number(text.replaceAll('_', '').replaceAll(',', ''));
  const fits = Number.isSafeInteger(count) && count > 0 && count <= MAX_COUNT;
  return fits ? { value: count } : { problem: 'Give a whole number above zero, such as 5000.' };
}

const UNITS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** `90s`, `15m`, `2h` to milliseconds. At most a day. */
export function parseDuration(text: string): Parsed<number> {
  const [, amount, unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (UNITS.get(unit) ?? Number.NaN);
  const fits = milliseconds > 0 && milliseconds <= 86_400_000;
  return fits ? { value: milliseconds } : { problem: 'Give a time such as 90s, 15m or 2h, at most 24h.' };
}

/** A duration, or `0` for none. */
export function parseDurationOrNone(text: string): Parsed<number> {
  if (text === '0') return { value: 0 };
  const parsed = parseDuration(text);
  return 'value' in parsed ? parsed : { problem: 'Give a time such as 90s, 15m or 2h, at most 24h, or 0 for none.' };
}

/** A name is shown, logged and compared; no model has one with other characters. */
export function parseModel(text: string): Parsed<string> {
  if (/^[\w.:@[\]-]{1,100}$/.test(text)) return { value: text };
  return { problem: 'Give the name of a model, such as sonnet or claude-sonnet-5-5.' };
}

const LABEL_NAME = /^[\w.-]{1,63}$/;
const MAX_LABEL_LENGTH = 200;
const MAX_LABELS = 20;

/** Names and values by which usage is charged, such as a team or a cost centre. */
export function parseLabels(labels: Record<string, string>): Parsed<Record<string, string>> {
  const entries = Object.entries(labels);
  if (entries.length > MAX_LABELS) return { problem: `At most ${MAX_LABELS} labels fit one task.` };
  const name = entries.find(([key]) => !LABEL_NAME.test(key))?.[0];
  if (name !== undefined)
    return { problem: 'A label is named with letters, digits, dots and dashes, such as team=web.' };
  const odd = entries.some(
    ([, value]) => value.trim() === '' || value.length > MAX_LABEL_LENGTH || /\p{Cc}/u.test(value),
  );
  return odd
    ? { problem: `The value of a label has 1 to ${MAX_LABEL_LENGTH} characters, on one line.` }
    : { value: labels };
}

/** `team=web,cost-center=42`. */
export function parseLabelList(text: string): Parsed<Record<string, string>> {
  const pairs = text.split(',').map((pair) => pair.trim());
  const split = pairs.filter((pair) => pair !== '').map((pair) => /^([^=]+)=(.*)$/s.exec(pair));
  const labels: [string, string][] = [];
  for (const pair of split) {
    if (pair === null) return { problem: 'Give labels as key=value, such as team=web,cost-center=42.' };
    labels.push([(pair[1] ?? '').trim(), (pair[2] ?? '').trim()]);
  }
  return parseLabels(Object.fromEntries(labels));
}
