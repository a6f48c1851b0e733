import type { Category } from '../../src/domain/tasks.ts';
import { HOUR, MINUTE, SECOND } from '../support/ledger.ts';
import { type Period, type PeriodKind, periodOf } from './calendar.ts';
import type { Attempt, Budget, Charge, Entry, LimitRow, Owner, Pool, Task, WindowName } from './records.ts';

const WINDOWS = {
  minute: { lasts: MINUTE, bucket: SECOND },
  hour: { lasts: HOUR, bucket: MINUTE },
  day: { lasts: 24 * HOUR, bucket: 15 * MINUTE },
};

/** The ledger's rules in their plainest form: lists of what happened, everything added up anew at every question. */
export class World {
  now: number;
  rows: LimitRow[] = [rowAtBirth('testing'), rowAtBirth('development')];
  budgets: Budget[] = [globalAtBirth()];
  tasks: Task[] = [];
  attempts: Attempt[] = [];
  recorded: Entry[] = [];
  recordedCharges: Charge[] = [];
  pools: Pool[] = [];
  members = new Map<string, { role: string; permissions: string[] }>();
  settings = { paused: false, slots: 3, estimate: 10_000, hold: 2_000_000, tokenHold: null as number | null };
  gateUntil: number | null = null;

  constructor(now: number) {
    this.now = now;
  }

  get global(): Budget {
    const found = this.budgets.find(({ scope }) => scope === 'global');
    if (found === undefined) throw new Error('A ledger always has a global budget');
    return found;
  }

  may(actor: string, permission: string): boolean {
    const { role, permissions } = this.members.get(actor) ?? { role: 'admin', permissions: [] };
    return role === 'admin' || permissions.includes(permission) || (RIGHTS[role] ?? []).includes(permission);
  }

  /** Everything that any window ever counted, as it stands now. */
  charges(): Charge[] {
    const ofAttempts = this.attempts.flatMap((attempt) =>
      attempt.windows.map(({ row, window, limit }) => {
        const tokens = attempt.booked === null ? attempt.estimate : attempt.booked.counted;
        const charged = window === 'day' ? tokens : Math.min(tokens, limit ?? tokens);
        return { row, window, at: attempt.at, tokens: charged, requests: window === 'minute' ? attempt.requests : 0 };
      }),
    );
    return [...ofAttempts, ...this.recordedCharges];
  }

  rowsOf({ category, repo }: Owner): LimitRow[] {
    return this.rows.filter((row) => row.category === category && (row.repo === null || row.repo === repo));
  }

  budgetsOf(owner: Owner): Budget[] {
    return this.budgets.filter((budget) => applies(budget, owner));
  }

  entries(): Entry[] {
    const ofAttempts = this.attempts.flatMap(({ owner, at, booked }) =>
      booked === null ? [] : [{ owner, at, micros: booked.micros, counted: booked.counted }],
    );
    return [...ofAttempts, ...this.recorded];
  }

  /** Running attempts that hold something of a budget's period. */
  holdsIn(budget: Budget, { start, end }: Period): Attempt[] {
    return this.attempts.filter(
      ({ state, owner, at }) => state === 'active' && applies(budget, owner) && at >= start && at < end,
    );
  }

  /** Spent and held of a period, from every entry and every hold there ever was. */
  sums(budget: Budget, unit: 'usd' | 'tokens', period: Period): { spent: number; held: number } {
    const entries = this.entries().filter(
      ({ owner, at }) => applies(budget, owner) && at >= period.start && at < period.end,
    );
    return {
      spent: sum(entries.map(({ micros, counted }) => (unit === 'usd' ? micros : counted))),
      held: sum(this.holdsIn(budget, period).map(({ amount, tokens }) => (unit === 'usd' ? amount : tokens))),
    };
  }

  /** The periods of now of a budget, capped or not. */
  periodsOf({ zone }: Budget) {
    const period = (kind: PeriodKind) => periodOf(zone, kind, this.now);
    return [
      { kind: 'day', unit: 'usd', period: period('day') },
      { kind: 'month', unit: 'usd', period: period('month') },
      { kind: 'day', unit: 'tokens', period: period('day') },
    ] as const;
  }

  /** The caps of a budget, each with its period of `at`; grants are those that hold then. */
  caps(budget: Budget, at: number) {
    const granted = (unit: 'usd' | 'tokens') =>
      sum(budget.grants.filter((grant) => grant.unit === unit && grant.until > at).map(({ amount }) => amount));
    const cap = (kind: PeriodKind, unit: 'usd' | 'tokens', plain: number | null) =>
      plain === null ? [] : [{ kind, unit, cap: plain + granted(unit), period: periodOf(budget.zone, kind, at) }];
    return [
      ...cap('day', 'usd', budget.dailyMicros),
      ...cap('month', 'usd', budget.monthlyMicros),
      ...cap('day', 'tokens', budget.dailyTokens),
    ];
  }

  /**
   * The caps of now over the periods that something of `at` was booked to: none that had ended when the budget was made, and
   * those that had ended when it moved to another zone as they were.
   */
  capsThen(budget: Budget, at: number) {
    return this.caps(budget, this.now).flatMap((cap) => {
      const then = budget.zonesBefore.map(({ zone, until }) => ({ period: periodOf(zone, cap.kind, at), until }));
      const period =
        then.find(({ period: { end }, until }) => end <= until)?.period ?? periodOf(budget.zone, cap.kind, at);
      return period.end <= budget.since ? [] : [{ ...cap, period }];
    });
  }

  /** What is drawn of the buffer of the day that `at` is in. */
  drawn(at: number): number {
    const day = periodOf(this.global.zone, 'day', at);
    return sum(this.attempts.map((attempt) => (attempt.draw?.pool.start === day.start ? drawOf(attempt) : 0)));
  }

  costOf(task: Task): number {
    return sum(this.attempts.map((attempt) => (attempt.task === task ? (attempt.booked?.micros ?? 0) : 0)));
  }

  countedOf(task: Task): number {
    return sum(this.attempts.map((attempt) => (attempt.task === task ? (attempt.booked?.counted ?? 0) : 0)));
  }
}

/** Two rows that every ledger has, without the figures that the ground replaces. */
function rowAtBirth(category: Category): LimitRow {
  return {
    category,
    repo: null,
    minute: null,
    hour: null,
    day: null,
    requests: null,
    concurrent: null,
    maxHold: 5_000_000,
  };
}

function globalAtBirth(): Budget {
  const caps = { dailyMicros: null, monthlyMicros: null, dailyTokens: null, buffer: 0 };
  return { scope: 'global', value: '', ...caps, zone: 'UTC', since: 0, zonesBefore: [], grants: [] };
}

const RIGHTS: Record<string, string[]> = {
  maintain: ['task:create', 'task:urgent', 'task:cancel_any', 'queue:pause', 'audit:read'],
  write: ['task:create'],
};

export const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Until when something counts: whole buckets do. */
export function countsUntil(window: WindowName, at: number): number {
  const { lasts, bucket } = WINDOWS[window];
  return Math.floor(at / bucket) * bucket + bucket + lasts;
}

/** What an attempt has of the buffer now: all it drew while it runs, then what it used of it, its own share first. */
function drawOf({ draw, booked, estimate, tokenHold }: Attempt): number {
  if (draw === null) return 0;
  if (booked === null) return Math.max(draw.windows, draw.budgets);
  const unused = (aside: number) => Math.max(0, aside - booked.counted);
  return Math.max(0, draw.windows - unused(estimate), draw.budgets - unused(tokenHold));
}

function applies({ scope, value }: Budget, owner: Owner): boolean {
  if (scope === 'global') return true;
  if (scope !== 'label') return owner[scope] === value;
  const at = value.indexOf('=');
  return owner.labels?.[value.slice(0, at)] === value.slice(at + 1);
}
