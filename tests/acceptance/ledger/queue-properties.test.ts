import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hold } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';

const START = Date.parse('2026-03-01T23:30:00Z');
const CAP = 600_000;

const pick = fc.nat(99);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('submit' as const), cap: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('direct' as const), cap: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('admit' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('start' as const), pick }) },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('settle' as const), pick, share: fc.integer({ min: 0, max: 12 }) }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('release' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('cancel' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('retry' as const), pick, more: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 12 * MINUTE }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** An attempt as a person would note it down. */
interface Attempt {
  task: Task;
  hold: Hold;
  day: number;
  state: 'active' | 'over';
  started: boolean;
  answered: boolean;
  leaseEnd: number;
  cost: number;
}
interface Task {
  id: string;
  cap: number;
  direct: boolean;
  state: string;
  attempt: number;
  cancelled: boolean;
  /** Runners that went silent in a row. */
  lost: number;
}

/** The life of tasks in its plainest form, beside the ledger's. */
class World {
  readonly ledger: TestLedger;
  readonly tasks: Task[] = [];
  readonly attempts: Attempt[] = [];
  now = START;

  constructor(ledger: TestLedger) {
    this.ledger = ledger;
  }

  costOf(task: Task): number {
    return this.attempts.filter((attempt) => attempt.task === task).reduce((sum, { cost }) => sum + cost, 0);
  }

  /** Spent and held of a day. */
  dollars(day: number): number {
    const attempts = this.attempts.filter((attempt) => attempt.day === day);
    return attempts.reduce((sum, { state, hold, cost }) => sum + (state === 'active' ? hold.amountMicros : cost), 0);
  }

  admitted(task: Task, hold: Hold): void {
    // what an attempt may spend is never more than its task's cap has left, nor than the day has
    expect(this.costOf(task) + hold.amountMicros).toBeLessThanOrEqual(task.cap);
    const day = Math.floor(this.now / (24 * 60 * MINUTE));
    Object.assign(task, { state: 'running', attempt: task.attempt + 1 });
    const fresh = { state: 'active', started: false, answered: false, cost: 0 } as const;
    this.attempts.push({ task, hold, day, ...fresh, leaseEnd: this.now + 10 * MINUTE });
    expect(this.dollars(day)).toBeLessThanOrEqual(CAP);
  }

  overdue(task: Task): Attempt | undefined {
    return this.attempts.find((one) => one.task === task && one.state === 'active' && one.leaseEnd <= this.now);
  }

  /** What becomes of a task whose runner went silent. */
  fate({ task, started, hold }: Attempt): Partial<Task> {
    if (task.direct) return { state: 'failed' };
    if (task.cancelled) return { state: 'cancelled' };
    if (!started) return { state: 'queued', attempt: task.attempt - 1 };
    if (this.costOf(task) + hold.amountMicros >= task.cap) return { state: 'budget_capped' };
    return task.lost > 0 ? { state: 'dead' } : { state: 'queued', lost: 1 };
  }

  /** Ends what is overdue, as everything that looks at the queue does first. */
  expire(attempts = this.attempts): void {
    for (const attempt of attempts.filter(({ state, leaseEnd }) => state === 'active' && leaseEnd <= this.now)) {
      Object.assign(attempt.task, this.fate(attempt));
      Object.assign(attempt, { state: 'over', cost: attempt.started ? attempt.hold.amountMicros : 0 });
    }
  }
}

async function take(world: World, move: Step): Promise<void> {
  const { ledger, tasks, attempts } = world;
  switch (move.act) {
    case 'wait':
      world.now += move.ms;
      await ledger.clock.set(new Date(world.now));
      return;
    case 'submit':
    case 'direct':
      return create(world, move);
    case 'admit':
    case 'cancel':
    case 'retry': {
      const task = tasks[move.pick % tasks.length];
      if (task !== undefined) await TASK_MOVES[move.act](world, task, 'more' in move ? move.more : 0);
      return;
    }
    default: {
      const attempt = attempts[move.pick % attempts.length];
      if (attempt !== undefined) await HOLD_MOVES[move.act](world, attempt, 'share' in move ? move.share : 0);
    }
  }
}

async function create(world: World, { act, cap }: { act: 'submit' | 'direct'; cap: number }): Promise<void> {
  const task: Task = {
    ...{ id: '', cap: cap * 40_000, direct: act === 'direct', state: 'queued' },
    attempt: 0,
    cancelled: false,
    lost: 0,
  };
  const asked = { budgetMicros: task.cap, estimateTokens: 10 };
  if (act === 'submit') {
    world.tasks.push({ ...task, id: await world.ledger.queued(asked) });
    return;
  }
  const verdict = await world.ledger.admit(asked);
  world.expire();
  if (verdict.decision !== 'admitted') return;
  world.tasks.push(Object.assign(task, { id: verdict.taskId }));
  world.admitted(task, verdict.hold);
}

type Move<Of> = (world: World, of: Of, how: number) => Promise<void>;

const TASK_MOVES: Record<'admit' | 'cancel' | 'retry', Move<Task>> = {
  async admit(world, task) {
    const overdue = world.overdue(task);
    const { state } = overdue === undefined ? task : world.fate(overdue);
    if (state !== 'queued') {
      await expect(world.ledger.admitQueued(task.id)).rejects.toMatchObject({ code: 'SI409' });
      return;
    }
    const verdict = await world.ledger.admitQueued(task.id);
    world.expire();
    if (verdict.decision === 'admitted') world.admitted(task, verdict.hold);
    const left = task.cap - world.costOf(task);
    // late truths move what is left while a task waits
    expect(verdict.decision === 'refused').toBe(left <= 0 || left > CAP);
    if (verdict.decision === 'refused') task.state = left <= 0 ? 'budget_capped' : 'failed';
  },
  async cancel(world, task) {
    const answer = await world.ledger.cancel(task.id);
    world.expire();
    expect(answer.changed).toBe(task.state === 'queued' || (task.state === 'running' && !task.cancelled));
    if (task.state === 'queued') task.state = 'cancelled';
    if (task.state === 'running') task.cancelled = true;
  },
  async retry(world, task, more) {
    const cap = task.cap + more * 40_000;
    const attempt = world.attempts.find((one) => one.task === task && one.state === 'active');
    if (attempt !== undefined && attempt.leaseEnd > world.now) {
      await expect(world.ledger.retry(task.id)).rejects.toMatchObject({ code: 'SI409' });
      return;
    }
    const answer = await world.ledger.retry(task.id, { budgetMicros: cap });
    world.expire();
    const fits = cap > world.costOf(task) && cap - world.costOf(task) <= CAP;
    expect(answer.decision).toBe(fits ? 'queued' : 'refused');
    if (!fits) return;
    const over = task.state !== 'queued';
    Object.assign(task, { cap, state: 'queued' }, over && { direct: false, cancelled: false, lost: 0 });
  },
};

const HOLD_MOVES: Record<'start' | 'settle' | 'release', Move<Attempt>> = {
  async start(world, attempt) {
    const { ok } = await world.ledger.start(attempt.hold);
    world.expire([attempt]);
    expect(ok).toBe(attempt.state === 'active');
    if (ok) Object.assign(attempt, { started: true, leaseEnd: world.now + 90 * SECOND });
  },
  async settle(world, attempt, share) {
    const cost = Math.round((attempt.hold.amountMicros * share) / 10 / 2) * 2;
    expect(await world.ledger.settle(attempt.hold, usage({ micros: cost }))).toMatchObject({ ok: true });
    if (attempt.answered) return;
    if (attempt.state === 'active') attempt.task.state = 'succeeded';
    Object.assign(attempt, { state: 'over', answered: true, cost });
  },
  async release(world, attempt) {
    const { ok } = await world.ledger.release(attempt.hold);
    world.expire([attempt]);
    expect(ok).toBe(attempt.state === 'active' && !attempt.started);
    if (!ok) return;
    attempt.state = 'over';
    const { task } = attempt;
    if (task.direct || task.cancelled) task.state = 'cancelled';
    else Object.assign(task, { state: 'queued', attempt: task.attempt - 1 });
  },
};

test('whatever happens to queued tasks, no cap is exceeded by an admission, states agree and the books balance', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 80, size: 'max' }), async (steps) => {
      const ledger = await ledgerAt(new Date(START).toISOString());
      await ledger.call('siso_limits_preset', {
        p_request_id: crypto.randomUUID(),
        p_actor: 'ada',
        p_preset: 'unlimited',
      });
      await ledger.set('max_concurrent_jobs', 1_000);
      await ledger.setBudget({ dailyMicros: CAP });
      const world = new World(ledger);
      for (const move of steps) await take(world, move);

      await ledger.expire();
      world.expire();
      const { tasks } = await ledger.list({}, { limit: 500 });
      for (const task of world.tasks) {
        const listed = tasks.find(({ id }) => id === task.id);
        expect(listed).toMatchObject({ state: task.state, attempt: task.attempt, costMicros: world.costOf(task) });
      }
      expect(tasks).toHaveLength(world.tasks.length);
      expect(await imbalances(ledger)).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 240_000);
