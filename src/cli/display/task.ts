import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import { printable } from '../../domain/printable.ts';
import { count, inline, money, plural, span } from './format.ts';
import type { Screen } from './screen.ts';
import { fields, paragraph } from './table.ts';
import { timeline } from './timeline.ts';
import { fullMoment } from './times.ts';
import { paintState, reasonSentence, stateText } from './words.ts';

const LOG_LINES = 20;

/** `siso task`: everything the ledger knows of one task. `logs`: the whole log instead of its end. */
export function taskText(task: TaskRecord, { screen, logs }: { screen: Screen; logs: boolean }): string {
  const { colors } = screen;
  const headline = `${paintState(stateText(task.state), task.state, screen)}  ${colors.bold(task.id)}  ${inline(task.name)}`;
  return [
    ...paragraph(headline, screen),
    '',
    fields([...why(task), ...doing(task), ...head(task, screen), ...figures(task), ...changes(task)], screen),
    '',
    ...paragraph(`Timeline (${inline(screen.zone)})`, screen).map(colors.bold),
    timeline(task.events, screen),
    ...section('Result', task.result, screen),
    ...logSection(task.logs, { screen, logs }),
  ].join('\n');
}

type Field = [string, string | undefined];

function why({ reason, error, cancelRequested, state }: TaskRecord): Field[] {
  const stopping = cancelRequested && state === 'running' ? 'Its run was asked to stop.' : undefined;
  return [
    ['Why', reason === null ? stopping : reasonSentence(reason)],
    ['Error', error === null ? undefined : inline(error)],
  ];
}

/** What its run last said, while it runs. */
function doing({ progress }: TaskRecord): Field[] {
  if (progress === null) return [];
  const { stage, turns, tool, line, usedMicros, usedTokens } = progress;
  const turn = turns === undefined ? [] : [`turn ${count(turns)}`];
  const parts = [stage ?? 'running', ...turn, `${count(usedTokens)} tokens`, money(usedMicros)];
  return [
    ['Now', inline(parts.join(', '))],
    ['Uses', tool === undefined ? undefined : inline(tool)],
    ['Says', line === undefined ? undefined : inline(line)],
  ];
}

function head(task: TaskRecord, screen: Screen): Field[] {
  const labels = Object.entries(task.labels).map(([name, value]) => inline(`${name}=${value}`));
  const where = [task.repo, task.org === null ? null : `of ${task.org}`].filter((part) => part !== null);
  return [
    ['Task', `${task.category}, ${task.priority} priority, ${task.environment}`],
    ['By', `${inline(task.actor)}, ${fullMoment(task.createdAt, screen)}`],
    ['Repository', inline(where.join(' '))],
    ['Template', task.template === null ? undefined : inline(task.template)],
    ['Labels', labels.join(', ')],
    ['Model', inline(task.model)],
    ['Tools', task.tools.map(inline).join(', ')],
    ['Attempt', task.attempt > 1 ? count(task.attempt) : undefined],
    ['Ran', ran(task)],
    ['Session', task.sessionId === null ? undefined : inline(task.sessionId)],
  ];
}

function ran({ durationMs, turns }: TaskRecord): string | undefined {
  if (durationMs === null) return undefined;
  return turns === null ? span(durationMs) : `${span(durationMs)}, ${plural(turns, 'turn')}`;
}

function figures(task: TaskRecord): Field[] {
  const { tokens, costMicros, reportedCostMicros } = task;
  const reported =
    reportedCostMicros === null || reportedCostMicros === costMicros
      ? ''
      : `; Claude Code itself says ${money(reportedCostMicros)}`;
  return [
    ['Cost', `${money(costMicros)}${costOrigin(task)}${reported}`],
    ['', shareOf(costMicros, task.holdMicros, 'that were held for it')],
    [' ', task.budgetMicros === null ? undefined : shareOf(costMicros, task.budgetMicros, 'that it may cost at most')],
    [
      'Tokens',
      `${count(tokens.counted)} counted: ${count(tokens.input)} in, ${count(tokens.output)} out; cache: ${count(tokens.cacheRead)} read, ${count(tokens.cacheWrite5m)} written for 5 min, ${count(tokens.cacheWrite1h)} for 1 h`,
    ],
  ];
}

const ORIGINS: Record<string, string> = {
  metered: ' (metered)',
  reported: ' (as it was reported)',
  estimated: ' (estimated: what was not heard of counts at its worst case)',
  recorded: ' (recorded)',
};

function costOrigin({ costSource }: TaskRecord): string {
  return costSource === null ? '' : (ORIGINS[costSource] ?? '');
}

function shareOf(cost: number, whole: number, of: string): string | undefined {
  if (whole <= 0) return undefined;
  const percent = ((cost / whole) * 100).toFixed(1).replace(/\.0$/, '');
  return `${percent} % of the ${money(whole)} ${of}`;
}

function changes({ changedFiles, branch, denials, publication }: TaskRecord): Field[] {
  const commit = publication?.commit;
  return [
    ['Changed', changedFiles.map(inline).join('\n')],
    ['Branch', branch === null ? undefined : `${inline(branch)}  (git diff HEAD...${inline(branch)})`],
    ['Commit', commit === undefined ? undefined : inline(commit)],
    ['Denied', denials.map(inline).join('\n')],
  ];
}

function section(title: string, text: string | null, screen: Screen): string[] {
  if (text === null || text.trim() === '') return [];
  return ['', screen.colors.bold(title), ...indented(printable(text).trim(), screen)];
}

function logSection(log: string, { screen, logs }: { screen: Screen; logs: boolean }): string[] {
  const text = printable(log).trimEnd();
  if (text === '') return [];
  const lines = text.split('\n');
  const shown = logs ? lines : lines.slice(-LOG_LINES);
  const title =
    shown.length < lines.length
      ? `Log (last ${LOG_LINES} of ${count(lines.length)} lines; all of them with --logs)`
      : 'Log';
  return ['', ...paragraph(title, screen).map(screen.colors.bold), ...indented(shown.join('\n'), screen)];
}

function indented(text: string, screen: Screen): string[] {
  return paragraph(text, screen, 2).map((line) => `  ${line}`.trimEnd());
}
