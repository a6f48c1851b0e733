import { submitAnswerSchema, submitBodySchema } from '../../contracts/api/tasks.ts';
import { explanationSchema } from '../../contracts/ledger/queue.ts';
import { taskRecordSchema } from '../../contracts/ledger/reports.ts';
import { cancelledSchema, submittedSchema, taskFilterSchema, taskPageSchema } from '../../contracts/ledger/tasks.ts';
import { automationRetrySchema } from '../../contracts/library.ts';
import { canonicalModel } from '../../domain/models.ts';
import { CATEGORIES, ENVIRONMENTS, PRIORITIES, TASK_STATES } from '../../domain/tasks.ts';
import { changesOf, demandQueued, planRequest, planRetry } from '../../engine/index.ts';
import { HttpFault } from '../fault.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { pageSize, several, taskPath, text } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Tasks';

/** As the ledger filters, with lists in one parameter. */
const listQuery = taskFilterSchema.extend({
  states: several(TASK_STATES),
  categories: several(CATEGORIES),
  priorities: several(PRIORITIES),
  environments: several(ENVIRONMENTS),
  ...{ actor: text.optional(), repo: text.optional(), model: text.optional(), template: text.optional() },
  ...{ label: text.optional(), search: text.optional(), after: text.optional() },
  limit: pageSize(50),
});

const listTasks = {
  method: 'get',
  path: '/api/tasks',
  id: 'listTasks',
  tag,
  summary: 'List tasks, newest first; `next` of a page is the `after` of the one that follows',
  query: listQuery,
  answer: named('TaskPage', taskPageSchema),
} as const;

const submitTask = {
  method: 'post',
  path: '/api/tasks',
  id: 'submitTask',
  tag,
  summary: 'Put a task into the queue, checked as one from the command line',
  body: submitBodySchema,
  answer: named('Submitted', submitAnswerSchema),
  status: 201,
  problems: [409],
  writes: true,
} as const;

const getTask = {
  method: 'get',
  path: '/api/tasks/{id}',
  id: 'getTask',
  tag,
  summary: 'One task: why, timeline, tokens, cost, changes, log',
  params: taskPath,
  answer: named('Task', taskRecordSchema),
  problems: [404],
} as const;

const explainTask = {
  method: 'get',
  path: '/api/tasks/{id}/explain',
  id: 'explainTask',
  tag,
  summary: 'Where a task stands in the queue, what it waits for, and when it will start',
  params: taskPath,
  answer: named('Explanation', explanationSchema),
  problems: [404],
} as const;

const cancelTask = {
  method: 'post',
  path: '/api/tasks/{id}/cancel',
  id: 'cancelTask',
  tag,
  summary: 'End a task that waits, stop one that runs; what it used is settled',
  params: taskPath,
  answer: named('Cancelled', cancelledSchema),
  problems: [404],
  writes: true,
} as const;

const retryTask = {
  method: 'post',
  path: '/api/tasks/{id}/retry',
  id: 'retryTask',
  tag,
  summary: 'Queue a task that is over once more, or change one that waits',
  params: taskPath,
  body: automationRetrySchema,
  answer: submitAnswerSchema,
  problems: [404, 409],
  writes: true,
} as const;

export const taskRoutes: RouteModule = (api, context) => {
  const { store, surroundings, rehearsal, workspace } = context;
  operation(api, listTasks, ({ query: { limit, after, model, ...filter } }) =>
    store.call('siso_list_tasks', {
      p_filter: { ...filter, model: model === undefined ? undefined : canonicalModel(model) },
      p_limit: limit,
      p_after: after ?? null,
    }),
  );
  operation(api, submitTask, async ({ body, principal, signed }) => {
    const { dedupeKey, dedupe, cacheHours, ...request } = body;
    const { actor, mayActForOthers } = principal;
    if (!mayActForOthers && (request.createdBy ?? actor) !== actor) throw notForOthers();
    const task = await planRequest(request, { surroundings, rehearsal, workspace, actor });
    const { p_request_id } = signed();
    const answer = await store.call('siso_submit', {
      p_request_id,
      p_task: { ...task, dedupeKey, dedupe, cacheHours },
    });
    return submitted(answer);
  });
  operation(api, getTask, ({ params: { id } }) => store.call('siso_get_task', { p_task_id: id }));
  operation(api, explainTask, ({ params: { id } }) => store.call('siso_explain', { p_task_id: id }));
  operation(api, cancelTask, ({ params: { id }, signed }) => store.call('siso_cancel', { ...signed(), p_task_id: id }));
  operation(api, retryTask, async ({ params: { id }, body, signed }) => {
    const task = await store.call('siso_task_request', { p_task_id: id });
    const { overrides } = planRetry(task, changesOf(body));
    return submitted(await store.call('siso_retry', { ...signed(), p_task_id: id, p_overrides: overrides }));
  });
};

/** Throws what a refusal means. */
function submitted(answer: Parameters<typeof demandQueued>[0]) {
  demandQueued(answer);
  return submitAnswerSchema.parse(submittedSchema.parse(answer));
}

function notForOthers(): HttpFault {
  return new HttpFault('forbidden', 'Nobody may submit in the name of somebody else', {
    ...{ status: 403, field: 'body.createdBy', hint: 'Leave it out.' },
  });
}
