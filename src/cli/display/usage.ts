import type { UsageDocument } from '../../contracts/documents/reports.ts';
import { bar, sparkline } from './bars.ts';
import { count, inline, money, plural } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, fields, paragraph, table } from './table.ts';
import { stateWord } from './words.ts';

type Row = UsageDocument['rows'][number];

/** `siso usage`: totals, a line of the days, and who or what it went to. */
export function usageText(document: UsageDocument, screen: Screen): string {
  const { total, rows, by, days, zone } = document;
  const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
  const range = first === last ? first : `${first} to ${last}`;
  return [
    ...paragraph(`${screen.colors.bold(`Usage ${range}`)} (days of ${inline(zone)}, the ledger's zone)`, screen),
    '',
    fields(
      [
        [
          'Cost',
          `${screen.colors.bold(money(total.costMicros))} for ${plural(total.tasks, 'task')} and ${plural(total.requests, 'request')}`,
        ],
        ['Tokens', tokens(total)],
        ['Ended', ended(document)],
        ['By day', days.length > 1 ? dayLine(document, screen) : undefined],
      ],
      screen,
    ),
    '',
    rows.length === 0 ? 'Nothing was used.' : table(columns(by, { total, rows }, screen), rows, screen),
  ].join('\n');
}

function tokens({ tokens: sums }: Row): string {
  const written = sums.cacheWrite5m + sums.cacheWrite1h;
  return `${count(sums.counted)} counted: ${count(sums.input)} in, ${count(sums.output)} out; cache: ${count(sums.cacheRead)} read, ${count(written)} written`;
}

function ended({ ended: states }: UsageDocument): string {
  return states.map(({ state, tasks }) => `${count(tasks)} ${stateWord(state)}`).join(', ');
}

/** Dollars, and the dearest day beside them as the scale. */
function dayLine({ days }: UsageDocument, { width, colors }: Screen): string {
  const most = days.reduce((a, b) => (b.costMicros > a.costMicros ? b : a));
  if (most.costMicros <= 0) return 'nothing on any day';
  const line = sparkline(
    days.map(({ costMicros }) => costMicros),
    Math.min(60, (width ?? 80) - 14),
  );
  return `${colors.cyan(line)} the most on ${most.day}: ${money(most.costMicros)}`;
}

function columns(by: string, { total, rows }: { total: Row; rows: Row[] }, screen: Screen): Column<Row>[] {
  const most = Math.max(1, ...rows.map(({ costMicros }) => costMicros));
  const percent = (row: Row) =>
    total.costMicros > 0 ? `${Math.round((row.costMicros / total.costMicros) * 100)} %` : '';
  return [
    { title: by.toUpperCase(), text: ({ key }) => key, rank: 0, least: 10 },
    { title: 'COST', text: ({ costMicros }) => money(costMicros), rank: 0, align: 'right' },
    { title: 'SHARE', text: percent, rank: 2, align: 'right' },
    {
      title: '',
      text: ({ costMicros }) => bar(Math.max(0, costMicros) / most),
      rank: 3,
      paint: (text) => screen.colors.cyan(text),
    },
    { title: 'TOKENS', text: (row) => count(row.tokens.counted), rank: 1, align: 'right' },
    { title: 'TASKS', text: (row) => count(row.tasks), rank: 4, align: 'right' },
    { title: 'REQUESTS', text: (row) => count(row.requests), rank: 5, align: 'right' },
  ];
}
