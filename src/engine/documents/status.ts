import type { StatusDocument } from '../../contracts/documents/reports.ts';
import type { Store } from '../../store/index.ts';
import { healthOf, nearCaps } from './health.ts';

const LIVE = ['running', 'queued', 'blocked', 'pending_approval'] as const;
const MOST_TASKS = 100;

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
  return { ...status, health: healthOf(status), tasks, moreTasks: next !== null, alerts };
}
