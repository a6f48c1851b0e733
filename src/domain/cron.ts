import { Cron } from 'croner';
import { AutomationError } from './errors.ts';

interface Field {
  name: string;
  least: number;
  most: number;
  /** Names of its values, the least first. */
  words: readonly string[];
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, words: [] },
  { name: 'hour', least: 0, most: 23, words: [] },
  { name: 'day of the month', least: 1, most: 31, words: [] },
  { name: 'month', least: 1, most: 12, words: MONTHS },
  { name: 'day of the week', least: 0, most: 7, words: DAYS },
];

/** A rule for times, in a zone. Make one with `parseCron`. */
export interface CronRule {
  /** The first occurrence after an instant; `undefined` when there is none any more. */
  next(after: Date): Date | undefined;
}

/**
 * Reads a rule of five fields. A local time that comes twice occurs once, the first time; one that a change of clocks leaves
 * out occurs at the first minute after the gap. With `*` as its hour a rule goes by the hours that really pass.
 * Throws `usage` that names the field and its position, or the zone.
 */
export function parseCron(text: string, zone: string): CronRule {
  const fields = [...text.matchAll(/\S+/g)].map(({ 0: field, index }) => ({ field, at: index + 1 }));
  const [minute, hour, ...days] = fields;
  if (minute === undefined || hour === undefined || fields.length !== FIELDS.length)
    throw fault(`"${text}" has ${fields.length} fields, and a cron rule has five`, EXAMPLE);
  for (const [n, kind] of FIELDS.entries()) checkField(fields[n] ?? minute, kind);
  checkZone(zone);
  const everyHour = hour.field.split(',').includes('*');
  const times = [minute, hour].map(({ field }, n) => (everyHour ? field : listed(field, n === 0 ? 60 : 24)));
  const pattern = [...times, ...days.map(({ field }) => field)].join(' ');
  // Croner minds changes of clocks where minutes and hours are lists.
  const cron = new Cron(pattern, { timezone: zone, mode: '5-part', fixedTimeRule: 'no-wildcard' });
  if (cron.nextRun(new Date(0)) === null)
    throw fault(`"${text}" never occurs: there is no such day`, 'Choose a day that comes.');
  return { next: (after) => cron.nextRun(after) ?? undefined };
}

/** A field of minutes or hours as the list of its values. */
function listed(field: string, count: number): string {
  const values = field.split(',').flatMap((part) => {
    const [range = '', step = '1'] = part.split('/');
    const [from = 0, to = from] = range === '*' ? [0, count - 1] : range.split('-').map(Number);
    return Array.from({ length: count }, (_, n) => from + n * Number(step)).filter((value) => value <= to);
  });
  return [...new Set(values)].sort((a, b) => a - b).join(',');
}

const EXAMPLE = 'Give minute, hour, day, month and day of the week, such as "17 3 * * 1-5".';

function fault(message: string, hint: string): AutomationError {
  return new AutomationError('usage', message, { hint });
}

function checkField({ field, at }: { field: string; at: number }, kind: Field): void {
  let position = at;
  for (const part of field.split(',')) {
    const problem = partProblem(part, kind);
    if (problem !== undefined)
      throw fault(`The ${kind.name} "${field}" ${problem} (position ${position} of the cron rule)`, allowed(kind));
    position += part.length + 1;
  }
}

function allowed({ least, most, words }: Field): string {
  const names = words.length === 0 ? '' : ` or ${words[0]} to ${words.at(-1)}`;
  return `It can be *, ${least} to ${most}${names}, a range such as ${least}-${most}, a list with commas, and a step such as */5.`;
}

/** Reads on after the field. */
function partProblem(part: string, kind: Field): string | undefined {
  const [range = '', step, ...more] = part.split('/');
  if (more.length > 0) return 'has two steps';
  if (step !== undefined && !/^[1-9]\d{0,3}$/.test(step)) return `has the step "${step}"`;
  if (step !== undefined && Number(step) > kind.most) return `has the step ${step}, which is too long`;
  if (range === '*') return undefined;
  const ends = range.split('-').flatMap((end) => numberOf(end, kind) ?? []);
  if (ends.length > 2 || ends.length !== range.split('-').length)
    return part === '' ? 'has an empty part' : `cannot be "${part}"`;
  const [from = 0, to = from] = ends;
  if (step !== undefined && ends.length === 1) return `has a step without a range: write ${range}-${kind.most}/${step}`;
  return from > to ? `has a range that ends before it begins: "${range}"` : undefined;
}

function numberOf(text: string, { least, most, words }: Field): number | undefined {
  const word = words.indexOf(text.toUpperCase());
  if (word >= 0) return word + least;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (cause) {
    throw new AutomationError('usage', `${zone} is no time zone`, { hint: 'Give one such as Europe/Berlin.', cause });
  }
}
