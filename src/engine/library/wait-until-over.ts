import { setTimeout as delay } from 'node:timers/promises';
import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import type { Store } from '../../store/index.ts';
import { isOver } from './automation-task.ts';
import type { BackgroundRuns } from './background-runs.ts';

/** How often a task of another process is looked at. */
const LOOK_MS = 1_000;

/** Waits for this process's run of the task, else looks until whoever runs it has ended it. */
export async function waitUntilOver(
  taskId: string,
  { store, runs }: { store: Store; runs: BackgroundRuns },
): Promise<TaskRecord> {
  for (;;) {
    const { id } = await store.call('siso_get_task', { p_task_id: taskId });
    await runs.ended(id);
    const task = await store.call('siso_get_task', { p_task_id: id });
    if (isOver(task)) return task;
    runs.demandNoFault(id);
    await delay(LOOK_MS);
  }
}
