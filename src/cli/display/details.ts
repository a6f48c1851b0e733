import { count, inline, money, span } from './format.ts';

/** Fields of events and of audit entries, for people. All pure. */

/** A name in words and its value in its unit; nested values are left to `--json`. */
export function detail(name: string, value: unknown): string[] {
  const text = valueText(name, value);
  return text === undefined ? [] : [value === true ? fieldName(name) : `${fieldName(name)} ${text}`];
}

/** `holdMicros` and `hold_micros` to `hold`, `cap_version` to `cap version`. */
export function fieldName(name: string): string {
  return inline(name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .replace(/ (micros|nanos|ms)$/, '');
}

/** A plain value in the unit that its name tells; `undefined` for a nested one and for what is not so. */
export function valueText(name: string, value: unknown): string | undefined {
  if (value === null) return 'none';
  if (Array.isArray(value)) return inline(value.join(', '));
  if (typeof value === 'string') return inline(value).replaceAll('_', ' ');
  if (typeof value === 'boolean') return value ? 'yes' : undefined;
  return typeof value === 'number' ? numberText(name, value) : undefined;
}

function numberText(name: string, value: number): string {
  if (/micros$/i.test(name)) return money(value);
  // Nano-USD a token are thousandths of a dollar for a million.
  if (/nanos$/i.test(name)) return money(value * 1_000);
  return name.endsWith('Ms') ? span(value) : count(value);
}
