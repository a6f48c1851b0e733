import type { Outcome } from '../../contracts/ledger/life.ts';
import type { Claimed } from '../../contracts/ledger/queue.ts';
import type { Submission } from '../../contracts/ledger/tasks.ts';
import { planSubmission } from '../plan/plan-task.ts';
import { runAdmitted } from '../run-admitted.ts';
import type { RunDirectory } from '../run-directory.ts';
import type { RunEvent, RunPlace } from '../run-request.ts';
import { giveBack } from '../settle-run.ts';
import type { Repositories } from './repositories.ts';

/** One task that a worker has, and what it needs to carry it out. */
interface ClaimedRun {
  claimed: Claimed;
  /** On disk since before anything could happen to the task. */
  run: RunDirectory;
  /** Stops the run; what it used is settled, and with the reason `returned` the task goes back into the queue. */
  signal: AbortSignal;
  onEvent(event: RunEvent): void;
}

export interface ClaimedEnd {
  /** The hold is settled or given back; else the run's folder stays for whoever settles from it later. */
  ended: boolean;
  /** How the attempt ended, where it ran. */
  state?: Outcome['state'];
  costMicros?: number;
}

/** Carries out one claimed task. What it throws is told and ends nothing but this run. */
export type RunClaimed = (run: ClaimedRun) => Promise<ClaimedEnd>;

/** The real thing: workspace, meter, Claude Code, settlement. */
export function claimedRunner(place: RunPlace, repositories: Repositories): RunClaimed {
  return async ({ claimed, run, signal, onEvent }) => {
    const { taskId, hold, request } = claimed;
    const end = { ended: false };
    const held = {
      store: place.store,
      admitted: { decision: 'admitted', reason: 'ok', taskId, hold } as const,
      ofQueue: true,
      onEnded: () => (end.ended = true),
    };
    try {
      const found = await locate(request, repositories).catch(async (error: unknown) => {
        await giveBack(held, { error }).catch(() => undefined);
        throw error;
      });
      const options = { ...place, ...held, ...found, waitMs: 0, run, signal, onEvent };
      const { outcome, settled } = await runAdmitted(options);
      return { ...end, state: outcome.state, costMicros: settled.ok ? settled.costMicros : 0 };
    } catch (error) {
      throw new RunFault(error, end.ended);
    }
  };
}

async function locate(request: Submission, repositories: Repositories) {
  return { plan: planSubmission(request), repository: await repositories.find(request) };
}

/** Why a run could not be carried out, and whether its hold is settled all the same. */
export class RunFault extends Error {
  readonly ended: boolean;

  constructor(cause: unknown, ended: boolean) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.ended = ended;
  }
}
