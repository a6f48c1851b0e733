import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import type { REASONS } from '../../domain/reasons.ts';
import { inline } from './format.ts';
import type { Screen } from './screen.ts';

/** States and reasons as people say them. */

type State = TaskRecord['state'];

const STATES: Record<State, [mark: string, word: string, colour: 'red' | 'green' | 'yellow' | 'cyan' | 'dim']> = {
  pending_approval: ['?', 'needs approval', 'yellow'],
  blocked: ['◌', 'blocked', 'yellow'],
  queued: ['◌', 'queued', 'cyan'],
  running: ['●', 'running', 'cyan'],
  succeeded: ['✓', 'succeeded', 'green'],
  failed: ['✗', 'failed', 'red'],
  budget_capped: ['■', 'at its hold', 'yellow'],
  cancelled: ['■', 'cancelled', 'dim'],
  dead: ['✗', 'given up', 'red'],
};

/** A mark and a word, for the colour alone says nothing to many. */
export function stateText(state: State): string {
  const [mark, word] = STATES[state];
  return `${mark} ${word}`;
}

export function stateWord(state: State): string {
  return STATES[state][1];
}

export function paintState(text: string, state: State, { colors }: Screen): string {
  return colors[STATES[state][2]](text);
}

const SENTENCES: Record<(typeof REASONS)[number], string> = {
  ok: 'It was admitted.',
  window_full: 'A limit on tokens or requests was full.',
  no_slot: 'Every slot was taken.',
  budget_held: 'What the budget has left was held by running tasks.',
  budget_used: 'The budget of the period was used up.',
  provider_gate: 'The provider asked everybody to wait.',
  paused: 'The ledger was paused.',
  never_fits: 'It is larger than a limit or budget allows at all.',
  forbidden: 'Whoever asked for it may not.',
  price_unknown: 'No price is known for its model.',
  bad_input: 'Its request was not valid.',
  lease_lost: 'Nothing was heard of its run for too long; what it held was booked.',
  completed: 'Claude Code finished.',
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
};

/** A reason as a sentence. A ledger of a newer version may know others. */
export function reasonSentence(reason: string): string {
  const known = Object.entries(SENTENCES).find(([name]) => name === reason);
  return known ? known[1] : `${inline(reason).replaceAll('_', ' ')}.`;
}
