import { z } from 'zod';
import { scheduleSchema } from '../ledger/schedules.ts';
import { instantSchema } from '../words.ts';

/** A schedule and its next occurrences; empty while it is paused. */
export const scheduleDocumentSchema = scheduleSchema.extend({ next: z.array(instantSchema) });
export type ScheduleDocument = z.infer<typeof scheduleDocumentSchema>;

/** What `siso schedule list` prints with `--json`. */
export const schedulesDocumentSchema = z.object({ schedules: z.array(scheduleDocumentSchema) });
export type SchedulesDocument = z.infer<typeof schedulesDocumentSchema>;

/** What `siso schedule run-now` prints with `--json`. */
export const scheduleRunDocumentSchema = z.object({ scheduleId: z.string(), taskId: z.string() });
export type ScheduleRunDocument = z.infer<typeof scheduleRunDocumentSchema>;
