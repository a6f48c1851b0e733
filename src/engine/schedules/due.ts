import type { CronRule } from '../../domain/cron.ts';

export interface Due {
  rule: CronRule;
  /** The occurrence that the ledger waits for. */
  nextAt: Date;
  now: Date;
  /** How many missed ones are made up for. */
  catchUp: number;
}

export interface DuePlan {
  /** Occurrences to run, oldest first. */
  run: Date[];
  /** Whether there are missed ones before them that are not made up for. */
  missed: boolean;
  /** The first occurrence that is still to come. */
  next: Date | undefined;
}

/** Whoever looks a little late has missed nothing. */
const GRACE_MS = 5 * 60_000;
/** More occurrences than these are not counted one by one. */
const MOST_STEPS = 10_000;

/** Which of the occurrences that have come are run: the last one if it has just come, and of those missed the latest. */
export function duePlan({ rule, nextAt, now, catchUp }: Due): DuePlan {
  const all = occurrencesUntil({ rule, from: nextAt, now });
  const last = all.at(-1);
  const onTime = last !== undefined && now.getTime() - last.getTime() <= GRACE_MS;
  const late = onTime ? all.slice(0, -1) : all;
  const run = [...(catchUp === 0 ? [] : late.slice(-catchUp)), ...(onTime && last ? [last] : [])];
  const missed = all.length > 0 && run[0]?.getTime() !== nextAt.getTime();
  return { run, missed, next: rule.next(new Date(Math.max(now.getTime(), nextAt.getTime()))) };
}

/** After a long time only the latest ones, some hundred at least. */
function occurrencesUntil({ rule, from, now }: { rule: CronRule; from: Date; now: Date }): Date[] {
  const found: Date[] = [];
  for (let at: Date | undefined = from; at !== undefined && at <= now; at = rule.next(at)) {
    found.push(at);
    if (found.length === MOST_STEPS) {
      const span = at.getTime() - from.getTime();
      const later = Math.max(at.getTime(), now.getTime() - span / 50);
      return occurrencesUntil({ rule, from: rule.next(new Date(later)) ?? at, now });
    }
  }
  return found;
}
