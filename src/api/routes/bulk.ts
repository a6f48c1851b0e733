import type { z } from 'zod';
import { type BulkResult, bulkAnswerSchema, bulkBodySchema, MOST_IN_BULK } from '../../contracts/api/tasks.ts';
import { AutomationError } from '../../domain/errors.ts';
import { changesOf, demandQueued, planRetry } from '../../engine/index.ts';
import type { Store } from '../../store/index.ts';
import { HttpFault } from '../fault.ts';
import type { RouteModule } from '../frame.ts';
import { readInput } from '../input.ts';
import { operation } from '../operation.ts';
import { problemOf } from '../problems.ts';
import { taskId } from '../query.ts';
import { named } from '../schemas.ts';

const bulkTasks = {
  method: 'post',
  path: '/api/tasks/bulk',
  id: 'bulkTasks',
  tag: 'Tasks',
  summary: 'Cancel or retry many tasks, by id or by filter; with `preview` only say which',
  body: bulkBodySchema,
  answer: named('BulkAnswer', bulkAnswerSchema),
  writes: true,
} as const;

type Bulk = z.output<typeof bulkBodySchema>;
type Signed = { p_request_id: string; p_actor: string };

export const bulkRoutes: RouteModule = (api, { store }) => {
  operation(api, bulkTasks, async ({ body, signed }) => {
    demandSense(body);
    const { ids, more } = await chosen(store, body);
    const { action, preview } = body;
    const results: BulkResult[] = [];
    // One after the other: the ledger takes them in turn anyway, and others get their turn in between.
    for (const id of preview ? [] : ids)
      results.push(await resultOf(id, () => act(store, id, { body, by: signed(id) })));
    return { action, preview, ids, more, results };
  });
};

function demandSense({ ids, filter, action, changes }: Bulk): void {
  if ((ids === undefined) === (filter === undefined)) throw wrong('body.ids', 'Give either ids or a filter');
  if (changes !== undefined && action !== 'retry')
    throw wrong('body.changes', `There is nothing to change to ${action}`);
}

function wrong(field: string, message: string): HttpFault {
  return new HttpFault('usage', message, { status: 400, field, hint: 'An empty filter is every task.' });
}

async function chosen(store: Store, { ids, filter }: Bulk): Promise<{ ids: string[]; more: boolean }> {
  if (ids !== undefined) return { ids: [...new Set(ids.map((id) => readInput(taskId, id, 'body')))], more: false };
  const page = { p_filter: filter ?? {}, p_limit: MOST_IN_BULK, p_after: null };
  const { tasks, next } = await store.call('siso_list_tasks', page);
  return { ids: tasks.map(({ id }) => id), more: next !== null };
}

async function act(store: Store, id: string, { body, by }: { body: Bulk; by: Signed }): Promise<BulkResult> {
  if (body.action === 'cancel') {
    const { state, changed } = await store.call('siso_cancel', { ...by, p_task_id: id });
    return { taskId: id, outcome: changed ? 'done' : 'skipped', state };
  }
  const task = await store.call('siso_task_request', { p_task_id: id });
  const { overrides } = planRetry(task, changesOf(body.changes ?? {}));
  demandQueued(await store.call('siso_retry', { ...by, p_task_id: id, p_overrides: overrides }));
  return { taskId: id, outcome: 'done', state: 'queued' };
}

/** One task that cannot be changed keeps none of the others from it; a ledger that does not answer ends the whole. */
async function resultOf(id: string, work: () => Promise<BulkResult>): Promise<BulkResult> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AutomationError)) throw error;
    const { problem } = problemOf(error, id);
    if (problem.status >= 500) throw error;
    return { taskId: id, outcome: 'failed', code: problem.code, detail: problem.detail };
  }
}
