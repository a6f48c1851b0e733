import type { TaskState } from '../../src/domain/tasks.ts';
import { code } from './markdown.ts';

/** States and reasons as people say them. Never an icon alone. */

const STATES: Record<TaskState, [icon: string, word: string]> = {
  pending_approval: ['✋', 'Needs approval'],
  blocked: ['🔗', 'Blocked'],
  queued: ['⏳', 'Queued'],
  running: ['🚀', 'Running'],
  succeeded: ['✅', 'Succeeded'],
  failed: ['❌', 'Failed'],
  budget_capped: ['💰', 'Stopped at its cap'],
  cancelled: ['🚫', 'Cancelled'],
  dead: ['🛑', 'Given up'],
};

export function stateText(state: TaskState): string {
  return STATES[state].join(' ');
}

export function stateWord(state: TaskState): string {
  return STATES[state][1];
}

/** Maps, so that `constructor` is no reason. */
const ENDS = new Map(
  Object.entries({
    never_fits: 'It is larger than a limit or budget allows at all.',
    forbidden: 'Whoever asked for it may not.',
    price_unknown: 'No price is known for its model.',
    bad_input: 'Its request was not valid.',
    lease_lost: 'Nothing was heard of its run for too long; what it held was booked.',
    hold_reached: 'It reached the money that was held for it.',
    token_hold_reached: 'It reached the tokens that were held for it.',
    agent_failed: 'Claude Code ended without a result.',
    api_failed: 'The API failed.',
    max_turns: 'It reached the most turns it may take.',
    timed_out: 'It took longer than it may.',
    interrupted: 'Whoever ran it stopped it.',
    cancelled: 'It was cancelled.',
    released: 'Its hold was given back before it ran.',
    crashed: 'Its process died; what it had used was settled from its journal.',
    start_failed: 'It could not be started.',
  }),
);

/** Why it ended, as a sentence; undefined where the state says it all. A newer ledger may know other reasons. */
export function endSentence(reason: string | null): string | undefined {
  if (reason === null || reason === 'ok' || reason === 'completed') return undefined;
  return ENDS.get(reason) ?? `Reason: ${code(reason)}.`;
}

/** What holds it, and what has to happen where nobody knows when. */
const WAITS = new Map<string, [held: string, until: string]>(
  Object.entries({
    window_full: ['A limit on tokens or requests is full', 'the limit has room'],
    no_slot: ['Every slot is taken', 'a running task ends'],
    budget_held: ['What the budget has left is held by running tasks', 'one of them gives back what it does not need'],
    budget_used: ['The budget of the period is used up', 'the next period begins or somebody grants more'],
    provider_gate: ['The provider asked everybody to wait', 'the provider lets tasks through again'],
    paused: ['The queue is paused: nothing starts', 'the queue is resumed'],
    turn: ['Other tasks are before it', 'those before it have started'],
    approval: ['It needs an approval', 'it is approved'],
    dependency: ['An earlier step is not done yet', 'the steps before it have succeeded'],
    delay: ['Its last attempt failed and it is tried again', 'the pause between attempts is over'],
  }),
);

export function heldBy(reason: string): string {
  return WAITS.get(reason)?.[0] ?? `It waits: ${code(reason)}`;
}

export function startsWhen(reason: string): string {
  return WAITS.get(reason)?.[1] ?? 'that has passed';
}

const SOURCES = new Map([
  ['metered', 'measured'],
  ['reported', 'reported'],
  ['estimated', 'estimated'],
  ['recorded', 'recorded'],
]);

/** How a cost is known: `, measured`. */
export function costWord(source: string | null): string {
  const word = source === null ? undefined : SOURCES.get(source);
  return word === undefined ? '' : `, ${word}`;
}
