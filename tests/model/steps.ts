import fc from 'fast-check';
import { DEFAULT_MODEL } from '../../src/domain/models.ts';
import type { UsageEntry } from '../../src/domain/prices.ts';
import type { Call } from './calls.ts';
import type { LedgerModel } from './model.ts';
import type { Attempt, Task } from './records.ts';
import * as words from './words.ts';

/** What a step does with the worlds as they are: a call, or nothing if there is nobody to do it. */
export type Aim = (model: LedgerModel) => Call | undefined;

const pick = fc.nat(99);
const id = (model: LedgerModel) => ({ p_request_id: model.newRequestId() });
const at = <T>(list: T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

const create = (name: 'siso_admit' | 'siso_submit' | 'siso_check') =>
  words.request.map(
    (p_task): Aim =>
      (model) =>
        name === 'siso_check' ? { name, args: { p_task } } : { name, args: { ...id(model), p_task } },
  );

/** Asks once more for what was promised a moment, whether it has come or not. */
export const again: Aim = (model) => {
  const { promise } = model;
  return promise === null ? undefined : { name: 'siso_admit', args: { ...id(model), p_task: promise.task } };
};

const checkLimits = fc
  .record({ p_category: words.category, p_tokens: fc.integer({ min: 1, max: 900 }), repo: words.repo })
  .map(
    ({ repo = null, ...size }): Aim =>
      () => {
        return { name: 'siso_check_limits', args: { ...size, p_repo: repo, p_environment: 'development' } };
      },
  );

/** Mostly of those whose turn it is, else of any. */
function ofTask(turn: (task: Task) => boolean, call: (task: Task, model: LedgerModel) => Call) {
  return fc.tuple(pick, fc.nat(9)).map(
    ([index, way]): Aim =>
      (model) => {
        const { tasks } = model.world;
        const ready = tasks.filter(turn);
        const task = at(way === 0 || ready.length === 0 ? tasks : ready, index);
        return task && call(task, model);
      },
  );
}

const admitTask = ofTask(
  ({ state }) => state === 'queued',
  ({ id: p_task_id }, model) => ({ name: 'siso_admit_task', args: { ...id(model), p_task_id } }),
);

const cancel = words.actor.chain((p_actor) =>
  ofTask(
    ({ state }) => state === 'queued' || state === 'running',
    ({ id: p_task_id }, model) => ({ name: 'siso_cancel', args: { ...id(model), p_actor, p_task_id } }),
  ),
);

const retry = fc.tuple(words.actor, words.overrides).chain(([p_actor, p_overrides]) =>
  ofTask(
    ({ finishedAt }) => finishedAt !== null,
    ({ id: p_task_id }, model) => ({ name: 'siso_retry', args: { ...id(model), p_actor, p_task_id, p_overrides } }),
  ),
);

/** Of those whose process is alive: mostly of those whose turn it is, else of any, over or not. */
function ofAttempt(turn: (attempt: Attempt) => boolean, call: (attempt: Attempt, lease: Lease) => Call) {
  return fc.tuple(pick, fc.nat(7)).map(
    ([index, way]): Aim =>
      (model) => {
        const alive = model.world.attempts.filter(({ dead }) => !dead);
        const ready = alive.filter(turn);
        const attempt = at(way === 0 || ready.length === 0 ? alive : ready, index);
        return attempt && call(attempt, { ...id(model), p_lease_token: attempt.leaseToken });
      },
  );
}
type Lease = { p_request_id: string; p_lease_token: string };

const isActive = ({ state }: Attempt) => state === 'active';
const start = words.leaseSeconds.chain((p_lease_seconds) =>
  ofAttempt(
    (attempt) => isActive(attempt) && !attempt.started,
    (_, lease) => ({ name: 'siso_start', args: { ...lease, ...(p_lease_seconds && { p_lease_seconds }) } }),
  ),
);
const release = ofAttempt(
  (attempt) => isActive(attempt) && !attempt.started,
  (_, lease) => ({ name: 'siso_release', args: { ...lease, p_reason: 'not needed' } }),
);

const heartbeat = fc
  .tuple(words.share, fc.option(fc.constantFrom(30, 900, 30_000), { freq: 6, nil: undefined }))
  .chain(([share, wait]) =>
    ofAttempt(isActive, ({ amount, tokens }, lease) => {
      const provider = wait === undefined ? {} : { provider: { retryAfterSeconds: wait } };
      const used = { usedMicros: Math.round(amount * share), usedTokens: Math.round(tokens * share) };
      return { name: 'siso_heartbeat', args: { ...lease, p_progress: { ...used, ...provider } } };
    }),
  );

const resize = fc.tuple(words.share, words.share).chain(([money, size]) =>
  ofAttempt(isActive, ({ amount, tokens }, lease) => {
    const p_amount_micros = Math.max(1, Math.round(amount * money));
    return {
      name: 'siso_resize',
      args: { ...lease, p_amount_micros, p_tokens: Math.max(1, Math.round(tokens * size)) },
    };
  }),
);

const ending = fc.record({
  ...{ money: words.share, size: words.share },
  entries: fc.array(words.extras, { maxLength: 3 }),
  plain: fc.boolean(),
  state: fc.constantFrom('succeeded' as const, 'succeeded' as const, 'failed' as const, 'cancelled' as const),
  costSource: fc.constantFrom('metered' as const, 'metered' as const, 'estimated' as const, 'reported' as const),
  unmetered: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('nothing' as const, 'zero' as const, 'an amount' as const) },
  ),
  mistaken: fc.nat(20).map((chance) => chance === 20),
});

type Ending = typeof ending extends fc.Arbitrary<infer Of> ? Of : never;

/** Of a run that no meter of ours saw. */
function unmeteredCall({ amount }: Attempt, lease: Lease, { state, unmetered, money }: Ending): Call {
  const reportedCostMicros = unmetered === 'zero' ? 0 : Math.max(1, Math.round(amount * money));
  const outcome = { state, reason: REASONS[state], costSource: 'reported' as const, entries: [] };
  const p_outcome = unmetered === 'nothing' ? outcome : { ...outcome, reportedCostMicros };
  return { name: 'siso_settle', args: { ...lease, p_outcome } };
}

const REASONS = { succeeded: 'completed', failed: 'agent_failed', cancelled: 'cancelled' } as const;

/** A share of what was set aside, to the micro-dollar when it is plain, over several entries otherwise. */
function settleCall(attempt: Attempt, lease: Lease, how: Ending): Call {
  if (how.unmetered !== null) return unmeteredCall(attempt, lease, how);
  const { amount, tokens, model, price } = attempt;
  const inputTokens = Math.round(tokens * how.size);
  const paid = Math.round((inputTokens * (price?.inputNanos ?? 0)) / 1_000);
  const rest = Math.max(0, Math.round(amount * how.money) - paid);
  const priceId = (price?.id ?? 0) + (how.mistaken ? 1 : 0);
  const none = { outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0, webSearches: 0 };
  const common = { model, priceId, requests: 1, estimated: how.costSource === 'estimated' };
  const whole: UsageEntry = { ...common, ...none, longPrompt: false, regional: false, inputTokens };
  whole.cacheReadTokens = Math.round((rest * 1_000) / (price?.readNanos ?? 1));
  const more = how.plain
    ? []
    : how.entries.map((extra) => ({ ...whole, inputTokens: 0, cacheReadTokens: 7, ...extra }));
  const entries = how.plain || how.entries.length > 0 ? [whole, ...more] : [];
  const { state, costSource } = how;
  const p_outcome = { state, reason: REASONS[state], costSource, entries };
  return { name: 'siso_settle', args: { ...lease, p_outcome } };
}

const settle = ending.chain((how) => ofAttempt(isActive, (attempt, lease) => settleCall(attempt, lease, how)));

/** Somebody finds out what a run that is over, or whose process died, used. */
const settleLate = fc.tuple(pick, ending).map(
  ([index, how]): Aim =>
    (model) => {
      const gone = model.world.attempts.filter(
        ({ state, dead, answer }) => answer === null && (dead || state !== 'active'),
      );
      const attempt = at(gone, index);
      return attempt && settleCall(attempt, { ...id(model), p_lease_token: attempt.leaseToken }, how);
    },
);

const look = fc.constant<Aim>(() => ({ name: 'siso_status', args: {} }));

const expire = fc.constant<Aim>((model) => ({ name: 'siso_expire', args: id(model) }));

/** A request that was sent before: the same again, or its id with another function. */
const repeat = fc.tuple(pick, fc.nat(4)).map(
  ([index, way]): Aim =>
    (model) => {
      const call = at(model.sent, index);
      if (call === undefined || !('p_request_id' in call.args) || way > 0) return call;
      const { p_request_id } = call.args;
      return { name: 'siso_expire', args: { p_request_id } };
    },
);

const usage = fc
  .record({
    ...{ p_actor: words.actor, category: fc.option(words.category, { nil: undefined }), repo: words.repo },
    labels: fc.constantFrom({ team: 'blue' }, undefined),
    counts: fc.oneof(
      fc.record({ service: fc.constantFrom('openai' as const, 'custom' as const), tokens: fc.nat(400) }),
      fc.record({
        ...{ service: fc.constant('claude-code' as const), model: fc.constantFrom(DEFAULT_MODEL, 'claude-haiku-5-5') },
        ...{ inputTokens: fc.nat(300), cacheReadTokens: fc.oneof(fc.nat(300), fc.constant(100_000)) },
      }),
    ),
    windowsOnly: fc.constantFrom(undefined, undefined, true),
  })
  .map(
    ({ p_actor, counts, ...rest }): Aim =>
      (model) => {
        return {
          name: 'siso_record_usage',
          args: { ...id(model), p_actor, p_usage: { ...counts, ...words.named(rest) } },
        };
      },
  );

/** A queue's claim goes here, with a weight: its prediction is `admitTask` of the task that the model would choose. */
export const CALLS: { weight: number; arbitrary: fc.Arbitrary<Aim> }[] = [
  { weight: 8, arbitrary: create('siso_admit') },
  { weight: 4, arbitrary: create('siso_submit') },
  { weight: 1, arbitrary: fc.constant(again) },
  { weight: 1, arbitrary: create('siso_check') },
  { weight: 1, arbitrary: checkLimits },
  { weight: 5, arbitrary: admitTask },
  { weight: 5, arbitrary: start },
  { weight: 3, arbitrary: heartbeat },
  { weight: 2, arbitrary: resize },
  { weight: 6, arbitrary: settle },
  { weight: 4, arbitrary: settleLate },
  { weight: 2, arbitrary: release },
  { weight: 1, arbitrary: expire },
  { weight: 2, arbitrary: look },
  { weight: 2, arbitrary: cancel },
  { weight: 4, arbitrary: retry },
  { weight: 3, arbitrary: repeat },
  { weight: 2, arbitrary: usage },
];
