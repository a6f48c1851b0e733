import { randomUUID } from 'node:crypto';
import type { Schedule } from '../../contracts/ledger/schedules.ts';
import type { Submission } from '../../contracts/ledger/tasks.ts';
import { parseCron } from '../../domain/cron.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { Store } from '../../store/index.ts';
import { duePlan } from './due.ts';

const LOOK_MS = 20_000;
const MOST_AT_ONCE = 100;

export interface SchedulerParts {
  store: Store;
  /** What a schedule submits now; `undefined` when another machine has to. Throws `AutomationError`. */
  plan(schedule: Schedule): Promise<Submission | undefined>;
  /** Ends it. */
  signal: AbortSignal;
  /** Told of a look that failed; the next one comes all the same. */
  onFault(error: unknown): void;
}

export interface Scheduler {
  /** Looks every 20 s until the signal. */
  run(): Promise<void>;
  /** Submits what is due; answers how many occurrences this call has dealt with. */
  look(): Promise<number>;
}

/** Submits the tasks of schedules when their time has come. Any number of them may run: each occurrence happens once. */
export function createScheduler({ store, plan, signal, onFault }: SchedulerParts): Scheduler {
  const look = async () => {
    const { now, schedules } = await store.call('siso_due_schedules', { p_limit: MOST_AT_ONCE });
    let fired = 0;
    for (const schedule of schedules) {
      if (signal.aborted) break;
      // One that cannot be dealt with keeps no other waiting.
      fired += await fireDue({ store, plan }, schedule, new Date(now)).catch((error: unknown) => {
        onFault(error);
        return 0;
      });
    }
    return fired;
  };
  const run = async () => {
    while (!signal.aborted) {
      await look().catch(onFault);
      await pause(signal);
    }
  };
  return { run, look };
}

/** Moves one schedule on to its first occurrence that is still to come. */
async function fireDue(
  { store, plan }: Pick<SchedulerParts, 'store' | 'plan'>,
  schedule: Schedule,
  now: Date,
): Promise<number> {
  const { cron, zone, catchUp } = schedule;
  const nextAt = new Date(schedule.nextAt);
  const { run, missed, next } = duePlan({ rule: parseCron(cron, zone), nextAt, now, catchUp });
  if (next === undefined) return 0;
  const fire = async (occurrence: Date, after: Date, { task, note }: Planned) => {
    const { fired } = await store.call('siso_fire_schedule', {
      ...{ p_request_id: randomUUID(), p_schedule_id: schedule.id, p_occurrence: occurrence.toISOString() },
      ...{ p_next: after.toISOString(), p_task: task, p_note: note },
    });
    return fired;
  };
  const planned = run.length === 0 ? MISSED : await planOf(schedule, plan);
  if (planned === undefined) return 0;
  let count = 0;
  if (missed && (await fire(nextAt, run[0] ?? next, MISSED))) count += 1;
  for (const [n, occurrence] of run.entries()) {
    if (!(await fire(occurrence, run[n + 1] ?? next, planned))) break;
    count += 1;
  }
  return count;
}

interface Planned {
  task: Submission | null;
  note: string | null;
}
const MISSED: Planned = { task: null, note: null };

async function planOf(schedule: Schedule, plan: SchedulerParts['plan']): Promise<Planned | undefined> {
  try {
    const task = await plan(schedule);
    return task === undefined ? undefined : { task, note: null };
  } catch (error) {
    if (!(error instanceof AutomationError)) throw error;
    return { task: null, note: [error.message, error.hint].filter(Boolean).join('. ').slice(0, 500) };
  }
}

function pause(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, LOOK_MS);
    signal.addEventListener('abort', done);
  });
}
