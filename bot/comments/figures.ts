import { formatUsd, type Micros } from '../../src/domain/money.ts';

/** Figures and moments as people read them. */

const NUMBER = new Intl.NumberFormat('en-US');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const CELLS = 10;

export function count(value: number): string {
  return NUMBER.format(value);
}

export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `$1,234.50`. */
export function money(micros: Micros): string {
  const [whole = '', fraction = ''] = formatUsd(micros).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

/** An amount in the unit of the limit that is named. */
export function amountOf(limit: string, value: number): string {
  return limit.includes('dollars') || limit === 'usd' ? money(value) : count(value);
}

/** `2026-03-01 14:05 UTC`: GitHub shows everybody the same text. */
export function moment(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The same where it is promised not to be before: rounded up to the minute. */
export function momentFrom(instant: string): string {
  return moment(new Date(Math.ceil(Date.parse(instant) / MINUTE) * MINUTE).toISOString());
}

/** `12 seconds`, `4 minutes 5 seconds`, `1 hour 20 minutes`. */
export function duration(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < SECOND) return 'less than a second';
  if (ms < MINUTE) return plural(Math.floor(ms / SECOND), 'second');
  if (ms < HOUR) return two([ms, MINUTE, 'minute'], [SECOND, 'second']);
  return ms < DAY ? two([ms, HOUR, 'hour'], [MINUTE, 'minute']) : two([ms, DAY, 'day'], [HOUR, 'hour']);
}

function two([ms, large, noun]: [number, number, string], [small, part]: [number, string]): string {
  const rest = Math.floor((ms % large) / small);
  return `${plural(Math.floor(ms / large), noun)}${rest === 0 ? '' : ` ${plural(rest, part)}`}`;
}

/** Ten cells as inline code; only what is full is full. */
export function bar(used: number, whole: number): string {
  const share = used / Math.max(1, whole);
  const full = share >= 1 ? CELLS : Math.min(CELLS - 1, Math.max(share > 0 ? 1 : 0, Math.round(share * CELLS)));
  return `\`${'█'.repeat(full)}${'░'.repeat(CELLS - full)}\` ${Math.floor(share * 100)} %`;
}
