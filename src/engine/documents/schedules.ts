import type { ScheduleDocument, SchedulesDocument } from '../../contracts/documents/schedules.ts';
import type { NewSchedule, Schedule } from '../../contracts/ledger/schedules.ts';
import { parseCron } from '../../domain/cron.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { Store } from '../../store/index.ts';

const SHOWN = 3;

/** Every schedule with its next occurrences. */
export async function readSchedules(store: Store): Promise<SchedulesDocument> {
  const { schedules } = await store.call('siso_list_schedules', {});
  return { schedules: schedules.map(scheduleDocument) };
}

/** One schedule, and what time it is for the ledger. Throws `not_found`. */
export async function readSchedule(store: Store, id: string): Promise<{ schedule: Schedule; now: string }> {
  const { schedules, now } = await store.call('siso_list_schedules', {});
  const schedule = schedules.find((one) => one.id === id);
  if (schedule !== undefined) return { schedule, now };
  throw new AutomationError('not_found', `There is no schedule ${id} in this ledger`, {
    hint: 'See what there is: siso schedule list',
  });
}

export function scheduleDocument(schedule: Schedule): ScheduleDocument {
  const next = schedule.paused ? [] : [schedule.nextAt];
  const rule = parseCron(schedule.cron, schedule.zone);
  while (next.length > 0 && next.length < SHOWN) {
    const after = rule.next(new Date(next.at(-1) ?? schedule.nextAt));
    if (after === undefined) break;
    next.push(after.toISOString());
  }
  return { ...schedule, next };
}

type Changes = { [Field in keyof NewSchedule]?: NewSchedule[Field] | undefined };

/** A schedule as it is set anew, with changes; what is absent stays. */
export function changedSchedule(schedule: Schedule, changes: Changes): NewSchedule {
  const { id, name, cron, zone, request, workspace, catchUp, paused, nextAt } = schedule;
  const kept = { id, name, cron, zone, request, catchUp, paused, nextAt };
  const changed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...kept, ...(workspace === null ? {} : { workspace }), ...changed };
}
