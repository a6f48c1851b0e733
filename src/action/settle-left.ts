import { readdir } from 'node:fs/promises';
import { recoverRuns, runsFolder } from '../engine/index.ts';
import { openJobLedger, readPlace, type StepContext } from './context.ts';
import { recordedReport, recordOf } from './recorded-report.ts';
import type { DrainedTask, EndState } from './state.ts';

/**
 * Of steps that died: what their meters noted is settled now, exactly for finished requests, and what never started is
 * given back, also when the step died between the ledger's yes and telling us. `undefined` where there was nothing.
 */
export async function settleLeft(context: StepContext): Promise<EndState | undefined> {
  const { state, inputs } = context;
  const gate = await state.read('gate');
  const left = await readdir(runsFolder(state.path)).catch(() => []);
  if (gate?.admitted === undefined && left.length === 0) return undefined;
  const { store } = await openJobLedger(context, await readPlace(context), inputs.rehearse !== undefined);
  try {
    const recovered = await recoverRuns(store, state.path);
    if (gate?.admitted !== undefined) return await recordedReport(store, gate.admitted);
    const drained: DrainedTask[] = [];
    for (const { taskId } of recovered) {
      const { report, commit } = await recordOf(store, taskId);
      drained.push({ report, commit });
    }
    return drained.length === 0 ? undefined : { drained };
  } finally {
    await store.close();
  }
}
