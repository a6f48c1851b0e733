import type { Explanation } from '../../contracts/ledger/queue.ts';
import type { RunReport } from '../../contracts/run-report.ts';
import { isOver, reportOfQueued, reportOfRecord, reportOfWaiting } from '../../engine/index.ts';
import { count, inline } from '../display/format.ts';
import { waitsText } from '../display/queue.ts';
import { follow } from './follow.ts';
import type { Queued } from './queued.ts';
import type { Session } from './session.ts';

/** Leaves a queued task to the workers there are: says where it stands, and follows it to its end where somebody waits. */
export async function leaveToWorkers(session: Session, taskId: string, queued: Queued): Promise<RunReport> {
  const { store, display, signal, context } = session;
  const { plan, repository } = queued.prepared;
  const waitMs = queued.options.wait ?? context.settings.waitMs ?? 0;
  const frame = async () => ({
    task: plan.task,
    repository,
    warnings: [],
    status: await store.call('siso_status', {}),
  });
  display.print(standing(await store.call('siso_explain', { p_task_id: taskId })));
  if (waitMs === 0) {
    const ledger = queued.options.rehearse === undefined ? '' : ' --rehearse';
    display.print(`  See it: siso task ${taskId}${ledger} --follow · Why it waits: siso explain ${taskId}${ledger}`);
    return reportOfQueued(taskId, await frame());
  }
  const task = await follow(taskId, { store, signal, waitMs, onLine: (line) => display.note(line) });
  if (isOver(task)) return reportOfRecord(task, await frame());
  if (signal.aborted) return reportOfQueued(taskId, await frame());
  return reportOfWaiting(await store.call('siso_explain', { p_task_id: taskId }), await frame());
}

function standing({ taskId, position, waiting, waitsFor }: Explanation): string {
  if (position === null) return `A worker has ${taskId}.`;
  const why = waitsFor === null ? '' : `; it waits for ${inline(waitsText(waitsFor))}`;
  return `${taskId} is number ${count(position)} of ${count(waiting)} in the queue${why}. A worker will run it.`;
}
