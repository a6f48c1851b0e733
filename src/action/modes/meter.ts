import * as core from '@actions/core';
import { openJobLedger, type Place, readPlace, type StepContext } from '../context.ts';
import { dayBudget } from '../day-budget.ts';
import { dropHold, giveBackHold, keepHold } from '../holds.ts';
import { startKeeper } from '../meter/ask.ts';
import type { AdmittedTask } from '../state.ts';
import type { GateAnswer } from './answer.ts';
import { upstreamOf } from './plan.ts';
import { askForInputs } from './run.ts';

/** Takes a hold and starts its meter for the following steps of the job, which spend it until the mode `settle`. */
export async function meterSteps(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const place = await readPlace(context);
  await upstreamOf(context, place);
  const { answer, admitted, store } = await askForInputs(context, place);
  // The keeper opens it for itself.
  const day = await dayBudget(store).finally(() => store.close());
  if (admitted === undefined) return answer;
  const held = { admitted, rehearse: inputs.rehearse, stateFolder: state.path };
  // First what settles it, then what spends.
  await keepHold(job, held);
  const { baseUrl, agentKey, socket } = await startKeeper(context, admitted).catch(async (error: unknown) => {
    await dropHold(job, admitted.taskId);
    await giveBack(context, place, admitted);
    throw error;
  });
  await keepHold(job, { ...held, socket });
  core.setSecret(agentKey);
  const { taskId, hold } = admitted;
  return { runs: false, end: { given: { taskId, holdMicros: hold.amountMicros, baseUrl, agentKey }, day } };
}

async function giveBack(context: StepContext, place: Place, admitted: AdmittedTask): Promise<void> {
  const opened = await openJobLedger(context, place, context.inputs.rehearse !== undefined).catch(() => undefined);
  if (opened === undefined) return;
  await giveBackHold(opened.store, admitted);
  await opened.store.close();
}
