import { z } from 'zod';
import { automationTaskRequestSchema } from '../library.ts';
import { instantSchema } from '../words.ts';
import { submissionSchema } from './tasks.ts';

/** The most missed occurrences that are made up for. */
export const MOST_CATCH_UP = 100;

/** What a schedule submits; it always submits as whoever made it. */
export const scheduledRequestSchema = automationTaskRequestSchema.omit({ createdBy: true });
export type ScheduledRequest = z.output<typeof scheduledRequestSchema>;

const scheduleFields = {
  name: z.string().trim().min(1).max(200),
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  cron: z.string().min(1).max(200),
  /** IANA time zone in which they are meant. */
  zone: z.string().min(1).max(60),
  request: scheduledRequestSchema,
  /** The repository that its tasks work in: absolute, on the machine of who made it. */
  workspace: z.string().optional(),
  /** How many missed occurrences are made up for after down-time, the latest ones; 0: none. */
  catchUp: z.int().min(0).max(MOST_CATCH_UP),
  paused: z.boolean(),
  nextAt: instantSchema,
};

/** With an `id` that schedule becomes this. */
const newScheduleSchema = z.strictObject({ ...scheduleFields, id: z.string().optional() });
export type NewSchedule = z.infer<typeof newScheduleSchema>;

const outcomeSchema = z.object({
  /** `skipped`: its budget is used up; `missed`: nobody was there in time, and it is not made up for. */
  outcome: z.enum(['queued', 'skipped', 'refused', 'missed', 'failed']),
  reason: z.string().optional(),
  limit: z.string().optional(),
  hint: z.string().optional(),
  taskId: z.string().optional(),
});

export const scheduleSchema = z.object({
  ...scheduleFields,
  id: z.string(),
  actor: z.string(),
  workspace: z.string().nullable(),
  /** The last occurrence that was looked at. */
  lastAt: instantSchema.nullable(),
  lastOutcome: outcomeSchema.extend({ at: instantSchema }).nullable(),
  createdAt: instantSchema,
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** `now` of the ledger's clock, from which occurrences count. */
const schedulesSchema = z.object({ now: instantSchema, schedules: z.array(scheduleSchema) });

/** `fired`: whether this call moved the schedule on; only the first of several does. */
const firedSchema = z.discriminatedUnion('fired', [
  z.object({ fired: z.literal(false) }),
  outcomeSchema.extend({ fired: z.literal(true), nextAt: instantSchema }),
]);

const byActor = { p_request_id: z.uuid(), p_actor: z.string() };

export const SCHEDULE_FUNCTIONS = {
  siso_set_schedule: { args: z.strictObject({ ...byActor, p_schedule: newScheduleSchema }), result: scheduleSchema },
  siso_list_schedules: { args: z.strictObject({}), result: schedulesSchema },
  siso_remove_schedule: { args: z.strictObject({ ...byActor, p_schedule_id: z.string() }), result: scheduleSchema },
  /** Those whose next occurrence has come, the longest due first. */
  siso_due_schedules: { args: z.strictObject({ p_limit: z.int().min(1).max(100) }), result: schedulesSchema },
  /**
   * Submits what is due at `p_occurrence` if nobody has yet, and moves the schedule on to `p_next`. Without a task nothing
   * is submitted: `p_note` says why it could not be planned; without a note the occurrence was missed.
   */
  siso_fire_schedule: {
    args: z.strictObject({
      p_request_id: z.uuid(),
      p_schedule_id: z.string(),
      p_occurrence: instantSchema,
      p_next: instantSchema,
      p_task: submissionSchema.nullable(),
      p_note: z.string().max(500).nullable(),
    }),
    result: firedSchema,
  },
} as const;
