import { z } from 'zod';
import { LEDGER_FUNCTIONS } from '../../contracts/ledger/functions.ts';
import { queueSchema, redrivenSchema } from '../../contracts/ledger/queue.ts';
import { statusSchema } from '../../contracts/ledger/reports.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { pageSize, taskId } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Queue';

const getQueue = {
  method: 'get',
  path: '/api/queue',
  id: 'getQueue',
  tag,
  summary: 'What waits, in the order in which it would start, and what it waits for',
  query: z.strictObject({ limit: pageSize(100) }),
  answer: named('Queue', queueSchema),
} as const;

const redriveTasks = {
  method: 'post',
  path: '/api/queue/redrive',
  id: 'redriveTasks',
  tag,
  summary: 'Put dead tasks back into the queue; all of them where `ids` is null',
  body: z.strictObject({ ids: z.array(taskId).min(1).max(500).nullable() }),
  answer: named('Redriven', redrivenSchema),
  writes: true,
} as const;

const listWorkers = {
  method: 'get',
  path: '/api/workers',
  id: 'listWorkers',
  tag,
  summary: 'Workers that have asked for work, and those that went silent',
  answer: z.object({ workers: named('Workers', LEDGER_FUNCTIONS.siso_workers.result) }),
} as const;

const answer = statusSchema.pick({ paused: true });

const pause = {
  method: 'post',
  path: '/api/pause',
  id: 'pause',
  tag,
  summary: 'Let nothing new start; what runs goes on',
  answer,
  writes: true,
} as const;

const resume = { ...pause, path: '/api/resume', id: 'resume', summary: 'Let tasks start again' } as const;

export const queueRoutes: RouteModule = (api, { store }) => {
  operation(api, getQueue, ({ query: { limit } }) => store.call('siso_queue', { p_limit: limit }));
  operation(api, redriveTasks, ({ body: { ids }, signed }) =>
    store.call('siso_redrive', { ...signed(), p_task_ids: ids }),
  );
  operation(api, listWorkers, async () => ({ workers: await store.call('siso_workers', {}) }));
  for (const [contract, paused] of [
    [pause, true],
    [resume, false],
  ] as const) {
    operation(api, contract, async ({ signed }) => {
      await store.call('siso_set_setting', { ...signed(), p_key: 'paused', p_value: paused });
      return { paused };
    });
  }
};
