import type { StepContext } from '../context.ts';
import type { Mode } from '../inputs/registry.ts';
import type { EndState, GateState } from '../state.ts';
import type { GateAnswer } from './answer.ts';
import { drainQueue, gateDrain } from './drain.ts';
import { gateOnly } from './gate.ts';
import { meterSteps } from './meter.ts';
import { publishPatch } from './publish.ts';
import { gateRun, runTask } from './run.ts';
import { settleHold } from './settle.ts';
import { gateTask } from './task.ts';

export type { GateAnswer } from './answer.ts';

/** What each mode does in the step `gate`. */
export const GATES: Record<Mode, (context: StepContext) => Promise<GateAnswer>> = {
  run: gateRun,
  task: gateTask,
  drain: gateDrain,
  gate: gateOnly,
  settle: settleHold,
  meter: meterSteps,
  publish: publishPatch,
};

/** And in the step `run`, of those that have one. */
export const RUNS: Partial<Record<Mode, (context: StepContext, gate: GateState) => Promise<EndState>>> = {
  run: runTask,
  task: runTask,
  drain: drainQueue,
};
