import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import type { TaskState } from '../../domain/tasks.ts';

/** A task as the ledger knows it. Money in micro-USD, times as ISO instants, `logs` one line an event, the newest last. */
export interface AutomationTask extends Omit<TaskRecord, 'state'> {
  status: TaskState;
}

export function automationTask({ state, ...task }: TaskRecord): AutomationTask {
  return { ...task, status: state };
}

const OVER: ReadonlySet<TaskState> = new Set(['succeeded', 'failed', 'budget_capped', 'cancelled', 'dead']);

export function isOver({ state }: TaskRecord): boolean {
  return OVER.has(state);
}
