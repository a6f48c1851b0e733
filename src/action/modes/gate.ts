import { randomUUID } from 'node:crypto';
import { AutomationError } from '../../domain/errors.ts';
import type { Store } from '../../store/index.ts';
import { readPlace, type StepContext } from '../context.ts';
import { dayBudget } from '../day-budget.ts';
import { dropHold, giveBackHold, keepHold } from '../holds.ts';
import type { AdmittedTask } from '../state.ts';
import type { GateAnswer } from './answer.ts';
import { askForInputs } from './run.ts';

/** Longest that the steps between `gate` and `settle` may take; then the whole hold is booked. */
const MOST_SECONDS = 3_600;
const LEAST_SECONDS = 30;

async function start(store: Store, { hold }: AdmittedTask, timeoutMs = MOST_SECONDS * 1_000): Promise<void> {
  const started = await store.call('siso_start', {
    p_request_id: randomUUID(),
    p_lease_token: hold.leaseToken,
    p_lease_seconds: Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, Math.ceil(timeoutMs / 1_000))),
  });
  if (!started.ok)
    throw new AutomationError('ledger_conflict', 'The hold was lost before it could be used', {
      hint: 'Run the job again.',
    });
}

/** Puts a budget before other steps: the hold is theirs until the mode `settle` says what they used. */
export async function gateOnly(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const { answer, admitted, store } = await askForInputs(context, await readPlace(context));
  try {
    if (admitted === undefined) return answer;
    // First what settles it, then the start: from there on the whole hold is booked if nobody settles.
    await keepHold(job, { admitted, rehearse: inputs.rehearse, stateFolder: state.path });
    await start(store, admitted, inputs.timeout).catch(async (error: unknown) => {
      await dropHold(job, admitted.taskId);
      await giveBackHold(store, admitted);
      throw error;
    });
    const { taskId, hold } = admitted;
    return { runs: false, end: { given: { taskId, holdMicros: hold.amountMicros }, day: await dayBudget(store) } };
  } finally {
    await store.close();
  }
}
