import type { Screen } from './screen.ts';

/** Moments and times for people, in the zone of whoever reads. All pure. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Watch = Pick<Screen, 'zone' | 'now'>;

/** `14:05:09`; with the date, `2026-11-24 14:05:09`, when it is not today. */
export function moment(instant: string, { zone, now }: Watch): string {
  const [date, time] = parts(new Date(instant), zone);
  return date === parts(now, zone)[0] ? time : `${date} ${time}`;
}

/** `2026-11-24 14:05:09`, whenever it is. */
export function fullMoment(instant: string, { zone }: Pick<Watch, 'zone'>): string {
  return parts(new Date(instant), zone).join(' ');
}

function parts(at: Date, timeZone: string): [string, string] {
  const [date = '', time = ''] = at
    .toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .split(' ');
  return [date, time];
}

/** `12 s`, `5 min`, `3 h`, `12 d`: roughly, for tables. */
function roughly(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / 1_000)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} d`;
}

export function age(instant: string, { now }: Pick<Watch, 'now'>): string {
  return roughly(now.getTime() - Date.parse(instant));
}

/** `58 s`, `12 min`, `23 h 59 min`, `6 d 4 h`: what is left, never less than it is. */
export function countdown(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.ceil(ms / 1_000)} s`;
  const minutes = Math.ceil(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return twoParts([minutes, 60], 'h', 'min');
  return twoParts([Math.ceil(minutes / 60), 24], 'd', 'h');
}

function twoParts([amount, size]: [number, number], large: string, small: string): string {
  const rest = amount % size;
  return `${Math.floor(amount / size)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

/** `in 3 h 5 min`, from now on. */
export function ahead(instant: string, { now }: Pick<Watch, 'now'>): string {
  return `in ${countdown(Date.parse(instant) - now.getTime())}`;
}
