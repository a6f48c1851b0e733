import type { PruneDocument, RetentionChangeDocument } from '../../contracts/documents/retention.ts';
import { changesText, type FieldWords } from './changes.ts';
import { count, plural } from './format.ts';
import type { Screen } from './screen.ts';
import { paragraph } from './table.ts';
import { fullMoment } from './times.ts';

type Rows = Pick<PruneDocument, 'tasks' | 'entries' | 'events' | 'texts' | 'logs' | 'days' | 'periods' | 'alerts'>;

/** `3 tasks, 9 ledger entries, …`: what is not none. */
export function removedText(rows: Rows): string {
  const parts: [rows: number, one: string, many: string][] = [
    [rows.tasks, 'task', 'tasks'],
    [rows.entries, 'ledger entry', 'ledger entries'],
    [rows.events, 'event', 'events'],
    [rows.texts, 'prompt or result', 'prompts and results'],
    [rows.logs, 'part of a log', 'parts of logs'],
    [rows.days, 'sum of a day', 'sums of days'],
    [rows.periods, 'budget period', 'budget periods'],
    [rows.alerts, 'alert', 'alerts'],
  ];
  const said = parts.filter(([amount]) => amount > 0);
  if (said.length === 0) return 'nothing';
  return said.map(([amount, one, many]) => `${count(amount)} ${amount === 1 ? one : many}`).join(', ');
}

/** `siso prune`. */
export function pruneText(document: PruneDocument, screen: Screen): string {
  const { dryRun, finished, figuresBefore, textsBefore } = document;
  const verb = dryRun ? 'Would remove' : 'Removed';
  const until = `Figures before ${fullMoment(figuresBefore, screen)}, texts before ${fullMoment(textsBefore, screen)}.`;
  const lines = [`${verb} ${removedText(document)}.`, until];
  if (!finished) lines.push('It was interrupted: the ledger is in order, and the rest goes next time.');
  if (dryRun) lines.push('This was a dry run: nothing was removed.');
  return lines
    .flatMap((line, at) => paragraph(line, screen, at === 0 ? 0 : 2).map((row) => (at === 0 ? row : `  ${row}`)))
    .join('\n');
}

type Retention = RetentionChangeDocument['after'];

const WORDS: FieldWords<Retention>[] = [
  ['tasks and figures', ({ figureDays }) => plural(figureDays, 'day')],
  [
    'prompts, results, logs',
    ({ storeText, textDays }) => (storeText === 'none' ? 'not stored' : plural(textDays, 'day')),
  ],
];

/** `siso prune set`. */
export function retentionText(change: RetentionChangeDocument, screen: Screen): string {
  return ['What this ledger keeps', changesText(change, WORDS, screen)].join('\n');
}
