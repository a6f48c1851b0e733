import type { StatusDocument } from '../../contracts/documents/reports.ts';
import type { Store } from '../../store/index.ts';
import { healthOf, nearCaps } from './health.ts';

const LIVE = ['running', 'queued', 'blocked', 'pending_approval'] as const;
const MOST_TASKS = 100;
const MOST_PROGRESS = 10;

/** Whether anything can start, what runs and waits, budgets and limits. */
export async function readStatus(store: Store): Promise<StatusDocument> {
  const status = await store.call('siso_status', {});
  const configured = await store.call('siso_budget_config', {});
  const { tasks, next } = await store.call('siso_list_tasks', {
    p_filter: { states: [...LIVE] },
    p_limit: MOST_TASKS,
    p_after: null,
  });
  const alerts = nearCaps(status, configured);
  const running = tasks.filter(({ state }) => state === 'running').slice(0, MOST_PROGRESS);
  const records = await Promise.all(running.map(({ id }) => store.call('siso_get_task', { p_task_id: id })));
  const progress = records.flatMap(({ id: taskId, progress: said }) => (said === null ? [] : [{ taskId, ...said }]));
  return { ...status, health: healthOf(status), tasks, progress, moreTasks: next !== null, alerts };
}
