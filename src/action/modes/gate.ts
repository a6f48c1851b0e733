import { randomUUID } from 'node:crypto';
import { AutomationError } from '../../domain/errors.ts';
import { readPlace, type StepContext } from '../context.ts';
import { dayBudget } from '../day-budget.ts';
import { keepHold } from '../holds.ts';
import type { GateAnswer } from './answer.ts';
import { askForInputs } from './run.ts';

/** Longest that the steps between `gate` and `settle` may take; then the whole hold is booked. */
const MOST_SECONDS = 3_600;
const LEAST_SECONDS = 30;

/** Puts a budget before other steps: the hold is theirs until the mode `settle` says what they used. */
export async function gateOnly(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const { answer, admitted, store } = await askForInputs(context, await readPlace(context));
  try {
    if (admitted === undefined) return answer;
    const wanted = Math.ceil((inputs.timeout ?? MOST_SECONDS * 1_000) / 1_000);
    const started = await store.call('siso_start', {
      p_request_id: randomUUID(),
      p_lease_token: admitted.hold.leaseToken,
      p_lease_seconds: Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, wanted)),
    });
    if (!started.ok)
      throw new AutomationError('ledger_conflict', 'The hold was lost before it could be used', {
        hint: 'Run the job again.',
      });
    await keepHold(job, { admitted, rehearse: inputs.rehearse, stateFolder: state.path });
    const { taskId, hold } = admitted;
    return { runs: false, end: { given: { taskId, holdMicros: hold.amountMicros }, day: await dayBudget(store) } };
  } finally {
    await store.close();
  }
}
