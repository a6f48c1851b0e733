import { InvalidArgumentError } from 'commander';

/** Moments and ranges of time as people write them. All pure but for the zone of this machine. */

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const MAX_AGO_MS = 3_660 * UNITS.d;
const MAX_GRANT_MS = 31 * UNITS.d;
const MAX_KEY_MS = 366 * UNITS.d;

/** Milliseconds of `90s`, `15m`, `2h`, `7d`, `2w`; `undefined` for anything else. */
function amountOfTime(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? [];
  const size = Object.entries(UNITS).find(([name]) => name === unit)?.[1];
  return size === undefined ? undefined : Number(amount) * size;
}

/** How long a grant counts, to whole seconds; at most 31 days. */
export function grantSeconds(text: string): number {
  const ms = amountOfTime(text) ?? 0;
  if (ms < 1_000 || ms > MAX_GRANT_MS)
    throw new InvalidArgumentError('Give a time such as 2h, 24h or 7d, at most 31d.');
  return ms / 1_000;
}

/** How long a runner key counts, to whole seconds; a minute at least, 366 days at most. */
export function keySeconds(text: string): number {
  const ms = amountOfTime(text) ?? 0;
  if (ms < 60_000 || ms > MAX_KEY_MS) throw new InvalidArgumentError('Give a time such as 30d or 90d, at most 366d.');
  return ms / 1_000;
}

/** Whole days of `400d`, `57w`. */
export function wholeDays(text: string): number {
  const days = (amountOfTime(text) ?? Number.NaN) / UNITS.d;
  if (!Number.isInteger(days) || days > 99_999) throw new InvalidArgumentError('Give whole days, such as 30d or 400d.');
  return days;
}

/** How long figures are kept; the current month of every zone needs them. */
export function figureDays(text: string): number {
  const days = wholeDays(text);
  if (days < 32) throw new InvalidArgumentError('At least 32d: the current month of every time zone needs them.');
  return days;
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT_HINT = 'Give a time ago such as 2h or 7d, a day such as 2026-11-01, or 2026-11-01T14:30.';

/** Where a range begins: some time ago, the start of a day, or a moment, in the zone of this machine. */
export function since(text: string): string {
  return momentOf(text, 0);
}

/** Where a range ends: as `since`, but a day counts whole. */
export function until(text: string): string {
  return momentOf(text, 1);
}

function momentOf(text: string, addDays: 0 | 1): string {
  const ago = amountOfTime(text);
  if (ago !== undefined && ago <= MAX_AGO_MS) return new Date(Date.now() - ago).toISOString();
  const day = calendarDay(text);
  if (day !== undefined) return startOfDay(plusDays(day, addDays), localZone()).toISOString();
  const at = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) ? new Date(text.replace(' ', 'T')) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError(MOMENT_HINT);
  return at.toISOString();
}

const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `2026-11-01` when there is such a day. */
function calendarDay(text: string): string | undefined {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return at.toISOString().startsWith(text) ? text : undefined;
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * UNITS.d).toISOString().slice(0, 10);
}

/** The day that a moment belongs to in `zone`. */
export function dayOf(at: Date, zone: string): string {
  return at.toLocaleDateString('sv-SE', { timeZone: zone });
}

/** The first moment of a day in `zone`: of a midnight that comes twice the first, of one that is skipped what comes instead. */
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const offsets = [midnight - UNITS.d, midnight + UNITS.d].map((at) => offsetAt(at, zone));
  const moments = offsets.map((offset) => midnight - offset);
  const real = moments.filter((at, index) => offsetAt(at, zone) === offsets[index]);
  return new Date(real.length > 0 ? Math.min(...real) : Math.max(...moments));
}

/** What `zone` is ahead of UTC at a moment, milliseconds. */
function offsetAt(at: number, zone: string): number {
  const local = new Date(at).toLocaleString('sv-SE', { timeZone: zone });
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000;
}

/** Days, both included, that the ledger's own zone turns into moments. */
export type UsageRange = (today: string) => { first: string; last: string };

const RANGES = new Map<string, UsageRange>([
  ['today', (today) => ({ first: today, last: today })],
  ['7d', (today) => ({ first: plusDays(today, -6), last: today })],
  ['30d', (today) => ({ first: plusDays(today, -29), last: today })],
  ['month', (today) => ({ first: `${today.slice(0, 7)}-01`, last: today })],
]);
export const RANGE_WORDS = [...RANGES.keys()];

const RANGE_HINT = `It can be ${RANGE_WORDS.join(', ')}, or days such as 2026-11-01..2026-11-15.`;

/** `today`, `7d`, `30d`, `month`, or `2026-11-01..2026-11-15`. */
export function usageRange(text: string): UsageRange {
  const named = RANGES.get(text);
  if (named !== undefined) return named;
  const [from = '', to = '', ...more] = text.split('..');
  const [first, last] = [calendarDay(from), calendarDay(to)];
  if (first === undefined || last === undefined || more.length > 0) throw new InvalidArgumentError(RANGE_HINT);
  if (first > last) throw new InvalidArgumentError('The first day comes after the last one.');
  if (Date.parse(last) - Date.parse(first) > 3_660 * UNITS.d) throw new InvalidArgumentError('At most ten years.');
  return () => ({ first, last });
}
