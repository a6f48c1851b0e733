import type { Verdict } from '../contracts/ledger/admission.ts';
import type { RunReport } from '../contracts/run-report.ts';
import { disposeWorkspace } from '../workspace/index.ts';
import { admit } from './admission.ts';
import { reportOfNo, reportOfRun } from './report.ts';
import { runAdmitted } from './run-admitted.ts';
import { RunDirectory } from './run-directory.ts';
import type { RunPlace, RunRequest } from './run-request.ts';

/**
 * Runs one task: admit, private workspace, Claude under the meter, settle, clean up.
 * Every outcome is a report; throws `AutomationError` only for faults, with nothing left booked but what was used.
 */
export async function runTask(place: RunPlace, request: RunRequest): Promise<RunReport> {
  const run = await RunDirectory.create(place.dataDirectory);
  let finished = false;
  try {
    const verdict = await askForAdmission(place, request, run);
    if (verdict.decision !== 'admitted') {
      finished = true;
      return reportOfNo(verdict, { ...request, warnings: [], status: await place.store.call('siso_status', {}) });
    }
    request.onEvent({ kind: 'admitted', admitted: verdict });
    const figures = await runAdmitted({
      ...place,
      ...request,
      run,
      admitted: verdict,
      onEnded: () => (finished = true),
    });
    const status = await place.store.call('siso_status', {});
    return reportOfRun({ admitted: verdict, ...figures }, { ...request, warnings: figures.warnings, status });
  } finally {
    await disposeWorkspace(run.workspace);
    // A run that could not be settled keeps its journal: the next start settles from it.
    if (finished) await run.remove();
    else run.leave();
  }
}

function askForAdmission({ store }: RunPlace, request: RunRequest, run: RunDirectory): Promise<Verdict> {
  const { task, waitMs, signal, onEvent } = request;
  return admit({
    store,
    task,
    waitMs,
    signal,
    requestId: run.record.requestId,
    onDeferred: (verdict, wait) => onEvent({ kind: 'deferred', verdict, waitMs: wait }),
    onRetry: (requestId) => run.note(requestId),
  });
}
