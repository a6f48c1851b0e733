import { endedText, stepsText } from './ended.ts';
import { count, moment, money } from './figures.ts';
import { blocks, code, folded, link, plainWord, summaryLine } from './markdown.ts';
import { capOf, costText, figuresTable, leftText } from './money-of-task.ts';
import { nextText } from './next.ts';
import type { Section } from './types.ts';
import { waitingText } from './waiting.ts';
import { stateText } from './words.ts';

interface Room {
  /** Characters of the result that are shown. */
  result: number;
  open: boolean;
}

/** The newest task of a thread. */
export function openSection(section: Section, room: number): string {
  return blocks([`### ${headline(section)}`, sectionBody(section, { result: room, open: true })]);
}

/** An older one. */
export function foldedSection(section: Section, room: number): string {
  const { task } = section;
  const title = summaryLine(`${stateText(task.state)}: ${plainWord(task.id)}`, task.name);
  return folded(`${title} (${costText(section)})`, sectionBody(section, { result: room, open: false }));
}

export function headline({ task }: Section): string {
  return `${stateText(task.state)}: ${code(task.name)}`;
}

/** Everything below the headline. */
export function sectionBody(section: Section, room: Room): string {
  return blocks([originText(section), ...stateParts(section, room), stepsText(section.chain), nextText(section)]);
}

function originText({ task, requestedBy, commandUrl, runUrl }: Section): string {
  const run = link('run', runUrl);
  return [
    `Task ${code(task.id)}`,
    `asked for by ${code(requestedBy)} ${link('here', commandUrl)}`,
    `${task.category}, ${task.priority} priority`,
    `model ${code(task.model)}`,
    ...(task.attempt > 1 ? [`attempt ${count(task.attempt)}`] : []),
    ...(run === 'run' ? [] : [run]),
  ].join(' · ');
}

function stateParts(section: Section, room: Room): (string | undefined)[] {
  switch (section.task.state) {
    case 'pending_approval':
    case 'blocked':
    case 'queued':
      return [waitingText(section), beforeText(section)];
    case 'running':
      return [runningText(section), figuresTable(section)];
    default:
      return [endedText(section, room), figuresTable(section)];
  }
}

/** Of a task that has not started: what it may cost, and what is left. */
function beforeText(section: Section): string | undefined {
  const cap = capOf(section);
  const left = leftText(section);
  const spent = section.task.costMicros;
  const saidBefore = section.task.state === 'pending_approval' && section.quote !== undefined;
  const parts = [
    ...(cap === undefined || saidBefore ? [] : [`It may cost ${money(cap)} at most.`]),
    ...(spent === 0 ? [] : [`Earlier attempts have cost ${money(spent)}.`]),
    ...(left === undefined ? [] : [`Budget left today: ${left}.`]),
  ];
  return parts.join(' ');
}

function runningText({ task }: Section): string {
  const { progress, startedAt, cancelRequested } = task;
  const since = startedAt === null ? 'Its run was asked for' : `Runs since ${moment(startedAt)}`;
  const stop = cancelRequested ? ' It was asked to stop.' : '';
  if (progress === null) return `${since}; it has said nothing yet.${stop}`;
  const { stage, turns, tool, line, at } = progress;
  const now = [
    ...(stage === undefined || stage === 'running' ? [] : [code(stage, 100)]),
    ...(turns === undefined ? [] : [`turn ${count(turns)}`]),
    ...(tool === undefined ? [] : [`uses ${code(tool)}`]),
    ...(line === undefined ? [] : [`says ${code(line)}`]),
  ].join(', ');
  return `${since}. ${now === '' ? 'It works' : `Now: ${now}`} (as of ${moment(at)}).${stop}`;
}
