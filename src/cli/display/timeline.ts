import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import { detail } from './details.ts';
import { inline, span } from './format.ts';
import type { Screen } from './screen.ts';
import { paragraph } from './table.ts';
import { moment } from './times.ts';
import { pad, textWidth } from './width.ts';

type Event = TaskRecord['events'][number];

/** What happened to a task, each line with the time that had passed since the one before. */
export function timeline(events: Event[], screen: Screen): string {
  const rows = events.map((event, at) => {
    const before = events[at - 1];
    const since = before === undefined ? '' : `+${span(Date.parse(event.at) - Date.parse(before.at))}`;
    return { at: moment(event.at, screen), since, what: what(event) };
  });
  const [clocks, spans] = [widest(rows.map(({ at }) => at)), widest(rows.map(({ since }) => since))];
  const margin = clocks + spans + 6;
  return rows
    .map(({ at, since, what }) => {
      const lines = paragraph(what, screen, margin);
      return `  ${pad(at, clocks)}  ${screen.colors.dim(pad(since, spans, 'right'))}  ${lines.join(`\n${' '.repeat(margin)}`)}`;
    })
    .join('\n');
}

const widest = (texts: string[]) => Math.max(0, ...texts.map(textWidth));

/** Said at the head of the task already, or of no use to people. */
const UNSAID = new Set([
  'state',
  'costSource',
  'holdId',
  'leaseToken',
  'error',
  'changedFiles',
  'denials',
  'branch',
  'sessionId',
]);

function what({ event, details }: Event): string {
  const said = Object.entries(details)
    .filter(([name]) => !UNSAID.has(name))
    .flatMap(([name, value]) => detail(name, value));
  const words = inline(event).replaceAll('_', ' ');
  return said.length === 0 ? words : `${words}: ${said.join(', ')}`;
}
