import type { Outcome } from '../contracts/ledger/life.ts';
import type { STEP_OUTCOMES } from './inputs/registry.ts';

type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** What a task came to whose work other steps did. */
export function endOf(outcome: StepOutcome = 'success'): Pick<Outcome, 'state' | 'reason' | 'error'> {
  if (outcome === 'success') return { state: 'succeeded', reason: 'completed' };
  if (outcome === 'failure')
    return { state: 'failed', reason: 'agent_failed', error: 'A step that spent the hold failed.' };
  return { state: 'cancelled', reason: 'cancelled', error: `The step that was to spend the hold was ${outcome}.` };
}
