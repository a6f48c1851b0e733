import type { Admitted, Deferred, Refused } from '../contracts/ledger/admission.ts';
import type { LedgerResult } from '../contracts/ledger/functions.ts';
import type { WorkerIdentity } from '../contracts/ledger/queue.ts';
import type { RunReport } from '../contracts/run-report.ts';
import { costByKind, type KindCosts } from '../domain/prices.ts';
import { reportOfNo, reportOfRun } from './report.ts';
import { runAdmitted } from './run-admitted.ts';
import { RunDirectory } from './run-directory.ts';
import type { RunPlace, RunRequest } from './run-request.ts';
import { askForAdmission } from './run-task.ts';

/** A run in two processes: one asks for it, a later one runs it. Between them its hold has ten minutes. */
export type Asked =
  | { verdict: Admitted; runFolder: string }
  | { verdict: Deferred | Refused; report: RunReport; runFolder?: undefined };

type AskPlace = Pick<RunPlace, 'store' | 'dataDirectory'>;

/** Asks for a task. Admitted it has a folder below `dataDirectory`, which whoever runs it opens. */
export async function askForRun(place: AskPlace, request: RunRequest): Promise<Asked> {
  const run = await RunDirectory.create(place.dataDirectory);
  // Removing the folder frees its lock as well.
  let removed = false;
  try {
    const verdict = await askForAdmission(place, request, run);
    if (verdict.decision === 'admitted') return { verdict, runFolder: run.path };
    removed = true;
    await run.remove();
    const status = await place.store.call('siso_status', {});
    return { verdict, report: reportOfNo(verdict, { ...request, task: request.plan.task, warnings: [], status }) };
  } finally {
    if (!removed) run.leave();
  }
}

export interface Dispatched {
  taskId: string;
  /** Of the workflow that was started for it. */
  runId: string;
  worker: WorkerIdentity;
}

type TakenOver = LedgerResult<'siso_take_over'>;

/** Takes over a task that was dispatched to this run. Its folder is there only where it is ours. */
export async function takeOverRun(
  { store, dataDirectory }: AskPlace,
  { taskId, runId, worker }: Dispatched,
): Promise<{ taken: TakenOver; runFolder: string }> {
  const run = await RunDirectory.create(dataDirectory);
  let removed = false;
  try {
    const { requestId } = run.record;
    const asked = { p_request_id: requestId, p_task_id: taskId, p_run_id: runId, p_worker: worker };
    const taken = await store.call('siso_take_over', asked);
    removed = !taken.ok;
    if (removed) await run.remove();
    return { taken, runFolder: run.path };
  } finally {
    if (!removed) run.leave();
  }
}

export interface AskedRun {
  admitted: Admitted;
  runFolder: string;
  /** Whether the queue may try it again. */
  ofQueue: boolean;
}

export interface AskedEnd {
  report: RunReport;
  /** Of the branch that has the changes. */
  commit: string | undefined;
  costs: KindCosts;
}

/** Runs a task that an earlier process has asked for, to its settlement. Throws as `runTask`. */
export async function runAsked(place: RunPlace, request: RunRequest, asked: AskedRun): Promise<AskedEnd> {
  const { admitted, runFolder, ofQueue } = asked;
  const run = await RunDirectory.open(runFolder);
  const end = { settled: false };
  try {
    const onEnded = () => (end.settled = true);
    const figures = await runAdmitted({ ...place, ...request, run, admitted, ofQueue, onEnded });
    const status = await place.store.call('siso_status', {});
    const { warnings, commit } = figures;
    const frame = { ...request, task: request.plan.task, warnings, status };
    const costs = costByKind(figures.outcome.entries, admitted.hold.prices);
    return { report: reportOfRun({ admitted, ...figures }, frame), commit, costs };
  } finally {
    if (end.settled) await run.remove();
    else run.leave();
  }
}
