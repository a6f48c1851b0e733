import { reportedSourceSchema } from '../contracts/ledger/life.ts';
import type { Explanation } from '../contracts/ledger/queue.ts';
import type { TaskRecord } from '../contracts/ledger/reports.ts';
import type { RunReport } from '../contracts/run-report.ts';
import { reasonSchema } from '../contracts/words.ts';
import { DEFER_REASONS } from '../domain/reasons.ts';
import { type ReportFrame, reportOfNo } from './report.ts';

/** The report of a task that somebody else has run, out of the ledger's record. */
export function reportOfRecord(task: TaskRecord, context: ReportFrame): RunReport {
  const none = { decision: 'deferred', reason: 'no_slot', retryAt: null, promised: false } as const;
  const { state, costSource } = task;
  return {
    ...reportOfNo(none, { ...context, taskId: task.id }),
    decision: 'admitted',
    status: state === 'succeeded' || state === 'budget_capped' || state === 'cancelled' ? state : 'failed',
    reason: reasonSchema.catch(state === 'succeeded' ? 'completed' : 'agent_failed').parse(task.reason),
    error: task.error,
    result: task.result,
    costMicros: task.costMicros,
    costSource: reportedSourceSchema.catch('metered').parse(costSource),
    reportedCostMicros: task.reportedCostMicros,
    tokens: task.tokens,
    turns: task.turns ?? 0,
    durationMs: task.durationMs ?? 0,
    sessionId: task.sessionId,
    changedFiles: task.changedFiles,
    branch: task.branch,
    denials: task.denials,
  };
}

/** The report of a task that was left to a worker. */
export function reportOfQueued(taskId: string, context: ReportFrame): RunReport {
  const none = { decision: 'deferred', reason: 'no_slot', retryAt: null, promised: false } as const;
  return { ...reportOfNo(none, { ...context, taskId }), decision: 'queued', status: 'queued', reason: 'ok' };
}

/** The report of one that no worker has started in time. */
export function reportOfWaiting(
  { waitsFor, startsAt, promised, taskId }: Explanation,
  context: ReportFrame,
): RunReport {
  const { reason, ...figures } = waitsFor ?? { reason: 'turn' };
  const known = DEFER_REASONS.find((word) => word === reason) ?? 'no_slot';
  const verdict = { decision: 'deferred', reason: known, ...figures, retryAt: startsAt, promised } as const;
  return reportOfNo(verdict, { ...context, taskId });
}
