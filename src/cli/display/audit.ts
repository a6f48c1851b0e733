import type { AuditEntry } from '../../contracts/ledger/records.ts';
import { count } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { detail, spaced } from './timeline.ts';
import { fullMoment } from './times.ts';

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
    { title: 'TIME', text: ({ at }) => fullMoment(at, screen), rank: 2 },
    { title: 'ACTOR', text: ({ actor }) => actor, rank: 3, least: 6 },
    { title: 'ACTION', text: ({ action }) => action, rank: 0 },
    { title: 'SUBJECT', text: ({ subject }) => subject, rank: 1, least: 10 },
    { title: 'WHAT', text: what, rank: 4, least: 12 },
    { title: 'ENTRY', text: ({ id }) => String(id), rank: 5, align: 'right' },
  ];
}

/** The reason, what changed, and the plain details; nested ones are left to `--json`. */
function what({ reason, before, after, details }: AuditEntry): string {
  const said = [
    ...(reason === null ? [] : [reason]),
    ...changed(before, after),
    ...Object.entries(details)
      .filter(([name]) => name !== 'reason')
      .flatMap(([name, value]) => detail(name, value)),
  ];
  return said.join(', ');
}

const UNSAID = new Set(['id', 'updated_at', 'cap_version', 'budget_id', 'starts_at', 'valid_from', 'reason', 'actor']);

function changed(before: AuditEntry['before'], after: AuditEntry['after']): string[] {
  if (after === null) return [];
  return Object.entries(after)
    .filter(([name, value]) => !UNSAID.has(name) && JSON.stringify(before?.[name]) !== JSON.stringify(value))
    .flatMap(([name, value]) => {
      const is = plainText(value);
      const was = before === null || !(name in before) ? undefined : plainText(before[name]);
      if (is === undefined) return [];
      return [was === undefined ? `${spaced(name)} ${is}` : `${spaced(name)} ${was} → ${is}`];
    });
}

function plainText(value: unknown): string | undefined {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'object' ? undefined : String(value);
}
