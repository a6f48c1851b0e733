import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { AutomationError } from '../../domain/errors.ts';
import { recoverRuns } from '../../engine/index.ts';
import { openJobLedger, readPlace, type StepContext } from '../context.ts';
import type { Held } from '../holds.ts';
import { recordedReport } from '../recorded-report.ts';
import { type AdmittedTask, type EndState, endSchema } from '../state.ts';
import { ANSWERS, type KeeperAnswer, keeperAnswerSchema } from './protocol.ts';

/** Starts the process that keeps the meter; it outlives this step. Throws `meter_failed` with what it said. */
export async function startKeeper({ env, secrets }: StepContext, admitted: AdmittedTask): Promise<KeeperAnswer> {
  const [, program = ''] = process.argv;
  // The runner ends what carries its mark when the job ends, which is what we want; it waits for nobody's output.
  const child = spawn(process.execPath, [program, 'keep-meter'], {
    detached: true,
    env: { PATH: env.PATH, HOME: env.HOME, RUNNER_TRACKING_ID: env.RUNNER_TRACKING_ID },
    // What it answers comes on a pipe of its own: on standard output it may speak to the runner.
    stdio: ['pipe', 'ignore', 'inherit', 'pipe'],
  });
  const [stdin, answers] = [child.stdio[0], child.stdio[ANSWERS]];
  if (stdin === null || !(answers instanceof Readable)) throw new Error('Node gave no pipes to a new process');
  // When it dies at once, its exit says so.
  stdin.on('error', () => undefined);
  stdin.end(`${JSON.stringify({ env, secrets, admitted })}\n`);
  const lines = createInterface({ input: answers });
  const line = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => undefined)]);
  answers.destroy();
  child.unref();
  if (line !== undefined) return keeperAnswerSchema.parse(JSON.parse(String(line[0])));
  throw new AutomationError('meter_failed', 'The meter did not start', { hint: 'What it said is above.' });
}

/** Has the keeper of a meter settle. One that is gone has left its journal, from which it is settled here. */
export async function askToSettle(context: StepContext, held: Held): Promise<EndState> {
  const answer = await ask(held.socket ?? '', context.inputs.stepOutcome ?? 'success');
  if (answer !== undefined) return endSchema.parse(JSON.parse(answer));
  const { store } = await openJobLedger(context, await readPlace(context), held.rehearse !== undefined);
  try {
    await recoverRuns(store, held.stateFolder);
    return await recordedReport(store, held.admitted);
  } finally {
    await store.close();
  }
}

async function ask(path: string, outcome: string): Promise<string | undefined> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    socket.write(`${outcome}\n`);
    for await (const line of createInterface({ input: socket })) return line;
    return undefined;
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}
