/** Micro-USD, a whole number: 1 USD = 1,000,000. Safe as a JavaScript number up to 9 billion dollars. */
export type Micros = number;
/** Nano-USD, a whole number: prices per token are kept in these, so that sums round only once. */
export type Nanos = number;

const MICROS_PER_USD = 1_000_000;

/** Reads `1.50`, `$2` or `0.000001` exactly; `undefined` for anything that is not a plain amount of at most six decimals. */
export function parseUsd(text: string): Micros | undefined {
  const match = /^\$?(\d{1,9})(?:\.(\d{1,6}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '0', fraction = ''] = match;
  return Number(whole) * MICROS_PER_USD + Number(fraction.padEnd(6, '0'));
}

/** `$0.02`, `$12.50`, `$0.000431`: at least two decimals, as many more as the amount needs. */
export function formatUsd(micros: Micros): string {
  const sign = micros < 0 ? '-' : '';
  const digits = Math.abs(micros).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${sign}$${digits.slice(0, -6)}.${fraction}`;
}
