import type { PauseDocument } from '../../contracts/documents/queue.ts';
import type { LedgerResult } from '../../contracts/ledger/functions.ts';
import type { Explanation, Queue } from '../../contracts/ledger/queue.ts';
import { count, inline, plural } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, fields, paragraph, table } from './table.ts';
import { age, countdown, moment } from './times.ts';
import { stateWord } from './words.ts';

type Waits = NonNullable<Explanation['waitsFor']>;
type Row = Queue['tasks'][number];

const WAITS: Record<Waits['reason'], string> = {
  window_full: 'a limit',
  no_slot: 'a slot',
  budget_held: 'held money or tokens',
  budget_used: 'the next budget period',
  provider_gate: 'the provider',
  paused: 'the end of the pause',
  turn: 'its turn',
  approval: 'an approval',
  dependency: 'an earlier step',
  delay: 'its next try',
};

/** `siso queue`: what waits, in the order in which it starts. */
export function queueText(queue: Queue, screen: Screen): string {
  const { paused, pauseReason, waiting, running, tasks } = queue;
  const pause = paused
    ? [`The queue is paused${pauseReason === null ? '' : `: ${inline(pauseReason)}`}. Nothing starts.`]
    : [];
  const sum = `${plural(waiting, 'task')} ${waiting === 1 ? 'waits' : 'wait'}, ${count(running)} ${running === 1 ? 'runs' : 'run'}.`;
  const more = tasks.length < waiting ? ` The first ${count(tasks.length)} are shown.` : '';
  return [
    ...pause.flatMap((text) => [...paragraph(text, screen), '']),
    ...(tasks.length === 0 ? [] : [table(columns(screen), tasks, screen), '']),
    ...paragraph(`${sum}${more}`, screen),
  ].join('\n');
}

function columns(screen: Screen): Column<Row>[] {
  return [
    { title: '#', text: ({ position }) => String(position), rank: 1, align: 'right' },
    { title: 'TASK', text: ({ id }) => id, rank: 0, paint: (text) => screen.colors.bold(text) },
    { title: 'WAITS FOR', text: (row) => waitsText(row.waitsFor), rank: 2, least: 10 },
    { title: 'STARTS IN', text: (row) => startsIn(row.retryAt, screen), rank: 4, align: 'right' },
    { title: 'WAITED', text: ({ enqueuedAt }) => age(enqueuedAt, screen), rank: 5, align: 'right' },
    { title: 'PRIORITY', text: ({ priority }) => priority, rank: 6 },
    { title: 'CATEGORY', text: ({ category }) => category, rank: 7 },
    { title: 'NAME', text: ({ name }) => name, rank: 3, least: 12 },
    { title: 'REPO', text: ({ repo }) => repo ?? '', rank: 8, least: 10 },
    { title: 'ACTOR', text: ({ actor }) => actor, rank: 9, least: 6 },
  ];
}

function startsIn(at: string | null, { now }: Screen): string {
  return at === null ? '' : countdown(Date.parse(at) - now.getTime());
}

export function waitsText(waits: Waits | null): string {
  if (waits === null) return '';
  return waits.limit === undefined ? WAITS[waits.reason] : `${WAITS[waits.reason]}: ${waits.limit}`;
}

/** `siso explain`: where a task stands. */
export function explanationText(one: Explanation, screen: Screen): string {
  const { taskId, state, position, waiting, waitsFor, startsAt, promised, aheadInFlow } = one;
  if (waitsFor === null) return `${taskId} does not wait: it is ${stateWord(state)}.`;
  const used =
    waitsFor.used === undefined || waitsFor.max === undefined
      ? ''
      : ` (${count(waitsFor.used)} of ${count(waitsFor.max)})`;
  const start =
    startsAt === null ? 'nobody can say' : `${moment(startsAt, screen)}${promised ? '' : ' at the earliest'}`;
  return fields(
    [
      ['Task', taskId],
      ['Position', position === null ? undefined : `${count(position)} of ${count(waiting)}`],
      ['Waits for', `${inline(waitsText(waitsFor))}${used}`],
      ['Starts', start],
      [
        'Before it',
        position === null ? undefined : `${plural(aheadInFlow, 'task')} of the same repository, category and person`,
      ],
    ],
    screen,
  );
}

export function pauseText({ paused, changed, reason }: PauseDocument, screen: Screen): string {
  const why = reason === null ? '' : ` Reason: ${inline(reason)}.`;
  if (!paused) return changed ? 'The queue goes on.' : 'The queue was not paused.';
  const text = changed ? 'The queue is paused; what runs goes on.' : 'The queue was paused already.';
  return paragraph(`${text}${why} Let it go on with: siso resume`, screen).join('\n');
}

export function redrivenText({ redriven, conflicts }: LedgerResult<'siso_redrive'>, screen: Screen): string {
  const back = redriven.length === 0 ? 'No task went back.' : `Back in the queue: ${redriven.join(', ')}.`;
  const stay = conflicts.map(({ taskId, twin }) => `${taskId} stays given up: ${twin} has the same key and lives.`);
  return [back, ...stay].flatMap((text) => paragraph(text, screen)).join('\n');
}
