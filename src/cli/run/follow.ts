import { setTimeout as delay } from 'node:timers/promises';
import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import { isOver } from '../../engine/index.ts';
import type { Store } from '../../store/index.ts';
import { runLine } from '../display/progress-line.ts';

export interface FollowParts {
  store: Store;
  /** Stops the following; the task goes on. */
  signal: AbortSignal;
  /** How long it may wait until its first attempt, milliseconds. */
  waitMs: number;
  /** What is new, one line each. */
  onLine(line: string): void;
}

const LOOK_MS = 1_000;

/** Looks at a task that somebody else runs until it is over, has waited for too long, or nobody looks any more. */
export async function follow(taskId: string, { store, signal, waitMs, onLine }: FollowParts): Promise<TaskRecord> {
  const deadline = performance.now() + waitMs;
  let [said, state] = ['', ''];
  for (;;) {
    const task = await store.call('siso_get_task', { p_task_id: taskId });
    if (isOver(task) || signal.aborted) return task;
    if (task.state !== 'running' && task.attempt === 0 && performance.now() >= deadline) return task;
    if (task.state !== state) onLine(`${task.id} is ${task.state}.`);
    const line = task.progress === null ? '' : runLine(task.progress);
    if (line !== said && line !== '') onLine(`  ${line}`);
    [said, state] = [line, task.state];
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}
