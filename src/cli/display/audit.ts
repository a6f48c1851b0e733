import type { AuditEntry } from '../../contracts/ledger/records.ts';
import { detail, fieldName, valueText } from './details.ts';
import { count } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { fullMoment, moment } from './times.ts';

interface Page {
  entries: AuditEntry[];
  next: number | null;
}

/** `siso audit`: who did what, newest first. */
export function auditText({ entries, next }: Page, screen: Screen): string {
  if (entries.length === 0) return 'No entry matches.';
  const rest = next === null ? '; there are no more.' : `; for the next page add: --before ${next}`;
  const many = entries.length === 1 ? '1 entry' : `${count(entries.length)} entries`;
  return [
    table(columns(screen), entries, screen),
    '',
    ...paragraph(`${many}${rest} Times are of ${screen.zone}.`, screen),
  ].join('\n');
}

function columns(screen: Screen): Column<AuditEntry>[] {
  return [
    { title: 'ENTRY', text: ({ id }) => String(id), rank: 5, align: 'right' },
    {
      title: 'TIME',
      text: ({ at }) => (screen.width === undefined ? fullMoment(at, screen) : moment(at, screen)),
      rank: 2,
    },
    { title: 'ACTOR', text: ({ actor }) => actor, rank: 3, least: 6 },
    { title: 'ACTION', text: ({ action }) => action, rank: 0 },
    { title: 'SUBJECT', text: ({ subject }) => subject, rank: 1, least: 10 },
    { title: 'WHAT', text: what, rank: 4, least: 12 },
  ];
}

/** Of little use in a line, or said by another column. */
const UNSAID_DETAILS = new Set([
  ...['state', 'reason', 'error', 'environment', 'costSource', 'changedFiles', 'sessionId'],
  ...['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'],
]);

/** The reason, what changed, and the plain details; nested ones are left to `--json`. */
function what({ reason, before, after, details }: AuditEntry): string {
  const said = [
    ...(reason === null ? [] : [reason.replaceAll('_', ' ')]),
    ...changed(before ?? {}, after ?? {}),
    ...Object.entries(details)
      .filter(([name, value]) => !UNSAID_DETAILS.has(name) && value !== 0)
      .flatMap(([name, value]) => (name === 'cost' ? detail('costMicros', value) : detail(name, value))),
  ];
  return said.join(', ');
}

const UNSAID_FIELDS = new Set([
  ...['id', 'model', 'reason', 'actor', 'scope', 'value', 'unit', 'category', 'repo'],
  ...['updated_at', 'cap_version', 'budget_id', 'starts_at', 'valid_from', 'valid_to'],
]);

type Fields = Record<string, unknown>;

function changed(before: Fields, after: Fields): string[] {
  return Object.entries(after)
    .filter(([name, value]) => !UNSAID_FIELDS.has(name) && JSON.stringify(before[name]) !== JSON.stringify(value))
    .flatMap(([name, value]) => {
      const unit = name === 'amount' && after.unit === 'usd' ? 'amountMicros' : name;
      const is = valueText(unit, value);
      const was = name in before ? valueText(unit, before[name]) : undefined;
      if (is === undefined || (was === undefined && value === null)) return [];
      return [`${fieldName(name)} ${was === undefined ? is : `${was} → ${is}`}`];
    });
}
