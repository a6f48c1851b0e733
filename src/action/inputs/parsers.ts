import { type Micros, parseUsd } from '../../domain/money.ts';
import { type Parsed, parseWord } from '../../domain/values.ts';

/** Readers of what is no option of siso itself. Each says what is wrong and what would be right. */

/** As YAML writes it, in small letters. */
export function parseFlag(text: string): Parsed<boolean> {
  const parsed = parseWord(['true', 'false'], text.toLowerCase());
  return 'problem' in parsed ? { problem: 'It can be true or false.' } : { value: parsed.value === 'true' };
}

/** Dollars, also none, to micro-USD. */
export function parseCost(text: string): Parsed<Micros> {
  const micros = parseUsd(text);
  return micros === undefined
    ? { problem: 'Give dollars with at most six decimals, such as 0.42.' }
    : { value: micros };
}

export function parseTokens(text: string): Parsed<number> {
  return /^\d{1,12}$/.test(text)
    ? { value: Number(text) }
    : { problem: 'Give a whole number of tokens, such as 5000.' };
}

export function parseTaskId(text: string): Parsed<string> {
  return /^T-[0-9A-Z]{4,40}$/i.test(text)
    ? { value: text.toUpperCase() }
    : { problem: 'Give the id of a task as the ledger shows it, such as T-7K3Q.' };
}

/** `name=value`, one a line; a value may hold any character but a line break. */
export function parseLines(text: string): Parsed<Record<string, string>> {
  const values = new Map<string, string>();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [, name, value = ''] = /^\s*([a-z][a-z0-9-]*)=(.*)$/.exec(line) ?? [];
    if (name === undefined) return { problem: 'Give one name=value a line, such as target=src/api.' };
    if (values.has(name)) return { problem: `${name} is given twice.` };
    values.set(name, value.trim());
  }
  return { value: Object.fromEntries(values) };
}

/** An issue's number, or whether to comment where the event came from. */
export function parseComment(text: string): Parsed<boolean | number> {
  if (/^[1-9]\d{0,9}$/.test(text)) return { value: Number(text) };
  const parsed = parseFlag(text);
  return 'problem' in parsed ? { problem: 'It can be true, false, or the number of an issue.' } : parsed;
}
