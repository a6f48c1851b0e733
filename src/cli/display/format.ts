import { formatUsd, type Micros } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';

/** Words and figures for people. All pure. */

const NUMBER = new Intl.NumberFormat('en-US');

export function count(value: number): string {
  return NUMBER.format(value);
}

/** `$1,234.50`: exact, in groups of three. */
export function money(micros: Micros): string {
  const [whole = '', fraction = ''] = formatUsd(micros).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `850 ms`, `4.2 s`, `3 min 5 s`, `1 h 20 min`. */
export function span(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds - minutes * 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Time of day in the person's zone; with the date when it is not today. */
export function clock(instant: string, now: Date): string {
  const at = new Date(instant);
  const time = at.toLocaleTimeString('en-GB');
  const sameDay = at.toDateString() === now.toDateString();
  return sameDay ? time : `${at.toLocaleDateString('en-CA')} ${time}`;
}

/** What others wrote, on one line. */
export function inline(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}

/** Two columns, the first as wide as its longest word. */
export function columns(rows: [string, string][]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}
