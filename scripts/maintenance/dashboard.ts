import { z } from 'zod';
import type { MaintenanceTask } from './tasks.ts';

/** One issue that shows what is done again and again, a line each. Whoever ticks one has it done at the next plan. */

/** What the dashboard says of one task. */
export interface BoardLine {
  ticked: boolean;
  /** What came of it, as it stands there. */
  said: string;
}

const MARK = /^- \[([ xX])\] \*\*[^*]*\*\*: (.*) <!-- siso:maintenance:([a-z\d-]+) -->$/;
const NOT_RUN = 'not run yet';

/** By key. Lines that are not ours are left alone. */
export function readBoard(body: string): Map<string, BoardLine> {
  const board = new Map<string, BoardLine>();
  for (const line of body.split(/\r?\n/)) {
    const [, box = '', said = '', key] = MARK.exec(line) ?? [];
    if (key !== undefined) board.set(key, { ticked: box !== ' ', said: said.slice(0, 500) });
  }
  return board;
}

/** The day of the last run, as `2026-11-25`. */
export function dayOf({ said }: BoardLine): string | undefined {
  return /\bon (\d{4}-\d{2}-\d{2})\b/.exec(said)?.[1];
}

export function pullRequestOf({ said }: BoardLine): string | undefined {
  return /https:\/\/\S+\/pull\/\d+/.exec(said)?.[0];
}

const STARTED = ['succeeded', 'failed', 'budget_capped', 'cancelled'];

/** What siso-run.yml leaves of a run. */
export const resultSchema = z.object({
  status: z.string().regex(/^[a-z_]{0,30}$/),
  reason: z.string().regex(/^[\w-]{0,60}$/),
  'cost-usd': z.string().regex(/^[\d.]{0,20}$/),
  'pull-request': z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)]),
});
export type Result = z.infer<typeof resultSchema>;

export interface Report {
  tasks: readonly MaintenanceTask[];
  board: Map<string, BoardLine>;
  /** Keys of those that were planned. */
  planned: readonly string[];
  /** Of those that came to one. */
  results: Map<string, Result>;
  /** Such as `2026-11-25`. */
  today: string;
  /** Page of the run. */
  runUrl: string;
}

/** The text of the issue. */
export function boardText(report: Report): string {
  const lines = report.tasks.map((task) => boardLine(task, report));
  return [
    'What this repository has done again and again. Tick a line to have it done the next time, also before it is due.',
    lines.join('\n'),
    `Written by [this run](${report.runUrl}) on ${report.today}; what is changed here by hand, but for the ticks, is overwritten.`,
  ].join('\n\n');
}

function boardLine({ key, title }: MaintenanceTask, report: Report): string {
  const before = report.board.get(key) ?? { ticked: false, said: NOT_RUN };
  const planned = report.planned.includes(key);
  const said = planned ? saidOf(report.results.get(key), { before, today: report.today }) : before.said;
  return `- [${before.ticked && !planned ? 'x' : ' '}] **${title}**: ${said} <!-- siso:maintenance:${key} -->`;
}

/** One that was not started keeps the day of its last run, so that it is due again. */
function saidOf(result: Result | undefined, { before, today }: { before: BoardLine; today: string }): string {
  if (result !== undefined && STARTED.includes(result.status)) {
    const pull = result['pull-request'] === '' ? '' : `, ${result['pull-request']}`;
    return `${result.status.replace('_', ' ')} on ${today} for $${result['cost-usd']}${pull}`;
  }
  const why = result === undefined ? 'no result' : result.reason.replaceAll('_', ' ');
  return `not started (${why}); last: ${before.said.replace(/^not started \(.*?\); last: /, '')}`;
}
