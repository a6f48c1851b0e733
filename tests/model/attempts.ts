import type { Outcome } from '../../src/contracts/ledger/life.ts';
import { countedTokens, entryCost, type UsageEntry } from '../../src/domain/prices.ts';
import type { TaskState } from '../../src/domain/tasks.ts';
import { SECOND } from '../support/ledger.ts';
import { priceOf } from '../support/prices.ts';
import { type Arguments, answer, error, type Prediction } from './calls.ts';
import type { Attempt } from './records.ts';
import { sum, type World } from './world.ts';

const BEAT = 90 * SECOND;
const LOST = { ok: false, reason: 'lease_lost' };

type Booked = NonNullable<Attempt['booked']>;
const NOTHING: Booked = { micros: 0, counted: 0, estimated: false };

/** Ends what is overdue, as everything that looks at the queue does first. */
export function expireOverdue(world: World): number {
  const overdue = world.attempts.filter((attempt) => isOverdue(world, attempt));
  for (const attempt of overdue) expire(world, attempt);
  return overdue.length;
}

export const isOverdue = (world: World, { state, leaseEnd }: Attempt) => state === 'active' && leaseEnd <= world.now;

/** A lost runner: its whole hold if it had started, or what it said if that is more; nothing if it had not. */
function expire(world: World, attempt: Attempt): void {
  attempt.booked = attempt.started ? wholeHold(attempt) : NOTHING;
  attempt.requests = attempt.started ? 1 : 0;
  attempt.state = 'expired';
  lose(world, attempt);
}

const wholeHold = ({ amount, tokens, usedMicros, usedTokens }: Attempt): Booked => {
  return { micros: Math.max(amount, usedMicros), counted: Math.max(tokens, usedTokens), estimated: true };
};

/** Whether the task of an attempt that is overdue will wait again once that is noticed. */
export function waitsAgain(world: World, attempt: Attempt): boolean {
  const { task, started, amount, usedMicros } = attempt;
  if (task.direct || task.cancelRequested) return false;
  if (!started) return true;
  const { budgetMicros = Number.POSITIVE_INFINITY } = task.request;
  return task.leaseLosses === 0 && world.costOf(task) + Math.max(amount, usedMicros) < budgetMicros;
}

/** A task of the queue gets another try, but not after two runners in a row, nor when nothing of its cap is left. */
function lose(world: World, attempt: Attempt): void {
  const { task } = attempt;
  const { budgetMicros = Number.POSITIVE_INFINITY } = task.request;
  const again = { state: 'queued', reason: 'lease_lost', holdMicros: 0 };
  if (task.direct) endTask(world, attempt, { state: 'failed', reason: 'lease_lost' });
  else if (task.cancelRequested) endTask(world, attempt, { state: 'cancelled', reason: 'cancelled' });
  else if (!attempt.started) Object.assign(task, again, { attempt: task.attempt - 1 });
  else if (budgetMicros <= world.costOf(task))
    endTask(world, attempt, { state: 'budget_capped', reason: 'hold_reached' });
  else if (task.leaseLosses === 0) Object.assign(task, again, { leaseLosses: 1 });
  else endTask(world, attempt, { state: 'dead', reason: 'lease_lost' });
}

function endTask(world: World, { task }: Attempt, { state, reason }: { state: TaskState; reason: string }): void {
  Object.assign(task, { state, reason, finishedAt: world.now });
}

/** The attempt whose lease this is, if it still is one. Silence is final: an overdue one ends here. */
function live(world: World, leaseToken: string): Attempt | null {
  const attempt = world.attempts.find((one) => one.leaseToken === leaseToken);
  if (attempt === undefined) return null;
  if (isOverdue(world, attempt)) expire(world, attempt);
  return attempt.state === 'active' ? attempt : null;
}

export function start(world: World, { p_lease_token, p_lease_seconds }: Arguments<'siso_start'>): Prediction {
  const attempt = live(world, p_lease_token);
  if (attempt === null) return answer(LOST);
  const lasts = p_lease_seconds === undefined ? BEAT : p_lease_seconds * SECOND;
  Object.assign(attempt, { started: true, leaseEnd: world.now + lasts });
  return answer({ ok: true });
}

export function heartbeat(world: World, { p_lease_token, p_progress }: Arguments<'siso_heartbeat'>): Prediction {
  const attempt = live(world, p_lease_token);
  if (attempt === null) return answer(LOST);
  attempt.leaseEnd = Math.max(attempt.leaseEnd, world.now + BEAT);
  attempt.usedMicros = Math.max(attempt.usedMicros, p_progress.usedMicros);
  attempt.usedTokens = Math.max(attempt.usedTokens, p_progress.usedTokens);
  const wait = p_progress.provider?.retryAfterSeconds ?? 0;
  if (wait > 0) world.gateUntil = Math.max(world.gateUntil ?? 0, world.now + Math.min(wait, 6 * 3_600) * SECOND);
  const { cancelRequested } = attempt.task;
  return answer({ ok: true, cancelRequested, leaseExpiresAt: new Date(attempt.leaseEnd) });
}

export function resize(
  world: World,
  { p_lease_token, p_amount_micros, p_tokens }: Arguments<'siso_resize'>,
): Prediction {
  const attempt = live(world, p_lease_token);
  if (attempt === null) return answer(LOST);
  if (p_amount_micros < attempt.usedMicros || p_tokens < attempt.usedTokens) return error('SI400');
  const more = { usd: p_amount_micros - attempt.amount, tokens: p_tokens - attempt.tokens };
  const full = world.budgetsOf(attempt.owner).some((budget) =>
    world.capsThen(budget, attempt.at).some(({ unit, cap, period }) => {
      const { spent, held } = world.sums(budget, unit, period);
      return more[unit] > 0 && spent + held + more[unit] > cap;
    }),
  );
  if (full) return answer({ ok: false, reason: 'no_room' });
  Object.assign(attempt, { amount: p_amount_micros, tokens: p_tokens });
  attempt.task.holdMicros = p_amount_micros;
  return answer({ ok: true });
}

export function settle(world: World, { p_lease_token, p_outcome }: Arguments<'siso_settle'>): Prediction {
  const attempt = world.attempts.find(({ leaseToken }) => leaseToken === p_lease_token);
  if (attempt === undefined) return answer(LOST);
  if (attempt.answer !== null) return { oneOf: [Object(attempt.answer)] };
  if (p_outcome.entries.some(({ priceId }) => priceId !== attempt.price?.id)) return error('SI400');
  const unmetered = p_outcome.costSource === 'reported' && p_outcome.entries.length === 0;
  const booked = unmetered ? reported(attempt, p_outcome) : counted(attempt, p_outcome);
  if (booked === null) return answer(settled(attempt, attempt.booked ?? NOTHING));
  attempt.booked = booked;
  attempt.requests = attempt.started || unmetered || p_outcome.entries.length > 0 ? 1 : 0;
  attempt.answer = settled(attempt, booked, sumsOf(p_outcome.entries));
  if (attempt.state === 'active') {
    attempt.state = 'settled';
    const stopped = !attempt.task.direct && attempt.task.cancelRequested && p_outcome.state === 'failed';
    endTask(world, attempt, stopped ? { state: 'cancelled', reason: 'cancelled' } : p_outcome);
  }
  return { oneOf: [Object(attempt.answer)] };
}

/** What the tokens cost by the ledger's own price. */
function counted({ model }: Attempt, { entries, costSource }: Outcome): Booked {
  const micros = sum(entries.map((entry) => entryCost(entry, priceOf(model))));
  return { micros, counted: sumsOf(entries).counted, estimated: costSource === 'estimated' };
}

/** Nobody counted: what was said, or all of it. Who says nothing late knows no better than what is booked. */
function reported(attempt: Attempt, { reportedCostMicros = 0 }: Outcome): Booked | null {
  if (reportedCostMicros > 0) return { micros: reportedCostMicros, counted: 0, estimated: false };
  return attempt.state === 'active' ? wholeHold(attempt) : null;
}

function settled({ state, amount, task }: Attempt, { micros, counted }: Booked, tokens = sumsOf([])) {
  const overageMicros = Math.max(0, micros - amount);
  const booked = state === 'active' ? 'settled' : 'late';
  return { ok: true, taskId: task.id, booked, costMicros: micros, tokens: { ...tokens, counted }, overageMicros };
}

function sumsOf(entries: UsageEntry[]) {
  const total = (of: (entry: UsageEntry) => number) => sum(entries.map(of));
  return {
    input: total(({ inputTokens }) => inputTokens),
    output: total(({ outputTokens }) => outputTokens),
    cacheRead: total(({ cacheReadTokens }) => cacheReadTokens),
    cacheWrite5m: total(({ cacheWrite5mTokens }) => cacheWrite5mTokens),
    cacheWrite1h: total(({ cacheWrite1hTokens }) => cacheWrite1hTokens),
    counted: total((entry) => countedTokens(entry)),
  };
}

export function release(world: World, { p_lease_token }: Arguments<'siso_release'>): Prediction {
  const attempt = live(world, p_lease_token);
  if (attempt === null) return answer(LOST);
  if (attempt.started) return answer({ ok: false, reason: 'already_started' });
  const { task } = attempt;
  attempt.booked = NOTHING;
  Object.assign(attempt, { state: 'settled', requests: 0 });
  if (task.direct || task.cancelRequested) endTask(world, attempt, { state: 'cancelled', reason: 'released' });
  else Object.assign(task, { state: 'queued', reason: 'released', attempt: task.attempt - 1, holdMicros: 0 });
  return answer({ ok: true });
}
