import { z } from 'zod';
import { instantSchema } from '../words.ts';

/** Something that happened in the ledger: to a task, a budget, or by somebody who changed something. */
export const ledgerEventSchema = z.object({
  /** Place in the feed: opaque text of one line. What comes after it is asked for with it. */
  cursor: z.string(),
  at: instantSchema,
  /** One of `EVENT_KINDS`, such as `task.queued`, `budget.threshold`, `queue.paused`. */
  kind: z.string(),
  /** What it happened to: a task's id, a budget, a limit. */
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type LedgerEvent = z.infer<typeof ledgerEventSchema>;

/** `next` goes on where this page ends; it is there also when nothing has happened. */
const eventPageSchema = z.object({ events: z.array(ledgerEventSchema), next: z.string() });
export type EventPage = z.infer<typeof eventPageSchema>;

export const EVENT_FUNCTIONS = {
  /**
   * Events after a cursor, oldest first. `null` is the end of now: no events, and the cursor from which to follow; `start` is
   * the beginning of what is kept. Throws `usage` for what is no cursor of this ledger.
   */
  siso_events: {
    args: z.strictObject({ p_after: z.string().nullable(), p_limit: z.int().min(1).max(500) }),
    result: eventPageSchema,
  },
} as const;
