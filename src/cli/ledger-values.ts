import { Argument, InvalidArgumentError, Option } from 'commander';
import { BUDGET_SCOPES } from '../contracts/ledger/settings.ts';
import { type Micros, parseUsd } from '../domain/money.ts';
import { nearest } from '../domain/nearest.ts';
import { CATEGORIES } from '../domain/tasks.ts';
import { offering } from './completion/words.ts';
import { oneOf, usd, wholeNumber } from './values.ts';

/** Parsers of what the commands about the ledger are given, beside those of `values.ts`. */

/** An option whose words are known: the parser offers the nearest, completion offers all. */
export function choice(flags: string, text: string, words: readonly string[]): Option {
  return offering(words, new Option(flags, `${text}: ${words.join(', ')}`).argParser(oneOf(words)));
}

/** Several words, separated by commas or by giving the option again. */
export function choices(flags: string, text: string, words: readonly string[]): Option {
  const parse = oneOf(words);
  const option = new Option(flags, `${text}: ${words.join(', ')}; several with commas`);
  option.argParser((value: string, earlier: string[] | undefined) => [
    ...(earlier ?? []),
    ...value.split(',').map((word) => parse(word.trim())),
  ]);
  return offering(words, option);
}

export function wordArgument(name: string, text: string, words: readonly string[]): Argument {
  return offering(words, new Argument(name, text).argParser(oneOf(words)));
}

/** `T-7K3Q0000`; the `T-` may be missing, and case does not count. */
export function taskId(value: string): string {
  const [, id] = /^(?:t-)?([0-9a-z]{1,26})$/i.exec(value) ?? [];
  if (id === undefined) throw new InvalidArgumentError('Give the id of a task, such as T-7K3Q0000.');
  return `T-${id.toUpperCase()}`;
}

/** What a limit is to be; `none` lifts it. Commander has no room for a null. */
export type Limit = number | 'none';

export function orNone(parse: (value: string) => number): (value: string) => Limit {
  return (value) => (value === 'none' ? value : parse(value));
}

/** As the ledger takes it; what is not named stays. */
export function limitValue(limit: Limit | undefined): number | null | undefined {
  return limit === 'none' ? null : limit;
}

const MAX_CAP: Micros = 1_000_000_000_000;

/** Dollars of a budget; 0 allows nothing. */
export function cap(value: string): Micros {
  const micros = parseUsd(value);
  if (micros === undefined || micros > MAX_CAP)
    throw new InvalidArgumentError('Give dollars with at most six decimals, such as 50 or 12.50, or none.');
  return micros;
}

/** Tokens of a budget; 0 allows nothing. */
export function tokenCap(value: string): number {
  return value === '0' ? 0 : wholeNumber(value);
}

export interface BudgetScope {
  scope: (typeof BUDGET_SCOPES)[number];
  /** Empty for `global`. */
  value: string;
}

/** `global`, `repo:owner/name`, `actor:ada`, `category:testing`, `org:acme`, `label:team=web`. */
export function budgetScope(text: string): BudgetScope {
  const [word = '', ...rest] = text.split(':');
  const value = rest.join(':').trim();
  const scope = oneOf(BUDGET_SCOPES)(word);
  if (scope === 'global' && value === '' && rest.length === 0) return { scope, value };
  if (scope === 'category') return { scope, value: oneOf(CATEGORIES)(value) };
  if (scope === 'global' || value === '' || (scope === 'label' && value.indexOf('=') < 1))
    throw new InvalidArgumentError(
      'Give global, repo:OWNER/NAME, actor:NAME, category:NAME, org:NAME or label:KEY=VALUE.',
    );
  return { scope, value };
}

/** `50,80`: whole percents at which a budget alerts. */
export function thresholds(text: string): number[] {
  const values = text === 'none' ? [] : text.split(',').map((part) => Number(part.trim().replace(/%$/, '')));
  if (values.length > 10 || values.some((value) => !Number.isInteger(value) || value < 1 || value > 99))
    throw new InvalidArgumentError('Give at most ten percents from 1 to 99, such as 50,80; 100 always counts.');
  return [...new Set(values)].sort((a, b) => a - b);
}

/** An IANA time zone. */
export function zone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    const meant = nearest(name, Intl.supportedValuesOf('timeZone'));
    throw new InvalidArgumentError(meant ? `Did you mean ${meant}?` : 'Give an IANA time zone, such as Europe/Berlin.');
  }
}

/** `$2` for a million tokens to nano-USD a token. */
export function perMillion(value: string): number {
  const micros = parseUsd(value);
  if (micros === undefined || micros % 1_000 !== 0 || micros > MAX_CAP)
    throw new InvalidArgumentError('Give dollars for a million tokens with at most three decimals, such as 2.50.');
  return micros / 1_000;
}

export function label(value: string): string {
  if (value.indexOf('=') >= 1) return value;
  throw new InvalidArgumentError('Give key=value, such as team=web.');
}

/** How many rows a page has. */
export function pageSize(value: string): number {
  const number = wholeNumber(value);
  if (number > 500) throw new InvalidArgumentError('At most 500 fit one page.');
  return number;
}

/** `5` dollars to micro-USD, or `5000` with `--tokens`. */
export function grantAmount(text: string, unit: 'usd' | 'tokens'): number {
  return unit === 'usd' ? usd(text) : wholeNumber(text);
}

/** The name of a user, as siso takes it from the machine. */
export function memberName(value: string): string {
  const name = value.trim();
  if (name.length <= 200 && /^[^\p{C}]+$/u.test(name)) return name;
  throw new InvalidArgumentError('Give the name of a user, such as ada.');
}
