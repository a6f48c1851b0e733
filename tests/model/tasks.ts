import type { TaskRequest } from '../../src/contracts/ledger/admission.ts';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import { MINUTE } from '../support/ledger.ts';
import { PRICES } from '../support/prices.ts';
import { type Ask, askOf } from './ask.ts';
import { expireOverdue, isOverdue, waitsAgain } from './attempts.ts';
import { periodOf } from './calendar.ts';
import { type Arguments, answer, error, type Prediction } from './calls.ts';
import { binding, type Finding, type Weighed, weigh } from './decide.ts';
import { type Attempt, type Pool, type Task, WINDOW_NAMES } from './records.ts';
import type { World } from './world.ts';

const refusal = (reason: string): Finding => ({ decision: 'refused', reason });

/** What a request is told: the findings of which one is answered, or what it may take. */
type Decision = { findings: Finding[] } | { ask: Ask; weighed: Weighed };

function decide(world: World, task: TaskRequest): Decision {
  const says = (reason: string) => ({ findings: [refusal(reason)] });
  if (!world.may(task.actor, 'task:create')) return says('forbidden');
  if (task.priority === 'urgent' && !world.may(task.actor, 'task:urgent')) return says('forbidden');
  if (!PRICES.some(({ model }) => model === task.model)) return says('price_unknown');
  return decided(world, askOf(world, task));
}

function decided(world: World, ask: Ask): Decision {
  const weighed = weigh(world, ask);
  return weighed.findings.length > 0 ? { findings: binding(weighed.findings) } : { ask, weighed };
}

/** The next attempt of a task may hold what the earlier ones have left of its cap. */
function decideNext(world: World, task: Task, request: Submission): Decision {
  if (request.budgetMicros === undefined) return decide(world, request);
  const left = request.budgetMicros - world.costOf(task);
  if (left <= 0) return { findings: [refusal('never_fits')] };
  return decide(world, { ...request, budgetMicros: left });
}

const isRefused = (decision: Decision) =>
  'findings' in decision && decision.findings.some((one) => one.decision === 'refused');

export function check(world: World, { p_task }: Arguments<'siso_check'>): Prediction {
  expireOverdue(world);
  return previewed(decide(world, p_task));
}

export function checkLimits(world: World, given: Arguments<'siso_check_limits'>): Prediction {
  expireOverdue(world);
  const { p_category: category, p_environment: environment, p_tokens: tokens } = given;
  const size = { estimateTokens: tokens, tokenHold: tokens, budgetMicros: 1 };
  const repo = given.p_repo === null ? {} : { repo: given.p_repo };
  return previewed(decided(world, askOf(world, { category, environment, priority: 'medium', ...size, ...repo })));
}

function previewed(decision: Decision): Prediction {
  if ('findings' in decision) return answer(...decision.findings);
  return answer({ decision: 'admitted', reason: 'ok', hold: held(decision) });
}

const drawIn = ({ windowsDraw, budgetsDraw }: Weighed) => Math.max(windowsDraw, budgetsDraw);

const held = ({ ask, weighed }: { ask: Ask; weighed: Weighed }) => ({
  ...{ amountMicros: ask.amount, tokens: ask.tokenHold, estimateTokens: ask.estimate, bufferTokens: drawIn(weighed) },
});

export function admit(world: World, { p_task }: Arguments<'siso_admit'>): Prediction {
  expireOverdue(world);
  const decision = decide(world, p_task);
  if ('findings' in decision) return answer(...decision.findings);
  const task = newTask(p_task, { direct: true });
  world.tasks.push(task);
  return take(world, { task, ...decision });
}

function newTask(request: Submission, { direct }: { direct: boolean }): Task {
  const waiting = {
    state: 'queued',
    reason: null,
    attempt: 0,
    holdMicros: 0,
    leaseLosses: 0,
    cancelRequested: false,
    finishedAt: null,
  } as const;
  return { id: '', request, direct, ...waiting };
}

/** A new attempt with a hold of its own. */
function take(world: World, { task, ask, weighed }: { task: Task; ask: Ask; weighed: Weighed }): Prediction {
  const { windowsDraw: windows, budgetsDraw: budgets } = weighed;
  const { request } = task;
  Object.assign(task, { state: 'running', reason: null, attempt: task.attempt + 1, holdMicros: ask.amount });
  const attempt: Attempt = {
    ...{ task, owner: request, model: request.model, number: task.attempt, at: world.now },
    ...{ estimate: ask.estimate, tokenHold: ask.tokenHold, amount: ask.amount, tokens: ask.tokenHold },
    draw: drawIn(weighed) > 0 ? { windows, budgets, pool: poolOf(world) } : null,
    windows: world
      .rowsOf(request)
      .flatMap((row) =>
        WINDOW_NAMES.map((window) => ({ row, window, limit: row[window] === null ? null : row[window] * ask.factor })),
      ),
    ...{ state: 'active', started: false, leaseEnd: world.now + 10 * MINUTE, usedMicros: 0, usedTokens: 0 },
    ...{ booked: null, requests: 1, answer: null, leaseToken: '', price: null, dead: false },
  };
  world.attempts.push(attempt);
  const hold = { ...held({ ask, weighed }), leaseExpiresAt: new Date(attempt.leaseEnd) };
  const learn = (told: { taskId?: string; hold?: { leaseToken: string; prices: Attempt['price'][] } }) => {
    task.id = told.taskId ?? '';
    attempt.leaseToken = told.hold?.leaseToken ?? '';
    attempt.price = told.hold?.prices[0] ?? null;
  };
  const known = task.id === '' ? {} : { taskId: task.id };
  return { oneOf: [{ decision: 'admitted', reason: 'ok', hold, ...known }], learn };
}

/** The buffer's tokens of today, from its first draw on. */
function poolOf(world: World): Pool {
  const day = periodOf(world.global.zone, 'day', world.now);
  const found = world.pools.find(({ start }) => start === day.start);
  if (found !== undefined) return found;
  const pool = { ...day };
  world.pools.push(pool);
  return pool;
}

export function submit(world: World, { p_task }: Arguments<'siso_submit'>): Prediction {
  const decision = decide(world, p_task);
  if (isRefused(decision) && 'findings' in decision) return answer(...decision.findings);
  const task = newTask(p_task, { direct: false });
  world.tasks.push(task);
  const learn = (told: { taskId?: string }) => {
    task.id = told.taskId ?? '';
  };
  return { oneOf: [{ decision: 'queued' }], learn };
}

const find = (world: World, id: string) => world.tasks.find((task) => task.id === id);

/** A claim of the queue will be this, for a task that the queue chooses. */
export function admitTask(world: World, { p_task_id }: Arguments<'siso_admit_task'>): Prediction {
  const task = find(world, p_task_id);
  if (task === undefined) return error('SI404');
  const lost = world.attempts.find((attempt) => attempt.task === task && isOverdue(world, attempt));
  if (task.state !== 'queued' && !(lost && waitsAgain(world, lost))) return error('SI409');
  expireOverdue(world);
  const decision = decideNext(world, task, task.request);
  if (!('findings' in decision)) return take(world, { task, ...decision });
  const { budgetMicros } = task.request;
  const spent = budgetMicros !== undefined && budgetMicros <= world.costOf(task);
  if (isRefused(decision)) {
    const end = spent ? { state: 'budget_capped', reason: 'hold_reached' } : { state: 'failed' };
    Object.assign(task, { reason: decision.findings[0]?.reason, ...end, finishedAt: world.now });
  }
  return answer(...decision.findings);
}

export function cancel(world: World, { p_actor, p_task_id }: Arguments<'siso_cancel'>): Prediction {
  const task = find(world, p_task_id);
  if (task === undefined) return error('SI404');
  if (p_actor !== task.request.actor && !world.may(p_actor, 'task:cancel_any')) return error('SI403');
  expireOverdue(world);
  const waits = task.state === 'queued';
  const changed = waits || (task.state === 'running' && !task.cancelRequested);
  if (waits) Object.assign(task, { state: 'cancelled', reason: 'cancelled', finishedAt: world.now });
  else if (changed) task.cancelRequested = true;
  const { state, cancelRequested } = task;
  return answer({ taskId: task.id, state, cancelRequested, changed });
}

export function retry(world: World, { p_actor, p_task_id, p_overrides }: Arguments<'siso_retry'>): Prediction {
  const task = find(world, p_task_id);
  if (task === undefined) return error('SI404');
  const own = p_actor === task.request.actor;
  if (!own && !world.may(p_actor, 'task:cancel_any')) return error('SI403');
  const runs = world.attempts.some(
    (attempt) => attempt.task === task && attempt.state === 'active' && !isOverdue(world, attempt),
  );
  if (runs) return error('SI409');
  expireOverdue(world);
  const request: Submission = Object.assign({ ...task.request }, p_overrides);
  if (!own && !world.may(p_actor, 'task:create')) return answer(refusal('forbidden'));
  if (request.priority === 'urgent' && !world.may(p_actor, 'task:urgent')) return answer(refusal('forbidden'));
  const decision = decideNext(world, task, request);
  if (isRefused(decision) && 'findings' in decision) return answer(...decision.findings);
  task.request = request;
  if (task.finishedAt !== null) {
    const anew = {
      state: 'queued',
      reason: null,
      direct: false,
      holdMicros: 0,
      leaseLosses: 0,
      cancelRequested: false,
      finishedAt: null,
    };
    Object.assign(task, anew);
  }
  return answer({ decision: 'queued', taskId: task.id });
}
