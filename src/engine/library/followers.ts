import { setTimeout as delay } from 'node:timers/promises';
import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { Store } from '../../store/index.ts';
import { isOver } from './automation-task.ts';
import type { BackgroundRuns } from './background-runs.ts';

/** How often a task of another process is looked at. */
const LOOK_MS = 1_000;

export interface FollowParts {
  store: Store;
  runs: BackgroundRuns;
}

/** Whoever waits for the end of a task. */
export class Followers {
  readonly #all = new Set<Promise<TaskRecord>>();
  #closing = new AbortController();

  /** Waits for this process's run of the task, else looks until whoever runs it has ended it. Throws `interrupted`. */
  async follow(taskId: string, parts: FollowParts): Promise<TaskRecord> {
    const following = untilOver(taskId, parts, this.#closing.signal);
    this.#all.add(following);
    try {
      return await following;
    } finally {
      this.#all.delete(following);
    }
  }

  /** Lets everybody go, with the end of their task where it has one. The ledger has to be open until then. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#all);
    this.#closing = new AbortController();
  }
}

async function untilOver(taskId: string, { store, runs }: FollowParts, signal: AbortSignal): Promise<TaskRecord> {
  for (;;) {
    const { id } = await store.call('siso_get_task', { p_task_id: taskId });
    await runs.ended(id);
    const task = await store.call('siso_get_task', { p_task_id: id });
    if (isOver(task)) return task;
    runs.demandNoFault(id);
    if (signal.aborted) throw leftBehind(id);
    await delay(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

function leftBehind(taskId: string): AutomationError {
  return new AutomationError('interrupted', `${taskId} was not over when the engine was closed`, {
    hint: 'It is in the ledger: getTask tells how it goes on.',
  });
}
