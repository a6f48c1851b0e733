import { amountOf, count, momentFrom, money, plural } from './figures.ts';
import { blocks, code, command, commandText } from './markdown.ts';
import type { Approval, Quote, Section, WaitingPlace, Waits } from './types.ts';
import { heldBy, startsWhen } from './words.ts';

/** Of a task that has not started: what it waits for, and what somebody can do about it. */
export function waitingText(section: Section): string {
  const { task, approval, explanation } = section;
  if (task.state === 'pending_approval') return approvalText(section, approval ?? { why: 'policy', by: 'write' });
  if (explanation === undefined) return 'It waits in the queue.';
  return placeText(explanation);
}

const WHY = {
  cost: 'It may cost more than what starts without an approval.',
  fork: 'It works on code from a fork, which nobody of this repository has answered for yet. Read the changes first: the approval counts for this commit alone.',
  policy: 'The rules of this repository ask for an approval of it.',
} as const;

function approvalText({ task, quote }: Section, { why, sha, by }: Approval): string {
  const commit = why === 'fork' && sha !== undefined && /^[0-9a-f]{7,64}$/.test(sha) ? sha : undefined;
  const binding = why === 'fork' && commit === undefined ? ' Add the full commit of the head to the command.' : '';
  return blocks([
    `**Waits for an approval.** ${WHY[why]}`,
    quote === undefined ? undefined : `${quoteText(quote)}.`,
    `Whoever has the role \`${by}\` here, or a higher one, types:${binding}`,
    `\`\`\`text\n${commandText('approve', task.id, commit ?? '')}\n\`\`\``,
    `Or ${command('deny', task.id)}. Nothing is spent until then.`,
  ]);
}

/** `$0.80 to $1.60 by 23 tasks like it; cap $5.00`. */
function quoteText({ p50Micros, p90Micros, alike, capMicros }: Quote): string {
  const cap = `cap ${money(capMicros)}`;
  if (alike === 0 || p50Micros === null) return `No task like it has finished yet, so its cost is a guess; ${cap}`;
  const most = p90Micros === null || p90Micros <= p50Micros ? '' : ` to ${money(p90Micros)}`;
  return `${money(p50Micros)}${most} by ${plural(alike, 'task')} like it; ${cap}`;
}

/** Position, what holds it, and when it starts. */
export function placeText({ position, waiting, waitsFor, ...rest }: WaitingPlace): string {
  const { startsAt, promised, aheadInFlow } = rest;
  const before =
    aheadInFlow === 0 ? '' : `; ${plural(aheadInFlow, 'task')} of the same repository, category and person before it`;
  const place = position === null ? [] : [`Position ${count(position)} of ${count(waiting)} in the queue${before}.`];
  // A position says that others are before it.
  const held = waitsFor === null || (position !== null && waitsFor.reason === 'turn') ? [] : [heldText(waitsFor)];
  const start = startText({ startsAt, promised, waitsFor });
  return [...place, ...held, start].filter((part) => part !== '').join(' ');
}

function startText({ startsAt, promised, waitsFor }: Pick<WaitingPlace, 'startsAt' | 'promised' | 'waitsFor'>): string {
  if (startsAt !== null)
    return `**Starts ${momentFrom(startsAt)}** ${promised ? '(if nothing else happens)' : '(at the earliest)'}.`;
  if (waitsFor === null) return '';
  const resume = waitsFor.reason === 'paused' ? `: ${command('resume')}` : '';
  return `**Starts when ${startsWhen(waitsFor.reason)}**${resume}.`;
}

/** `A limit on tokens or requests is full: development tokens/hour, 4,100 of 5,000 used.` */
export function heldText(waits: Waits): string {
  return `${heldBy(waits.reason)}${limitText(waits)}.`;
}

export function limitText({ limit, used, max }: Waits): string {
  if (limit === undefined) return '';
  const figures =
    used === undefined || max === undefined ? '' : `, ${amountOf(limit, used)} of ${amountOf(limit, max)} used`;
  return `: ${code(limit)}${figures}`;
}
