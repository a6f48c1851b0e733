import { AutomationError } from '../../domain/errors.ts';
import { readContext, type Secrets, type StepContext } from '../context.ts';
import { annotateFault } from '../job-log.ts';
import { keepMeter } from '../meter/keep.ts';
import { type FaultState, StateFolder } from '../state.ts';
import { gate } from './gate.ts';
import { report, reportFault } from './report.ts';
import { run } from './run.ts';
import { setUp } from './set-up.ts';

const STEPS = new Map<string, (context: StepContext) => Promise<number>>([
  ['gate', gate],
  ['set-up', setUp],
  ['run', run],
  ['report', report],
]);

/** Runs one step of the Action. Answers the exit code; a fault is an annotation, and for `report` a file. */
export async function runStep(name: string | undefined, secrets: Secrets): Promise<number> {
  if (name === 'keep-meter') return keepMeter();
  const step = STEPS.get(name ?? '');
  try {
    if (step === undefined)
      throw new AutomationError('usage', `There is no step ${name ?? '(none)'}`, {
        hint: `There are ${[...STEPS.keys()].join(', ')}.`,
      });
    return await step(readContext(secrets, process.env));
  } catch (error) {
    const state = stateFolder();
    // What an earlier step has told is not told again: inputs that are wrong are wrong for every step.
    const told = await state?.read('fault').catch(() => undefined);
    if (told === undefined || told.message !== faultOf(name ?? '', error).message) annotateFault(error);
    const fault = told ?? faultOf(name ?? '', error);
    if (told === undefined) await state?.write('fault', fault).catch(() => undefined);
    if (name === 'report') await reportFault(fault);
    return told !== undefined && name === 'report' ? 0 : 1;
  }
}

function stateFolder(): StateFolder | undefined {
  try {
    return StateFolder.open(process.env.RUNNER_TEMP ?? '', process.env.SISO_ACTION_STATE);
  } catch {
    return undefined;
  }
}

function faultOf(step: string, error: unknown): FaultState {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AutomationError)) return { step, code: 'internal', message };
  return { step, code: error.code, message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
}
