import { InvalidArgumentError } from 'commander';
import type { Micros } from '../domain/money.ts';
import {
  type Parsed,
  parseBudget,
  parseCount,
  parseDuration,
  parseDurationOrNone,
  parseLabelList,
  parseLabels,
  parseModel,
  parseWord,
} from '../domain/values.ts';

/** Parsers of option values. Each says what is wrong and what would be right; commander names the option. */

function valueIn<Value>(parsed: Parsed<Value>): Value {
  if ('problem' in parsed) throw new InvalidArgumentError(parsed.problem);
  return parsed.value;
}

export function oneOf<Word extends string>(words: readonly Word[]): (value: string) => Word {
  return (value) => valueIn(parseWord(words, value));
}

/** `1.50` to micro-USD. */
export function usd(value: string): Micros {
  return valueIn(parseBudget(value));
}

export function wholeNumber(value: string): number {
  return valueIn(parseCount(value));
}

/** A command for `sh`. */
export function prepareCommand(value: string): string {
  const command = value.trim();
  if (command !== '' && command.length <= 2_000) return command;
  throw new InvalidArgumentError('Give a command of at most 2,000 characters, such as "npm ci".');
}

/** `90s`, `15m`, `2h` to milliseconds. */
export function duration(value: string): number {
  return valueIn(parseDuration(value));
}

/** A duration, or `0` for none. */
export function durationOrNone(value: string): number {
  return valueIn(parseDurationOrNone(value));
}

export function modelName(value: string): string {
  return valueIn(parseModel(value));
}

export function collect(value: string, earlier: string[] | undefined): string[] {
  return [...(earlier ?? []), value];
}

/** `key=value` into the labels given so far; the last value of a key counts. */
export function collectLabel(pair: string, earlier: Record<string, string> | undefined): Record<string, string> {
  return valueIn(parseLabels({ ...earlier, ...valueIn(parseLabelList(pair)) }));
}

export function port(value: string): number {
  const number = Number(value);
  if (/^\d{1,5}$/.test(value) && number <= 65_535) return number;
  throw new InvalidArgumentError('Give a port from 0 to 65535.');
}
