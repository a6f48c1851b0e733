import type { Verdict } from '../contracts/ledger/admission.ts';
import type { RunReport } from '../contracts/run-report.ts';
import { admit } from './admission.ts';
import { isInterruption } from './interrupted.ts';
import { submissionOf } from './plan/plan-task.ts';
import { reportOfNo, reportOfRun } from './report.ts';
import { Room } from './room.ts';
import { runAdmitted } from './run-admitted.ts';
import { RunDirectory } from './run-directory.ts';
import type { RunPlace, RunRequest } from './run-request.ts';

/**
 * Runs one task: admit, private workspace, Claude under the meter, settle, clean up.
 * Every outcome is a report; throws `AutomationError` only for faults, with nothing left booked but what was used.
 */
export async function runTask(place: RunPlace, request: RunRequest): Promise<RunReport> {
  const run = await RunDirectory.create(place.dataDirectory);
  const end: { settled: boolean; left: string | undefined } = { settled: false, left: undefined };
  let report: RunReport;
  try {
    report = await attempt(place, request, { run, onEnded: () => (end.settled = true) });
  } finally {
    // A run that could not be settled keeps its journal: the next start settles from it.
    if (end.settled) end.left = await run.remove();
    else run.leave();
  }
  if (end.left === undefined) return report;
  return { ...report, warnings: [...report.warnings, `Some files of the run could not be removed: ${end.left}`] };
}

async function attempt(
  place: RunPlace,
  request: RunRequest,
  { run, onEnded }: { run: RunDirectory; onEnded(): void },
): Promise<RunReport> {
  const { store } = place;
  const frame = { ...request, task: request.plan.task };
  const verdict = await askForAdmission(place, request, run).catch((error: unknown) => {
    // Whatever was asked before was answered with no.
    if (isInterruption(error)) onEnded();
    throw error;
  });
  if (verdict.decision !== 'admitted') {
    onEnded();
    return reportOfNo(verdict, { ...frame, warnings: [], status: await store.call('siso_status', {}) });
  }
  request.onEvent({ kind: 'admitted', admitted: verdict });
  const figures = await runAdmitted({ ...place, ...request, run, admitted: verdict, ofQueue: false, onEnded });
  const status = await store.call('siso_status', {});
  return reportOfRun({ admitted: verdict, ...figures }, { ...frame, warnings: figures.warnings, status });
}

/** Asks the ledger, and waits as long as the request may. */
export function askForAdmission(
  { store }: Pick<RunPlace, 'store'>,
  request: RunRequest,
  run: RunDirectory,
): Promise<Verdict> {
  const { taskId, plan, repository, waitMs, signal, room = new Room(), onEvent } = request;
  return admit({
    ask: (p_request_id) =>
      taskId === undefined
        ? store.call('siso_admit', { p_request_id, p_task: submissionOf(plan, repository.root) })
        : store.call('siso_admit_task', { p_request_id, p_task_id: taskId }),
    waitMs,
    signal,
    room,
    requestId: run.record.requestId,
    onDeferred: (verdict, wait) => onEvent({ kind: 'deferred', verdict, waitMs: wait }),
    onRetry: (requestId) => run.note(requestId),
  });
}
