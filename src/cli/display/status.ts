import type { Health, NearCap, StatusDocument } from '../../contracts/documents/reports.ts';
import type { LimitStatus } from '../../contracts/ledger/reports.ts';
import { bar } from './bars.ts';
import { periodTable } from './budget.ts';
import { count, inline, money, plural } from './format.ts';
import { paintShare, rowName } from './limits.ts';
import { runLine } from './progress-line.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { taskTable } from './tasks.ts';
import { ahead, countdown, moment } from './times.ts';

const SHOWN_TASKS = 10;

/** `siso status`: whether anything can start, what runs, and what is left. */
export function statusText(status: StatusDocument, screen: Screen): string {
  const { colors } = screen;
  const zones = [...new Set(status.budgets.map(({ zone }) => inline(zone)))].join(', ');
  return [
    ...paragraph(headline(status, screen), screen),
    ...status.alerts.flatMap((alert) => alertLines(alert, screen)),
    ...taskLines(status, screen),
    '',
    ...paragraph(zones === '' ? 'Budgets' : `Budgets (days and months of ${zones})`, screen).map(colors.bold),
    status.budgets.length === 0 ? 'none is set' : periodTable(status.budgets, screen, { named: true }),
    '',
    colors.bold('Limits (tokens used of limit)'),
    status.limits.length === 0 ? 'none is set' : table(limitColumns(screen), status.limits, screen),
  ].join('\n');
}

function headline(
  { health, running, maxConcurrent, rehearsal, tasks, moreTasks }: StatusDocument,
  screen: Screen,
): string {
  const waiting = tasks.filter(({ state }) => state !== 'running').length;
  const label = rehearsal ? screen.colors.cyan(' [rehearsal]') : '';
  return `${healthText(health, screen)}: ${running} of ${maxConcurrent} slots in use, ${plural(waiting, 'task')}${moreTasks ? ' or more' : ''} waiting${label}`;
}

function healthText({ state, until }: Health, screen: Screen): string {
  const { green, yellow, red } = screen.colors;
  const when = until === null ? '' : ` until ${moment(until, screen)} (${ahead(until, screen)})`;
  switch (state) {
    case 'running':
      return green('Running');
    case 'paused':
      return yellow('Paused');
    case 'throttled':
      return `${yellow('Throttled')} by the provider${when}`;
    case 'budget_stop':
      return `${red('Budget stop')}${when}`;
  }
}

function alertLines({ limit, unit, used, max, percent }: NearCap, screen: Screen): string[] {
  const text = unit === 'usd' ? money : count;
  const line = `${inline(limit)}: ${percent} % used (${text(used)} of ${text(max)})`;
  const { red, yellow } = screen.colors;
  return paragraph(line, screen, 2).map((part, at) => `${at > 0 ? ' ' : (percent >= 100 ? red : yellow)('!')} ${part}`);
}

function taskLines({ tasks, progress, moreTasks }: StatusDocument, screen: Screen): string[] {
  if (tasks.length === 0) return [];
  const shown = tasks.slice(0, SHOWN_TASKS);
  const more = tasks.length > shown.length || moreTasks;
  return [
    '',
    screen.colors.bold('Tasks that run or wait'),
    taskTable(shown, screen),
    ...progress.flatMap((said) => paragraph(`${said.taskId} ${runLine(said)}`, screen, 2)),
    ...(more ? paragraph('All of them: siso tasks --state running,queued,blocked,pending_approval', screen) : []),
  ];
}

function limitColumns(screen: Screen): Column<LimitStatus>[] {
  const share = ({ tokens: { day } }: LimitStatus) => (day.limit === null ? 0 : day.used / Math.max(1, day.limit));
  const window = (name: 'minute' | 'hour' | 'day', rank: number): Column<LimitStatus> => ({
    title: name.toUpperCase(),
    text: ({ tokens }) =>
      `${count(tokens[name].used)}/${tokens[name].limit === null ? '∞' : count(tokens[name].limit)}`,
    rank,
    align: 'right',
  });
  return [
    { title: 'CATEGORY', text: rowName, rank: 0, least: 11 },
    window('minute', 3),
    window('hour', 2),
    window('day', 1),
    {
      title: '',
      text: (row) => (row.tokens.day.limit === null ? '' : bar(share(row))),
      rank: 5,
      paint: (text, row) => paintShare(text, share(row), screen),
    },
    { title: 'EMPTY IN', text: emptyIn, rank: 4, align: 'right' },
  ];
}

function emptyIn({ timeToReset: { minute, hour, day } }: LimitStatus): string {
  const longest = Math.max(minute, hour, day);
  return longest > 0 ? countdown(longest * 1_000) : '';
}
