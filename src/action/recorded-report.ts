import type { Submission } from '../contracts/ledger/tasks.ts';
import type { RunReport } from '../contracts/run-report.ts';
import { planSubmission, reportOfRecord } from '../engine/index.ts';
import type { Store } from '../store/index.ts';
import { dayBudget } from './day-budget.ts';
import type { EndState } from './state.ts';

type RecordedEnd = EndState & { report: RunReport };

/** With what the ledger has of what was asked for. */
export type NamedRecord = Pick<RecordedEnd, 'report' | 'day' | 'commit'> & {
  name: string;
  /** The commit it was to start from, where that was said. */
  base: string | undefined;
  targetBranch: string | undefined;
  untrusted: boolean;
};

/** How a task ended, as the ledger has it. */
export async function recordedReport(
  store: Store,
  { taskId, request }: { taskId: string; request: Submission },
): Promise<RecordedEnd> {
  const [task, status, day] = await Promise.all([
    store.call('siso_get_task', { p_task_id: taskId }),
    store.call('siso_status', {}),
    dayBudget(store),
  ]);
  const { task: planned } = planSubmission(request);
  const repository = { root: request.workspace ?? '' };
  const report = reportOfRecord(task, { task: planned, repository, warnings: [], status });
  return { report, day, commit: task.publication?.commit };
}

/** The same of a task whose request only the ledger has. */
export async function recordOf(store: Store, taskId: string): Promise<NamedRecord> {
  const request = await store.call('siso_task_request', { p_task_id: taskId });
  const { report, day, commit } = await recordedReport(store, { taskId, request });
  return {
    report,
    day,
    commit,
    name: request.name,
    base: request.commit,
    targetBranch: request.targetBranch,
    untrusted: request.untrusted === true,
  };
}
