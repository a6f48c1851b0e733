import { z } from 'zod';
import { amountSchema, instantSchema } from '../words.ts';
import {
  claimedSchema,
  claimFilterSchema,
  claimSchema,
  explanationSchema,
  queueSchema,
  redrivenSchema,
  sweptSchema,
  workerSchema,
} from './queue.ts';

const requestId = { p_request_id: z.uuid() };
const byActor = { ...requestId, p_actor: z.string() };

/** The queue's functions. Of those that claim, one call is one transaction: chosen, admitted and leased together. */
export const QUEUE_FUNCTIONS = {
  /** Takes up to `p_limit` tasks in the queue's order, each admitted. Ten at most, so that nobody waits long for the lock. */
  siso_claim: {
    args: z.strictObject({
      ...requestId,
      p_worker: workerSchema,
      p_filter: claimFilterSchema,
      p_limit: z.int().min(1).max(10),
    }),
    result: claimSchema,
  },
  /** The same for tasks that run elsewhere: their leases last 15 minutes, until a runner takes over. */
  siso_dispatch: {
    args: z.strictObject({ ...requestId, p_filter: claimFilterSchema, p_limit: z.int().min(1).max(10) }),
    result: claimSchema,
  },
  /** Notes which run of a workflow was started for a dispatched task: only that one may take over. */
  siso_note_run: {
    args: z.strictObject({ ...requestId, p_lease_token: z.uuid(), p_run_id: z.string().min(1).max(100) }),
    result: z.object({ ok: z.boolean(), reason: z.string().optional() }),
  },
  /** Hands a dispatched task to its runner: the hold stays, the lease is a new one and the old one is lost. */
  siso_take_over: {
    args: z.strictObject({ ...requestId, p_task_id: z.string(), p_run_id: z.string(), p_worker: workerSchema }),
    result: z.discriminatedUnion('ok', [
      claimedSchema.extend({ ok: z.literal(true) }),
      z.object({ ok: z.literal(false), reason: z.enum(['lease_lost', 'other_run', 'not_noted', 'cancelled']) }),
    ]),
  },
  /** Ends what is overdue, wakes what may start, retries what was lost. Idempotent; anybody may call it at any time. */
  siso_sweep: { args: z.strictObject(requestId), result: sweptSchema },
  siso_explain: { args: z.strictObject({ p_task_id: z.string() }), result: explanationSchema },
  siso_queue: { args: z.strictObject({ p_limit: z.int().min(1).max(500) }), result: queueSchema },
  /** Puts dead tasks back; all of them when `p_task_ids` is null. One with a living twin stays dead and is named. */
  siso_redrive: {
    args: z.strictObject({ ...byActor, p_task_ids: z.array(z.string()).nullable() }),
    result: redrivenSchema,
  },
  siso_workers: {
    args: z.strictObject({}),
    result: z.array(workerSchema.extend({ running: amountSchema, seenAt: instantSchema, silent: z.boolean() })),
  },
} as const;
