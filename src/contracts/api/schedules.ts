import { z } from 'zod';
import { MOST_CATCH_UP, scheduledRequestSchema } from '../ledger/schedules.ts';

/** What a schedule is. Its repository is the one that the server works in. */
export const scheduleBodySchema = z.strictObject({
  /** Default: the name of its task. */
  name: z.string().trim().min(1).max(200).optional(),
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  cron: z.string().min(1).max(200),
  /** IANA time zone. */
  zone: z.string().min(1).max(60),
  /** How many missed occurrences are made up for, the latest ones. */
  catchUp: z.int().min(0).max(MOST_CATCH_UP).default(1),
  request: scheduledRequestSchema,
});

/** What is absent stays. */
export const scheduleChangesSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  cron: z.string().min(1).max(200).optional(),
  zone: z.string().min(1).max(60).optional(),
  catchUp: z.int().min(0).max(MOST_CATCH_UP).optional(),
  paused: z.boolean().optional(),
  request: scheduledRequestSchema.optional(),
});
