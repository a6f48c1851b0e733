import type { TaskSummary } from '../../contracts/ledger/tasks.ts';
import { count, inline, money, plural, span } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { age, fullMoment } from './times.ts';
import { paintState, stateText } from './words.ts';

interface Page {
  tasks: TaskSummary[];
  next: string | null;
}

/** `siso tasks`: a page, and how to get the next one. */
export function tasksText({ tasks, next }: Page, screen: Screen): string {
  if (tasks.length === 0) return 'No task matches.';
  return [
    taskTable(tasks, screen),
    '',
    ...paragraph(
      next === null
        ? `${plural(tasks.length, 'task')}; there are no more.`
        : `${plural(tasks.length, 'task')}; for the next page add: --after ${inline(next)}`,
      screen,
    ),
  ].join('\n');
}

export function taskTable(tasks: TaskSummary[], screen: Screen): string {
  return table(columns(screen), tasks, screen);
}

function columns(screen: Screen): Column<TaskSummary>[] {
  const wide = screen.width === undefined;
  return [
    { title: 'TASK', text: ({ id }) => id, rank: 0, paint: (text) => screen.colors.bold(text) },
    {
      title: 'STATE',
      text: ({ state }) => stateText(state),
      rank: 1,
      paint: (text, { state }) => paintState(text, state, screen),
    },
    { title: 'COST', text: cost, rank: 3, align: 'right' },
    { title: 'TOKENS', text: ({ countedTokens }) => count(countedTokens), rank: 5, align: 'right' },
    { title: 'AGE', text: ({ createdAt }) => age(createdAt, screen), rank: 4, align: 'right' },
    { title: 'RAN', text: ({ durationMs }) => (durationMs === null ? '' : span(durationMs)), rank: 9, align: 'right' },
    { title: 'CATEGORY', text: ({ category }) => category, rank: 6 },
    { title: 'PRIORITY', text: ({ priority }) => priority, rank: 8 },
    { title: 'NAME', text: ({ name }) => name, rank: 2, least: 12 },
    { title: 'REPO', text: ({ repo }) => repo ?? '', rank: 10, least: 10 },
    { title: 'ACTOR', text: ({ actor }) => actor, rank: 7, least: 6 },
    { title: 'MODEL', text: ({ model }) => model, rank: 11 },
    ...(wide ? detailColumns(screen) : []),
  ];
}

/** For whoever reads the table with a program or in a log. */
function detailColumns(screen: Screen): Column<TaskSummary>[] {
  const labels = (task: TaskSummary) => Object.entries(task.labels).map(([name, value]) => `${name}=${value}`);
  return [
    { title: 'TEMPLATE', text: ({ template }) => template ?? '', rank: 12 },
    { title: 'LABELS', text: (task) => labels(task).join(','), rank: 12 },
    { title: 'CREATED', text: ({ createdAt }) => fullMoment(createdAt, screen), rank: 12 },
  ];
}

/** Nothing is spent yet while it runs; what is held is the most it can become. */
function cost({ state, costMicros, holdMicros, costSource }: TaskSummary): string {
  if (state === 'running') return `≤ ${money(costMicros + holdMicros)}`;
  return `${costSource === 'estimated' ? '~' : ''}${money(costMicros)}`;
}
