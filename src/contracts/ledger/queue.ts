import { z } from 'zod';
import { DEFER_REASONS } from '../../domain/reasons.ts';
import { amountSchema, categorySchema, instantSchema, taskStateSchema } from '../words.ts';
import { holdSchema } from './admission.ts';
import { submissionSchema, taskSummarySchema } from './tasks.ts';

/** Who asks for work. Noted, so that a worker that went silent is seen. */
export const workerSchema = z.strictObject({
  /** Chosen at its start; unique among those that live. */
  id: z.string().min(1).max(100),
  host: z.string().max(200),
  version: z.string().max(50),
  slots: z.int().positive(),
});
export type WorkerIdentity = z.infer<typeof workerSchema>;

/** Which tasks a worker can run; all of them when empty. */
export const claimFilterSchema = z.strictObject({
  repos: z.array(z.string()).optional(),
  categories: z.array(categorySchema).optional(),
  /** Tasks from comments, for a worker set apart for them; those that go to workflows, for the dispatcher. None of them when absent. */
  pool: z.enum(['comments', 'workflow']).optional(),
});
export type ClaimFilter = z.infer<typeof claimFilterSchema>;

/** A task taken from the queue: admitted, with a hold and a lease of its own. */
export const claimedSchema = z.object({
  taskId: z.string(),
  attempt: z.int().positive(),
  request: submissionSchema,
  hold: holdSchema,
});
export type Claimed = z.infer<typeof claimedSchema>;

export const claimSchema = z.object({
  claimed: z.array(claimedSchema),
  /** When asking again helps although nothing else happens; null when only an event makes work. */
  nextAt: instantSchema.nullable(),
  /** Tasks in the queue that this worker could run, asleep ones apart; counted up to a hundred. */
  waiting: amountSchema,
});
export type Claim = z.infer<typeof claimSchema>;

/** What keeps a task from starting; `limit`, `used` and `max` as in a verdict. */
const waitsForSchema = z.object({
  reason: z.enum([...DEFER_REASONS, 'turn', 'approval', 'dependency', 'delay']),
  limit: z.string().optional(),
  used: amountSchema.optional(),
  max: amountSchema.optional(),
});

/** Where a task stands. `position` 1 is next; null for what does not wait in the queue. */
export const explanationSchema = z.object({
  taskId: z.string(),
  state: taskStateSchema,
  position: z.int().positive().nullable(),
  waiting: amountSchema,
  waitsFor: waitsForSchema.nullable(),
  /** When it can start as things stand; null where nobody knows. */
  startsAt: instantSchema.nullable(),
  /** Whether that moment is exact if nothing else happens. */
  promised: z.boolean(),
  /** Tasks of its flow before it. */
  aheadInFlow: amountSchema,
});
export type Explanation = z.infer<typeof explanationSchema>;

/** One waiting task in the order in which it would be claimed. */
const queueRowSchema = taskSummarySchema.extend({
  position: z.int().positive(),
  waitsFor: waitsForSchema.nullable(),
  retryAt: instantSchema.nullable(),
  enqueuedAt: instantSchema,
  holdEstimateMicros: amountSchema.nullable(),
});
export const queueSchema = z.object({
  paused: z.boolean(),
  pauseReason: z.string().nullable(),
  waiting: amountSchema,
  running: amountSchema,
  tasks: z.array(queueRowSchema),
});
export type Queue = z.infer<typeof queueSchema>;

/** What a sweep did. */
export const sweptSchema = z.object({ expired: amountSchema, woken: amountSchema, dead: amountSchema });

export const redrivenSchema = z.object({
  redriven: z.array(z.string()),
  /** Left dead because a twin lives. */
  conflicts: z.array(z.object({ taskId: z.string(), twin: z.string() })),
});
