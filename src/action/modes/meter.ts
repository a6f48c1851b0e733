import * as core from '@actions/core';
import { readPlace, type StepContext } from '../context.ts';
import { dayBudget } from '../day-budget.ts';
import { keepHold } from '../holds.ts';
import { startKeeper } from '../meter/ask.ts';
import type { GateAnswer } from './answer.ts';
import { upstreamOf } from './plan.ts';
import { askForInputs } from './run.ts';

/** Takes a hold and starts its meter for the following steps of the job, which spend it until the mode `settle`. */
export async function meterSteps(context: StepContext): Promise<GateAnswer> {
  const { inputs, job, state } = context;
  const place = await readPlace(context);
  await upstreamOf(context, place);
  const { answer, admitted, store } = await askForInputs(context, place);
  const day = await dayBudget(store).finally(() => store.close());
  if (admitted === undefined) return answer;
  const { baseUrl, agentKey, socket } = await startKeeper(context, admitted);
  await keepHold(job, { admitted, rehearse: inputs.rehearse, socket, stateFolder: state.path });
  core.setSecret(agentKey);
  const { taskId, hold } = admitted;
  return { runs: false, end: { given: { taskId, holdMicros: hold.amountMicros, baseUrl, agentKey }, day } };
}
