import { AutomationError } from '../../domain/errors.ts';
import type { StepContext } from '../context.ts';
import { RUNS } from '../modes/index.ts';

/** Runs what the step `gate` has let in. How it ended is for the step `report` to tell: this one fails only by a fault. */
export async function run(context: StepContext): Promise<number> {
  const { state } = context;
  const gate = await state.read('gate');
  const work = gate && RUNS[gate.mode];
  if (gate === undefined || work === undefined)
    throw new AutomationError('usage', 'There is nothing to run', { hint: 'Use the action by its action.yml.' });
  await state.write('end', await work(context, gate));
  return 0;
}
