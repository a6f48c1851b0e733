import { recoverRuns } from '../engine/index.ts';
import { openJobLedger, readPlace, type StepContext } from './context.ts';
import { recordedReport } from './recorded-report.ts';
import type { EndState } from './state.ts';

/**
 * Of a task whose step died: what its meter noted is settled now, exactly for finished requests. `undefined` where
 * nothing was admitted. What never started is given back.
 */
export async function settleLeft(context: StepContext): Promise<EndState | undefined> {
  const gate = await context.state.read('gate');
  if (gate?.admitted === undefined) return undefined;
  const place = await readPlace(context);
  const { store } = await openJobLedger(context, place, context.inputs.rehearse !== undefined);
  try {
    await recoverRuns(store, context.state.path);
    return await recordedReport(store, gate.admitted);
  } finally {
    await store.close();
  }
}
