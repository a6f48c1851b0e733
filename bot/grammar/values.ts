import {
  CATEGORIES,
  type Category,
  ENVIRONMENTS,
  type Environment,
  PRIORITIES,
  type Priority,
} from '../../src/domain/tasks.ts';
import { type Parsed, parseBudget, parseModel, parseWord } from '../../src/domain/values.ts';

/** Readers of option values as people write them in a comment. Each gives the value, or one sentence that says what would be right. */

const LONGEST_WORD = 30;
const NUMBERED = new Map<string, Priority>(PRIORITIES.map((priority, index) => [`p${index}`, priority]));

/** `urgent` to `low`, or `p0` to `p3`. */
export function readPriority(text: string): Parsed<Priority> {
  const numbered = NUMBERED.get(text.toLowerCase());
  return numbered === undefined ? readWord(PRIORITIES, text) : { value: numbered };
}

export function readCategory(text: string): Parsed<Category> {
  return readWord(CATEGORIES, text);
}

export function readEnvironment(text: string): Parsed<Environment> {
  return readWord(ENVIRONMENTS, text);
}

function readWord<Word extends string>(words: readonly Word[], text: string): Parsed<Word> {
  return parseWord(words, text.slice(0, LONGEST_WORD).toLowerCase());
}

/** The name of a template, so that no path can be one. */
export function readTemplateName(text: string): Parsed<string> {
  if (/^[a-z0-9][a-z0-9_-]{0,59}$/.test(text)) return { value: text };
  return { problem: 'Give the name of a template, such as code-review: small letters, digits, dashes.' };
}

/** The name of a branch, in signs that every tool takes. */
export function readBranch(text: string): Parsed<string> {
  const fits = /^[a-z0-9][\w./-]{0,249}$/i.test(text) && !/\.\.|\/\/|\/\.|\.\/|[./]$|\.lock$/i.test(text);
  return fits ? { value: text } : { problem: 'Give the name of a branch, such as release/1.4.' };
}

export function readReason(text: string): Parsed<string> {
  const reason = text.trim();
  if (reason.length >= 3 && reason.length <= 300) return { value: reason };
  return { problem: 'Give a reason of 3 to 300 characters in quotes.' };
}

const UNITS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);
const DAY_MS = 86_400_000;

/** `90s`, `15m`, `2h`, `1d` to milliseconds, above zero and at most `days`. */
export function readTime(text: string, days: number): Parsed<number> {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/i.exec(text) ?? [];
  const milliseconds = Number(amount) * (UNITS.get(unit.toLowerCase()) ?? Number.NaN);
  if (milliseconds > 0 && milliseconds <= days * DAY_MS) return { value: milliseconds };
  return { problem: `Give a time such as 90s, 15m, 2h or 1d, at most ${days === 1 ? '24h' : `${days}d`}.` };
}

export { parseBudget as readBudget, parseModel as readModel };
