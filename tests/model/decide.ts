import type { Ask } from './ask.ts';
import { periodOf } from './calendar.ts';
import { type Attempt, type Budget, type LimitRow, WINDOW_NAMES, type WindowName } from './records.ts';
import { countsUntil, sum, type World } from './world.ts';

/** A limit that says no. */
export interface Finding {
  decision: 'deferred' | 'refused';
  reason: string;
  limit?: string;
  used?: number;
  max?: number;
  retryAt?: Date | null;
  promised?: boolean;
}
type Draw = number;
type Word = Finding | Draw;

/** A draw from the emergency buffer (0: it fits as it is), or what is in the way, or several things that are in the way alike. */
export interface Weighed {
  findings: Finding[];
  windowsDraw: number;
  budgetsDraw: number;
}

/** Every limit's word. */
export function weigh(world: World, ask: Ask): Weighed {
  const rows = world.rowsOf(ask.owner);
  const windows = rows.flatMap((row) => WINDOW_NAMES.map((window) => windowSays(world, ask, { row, window })));
  const budgets = world.budgetsOf(ask.owner).flatMap((budget) => budgetSays(world, ask, budget));
  const requests = rows.map((row) => requestsSay(world, ask, row));
  const words = [...windows, ...budgets, ...requests, ...slotsSay(world, rows), ...gatesSay(world)];
  const most = (draws: Word[]) => Math.max(0, ...draws.filter((word) => typeof word === 'number'));
  return {
    findings: words.filter((word) => typeof word !== 'number'),
    windowsDraw: most(windows),
    budgetsDraw: most(budgets),
  };
}

/** Those of several limits that may answer: what waiting cannot mend, else those that hold longest. */
export function binding(findings: Finding[]): Finding[] {
  const refusals = findings.filter(({ decision }) => decision === 'refused');
  if (refusals.length > 0) return refusals;
  const last = Math.max(...findings.map(endOf));
  const promised = findings.every((finding) => finding.promised);
  return findings.filter((finding) => endOf(finding) === last).map((finding) => ({ ...finding, promised }));
}

const endOf = ({ retryAt }: Finding) => retryAt?.getTime() ?? Number.POSITIVE_INFINITY;

function usedIn(
  world: World,
  row: LimitRow,
  { window, at, of }: { window: WindowName; at: number; of: 'tokens' | 'requests' },
): number {
  const counting = world
    .charges()
    .filter((one) => one.row === row && one.window === window && countsUntil(window, one.at) > at);
  return sum(counting.map((one) => one[of]));
}

export const tokensIn = (
  world: World,
  row: LimitRow,
  { window, at = world.now }: { window: WindowName; at?: number },
) => usedIn(world, row, { window, at, of: 'tokens' });
export const requestsIn = (world: World, row: LimitRow, at = world.now) =>
  usedIn(world, row, { window: 'minute', at, of: 'requests' });

/** The first moment at which `fits`, of those at which anything changes by itself: a bucket or a day ends. */
function firstMoment(
  world: World,
  { row, window }: { row: LimitRow; window: WindowName },
  fits: (at: number) => boolean,
): Date | null {
  const ends = world
    .charges()
    .filter((charge) => charge.row === row && charge.window === window)
    .map(({ at }) => countsUntil(window, at));
  const midnight = periodOf(world.global.zone, 'day', world.now).end;
  const moments = [...ends, midnight].filter((at) => at > world.now).sort((one, other) => one - other);
  const found = moments.find(fits);
  return found === undefined ? null : new Date(found);
}

const nameOf = ({ category, repo }: LimitRow) => (repo === null ? category : `${category} in ${repo}`);

function windowSays(world: World, ask: Ask, { row, window }: { row: LimitRow; window: WindowName }): Word {
  const plain = row[window];
  if (plain === null) return 0;
  const max = plain * ask.factor;
  const day = window === 'day';
  const adds = day ? ask.estimate : Math.min(ask.estimate, max);
  const drawAt = (at: number) => Math.min(adds, Math.max(0, tokensIn(world, row, { window, at }) + adds - max));
  const fits = (at: number) => drawAt(at) <= (day ? bufferLeft(world, ask, at) : 0);
  if (fits(world.now)) return drawAt(world.now);
  const figures = { limit: `${nameOf(row)} tokens/${window}`, used: tokensIn(world, row, { window }), max };
  if (day && adds > max + (ask.draws ? world.global.buffer : 0))
    return { decision: 'refused', reason: 'never_fits', ...figures };
  const retryAt = firstMoment(world, { row, window }, fits);
  return { decision: 'deferred', reason: 'window_full', retryAt, promised: true, ...figures };
}

function requestsSay(world: World, { factor }: Ask, row: LimitRow): Word {
  const max = row.requests === null ? Number.POSITIVE_INFINITY : row.requests * factor;
  const fits = (at: number) => requestsIn(world, row, at) < max;
  if (fits(world.now)) return 0;
  const retryAt = firstMoment(world, { row, window: 'minute' }, fits);
  const limit = `${nameOf(row)} requests/minute`;
  return {
    decision: 'deferred',
    reason: 'window_full',
    limit,
    used: requestsIn(world, row),
    max,
    retryAt,
    promised: true,
  };
}

const bufferLeft = (world: World, { draws }: Ask, at: number) =>
  draws ? Math.max(0, world.global.buffer - world.drawn(at)) : 0;

function budgetSays(world: World, ask: Ask, budget: Budget): Word[] {
  return world.caps(budget, world.now).map(({ kind, unit, cap, period }) => {
    const { spent, held } = world.sums(budget, unit, period);
    const amount = unit === 'usd' ? ask.amount : ask.tokenHold;
    const helped = budget.scope === 'global' && unit === 'tokens' && ask.draws;
    const left = helped ? bufferLeft(world, ask, world.now) : 0;
    const draw = Math.min(amount, Math.max(0, spent + held + amount - cap));
    if (draw <= left) return draw;
    const buffer = helped ? budget.buffer : 0;
    const limit = `${budget.scope} ${budget.value}`.trim() + (unit === 'usd' ? ' dollars/' : ' tokens/') + kind;
    const figures = { limit, used: spent + held, max: cap };
    if (amount > cap + buffer) return { decision: 'refused', reason: 'never_fits', ...figures };
    if (spent + amount - cap <= left)
      return {
        decision: 'deferred',
        reason: 'budget_held',
        retryAt: firstLeaseEnd(world.holdsIn(budget, period)),
        promised: false,
        ...figures,
      };
    const next = world.caps(budget, period.end).find((one) => one.kind === kind && one.unit === unit);
    const promised = amount <= (next?.cap ?? 0) + buffer;
    return { decision: 'deferred', reason: 'budget_used', retryAt: new Date(period.end), promised, ...figures };
  });
}

const firstLeaseEnd = (attempts: Attempt[]) => new Date(Math.min(...attempts.map(({ leaseEnd }) => leaseEnd)));

function slotsSay(world: World, rows: LimitRow[]): Word[] {
  const live = world.attempts.filter(({ state }) => state === 'active');
  const say = (limit: string, max: number | null, among: Attempt[]): Word =>
    max === null || among.length < max
      ? 0
      : {
          decision: 'deferred',
          reason: 'no_slot',
          limit,
          used: among.length,
          max,
          retryAt: firstLeaseEnd(among),
          promised: false,
        };
  const ofRow = (row: LimitRow) =>
    live.filter(({ owner }) => owner.category === row.category && (row.repo === null || owner.repo === row.repo));
  return [
    say('concurrent tasks', world.settings.slots, live),
    ...rows.map((row) => say(`concurrent ${nameOf(row)}`, row.concurrent, ofRow(row))),
  ];
}

function gatesSay({ settings, gateUntil, now }: World): Word[] {
  const paused: Word = { decision: 'deferred', reason: 'paused', retryAt: null, promised: false };
  const gate = gateUntil ?? 0;
  const gated: Word = {
    decision: 'deferred',
    reason: 'provider_gate',
    limit: 'provider rate limit',
    retryAt: new Date(gate),
    promised: true,
  };
  return [settings.paused ? paused : 0, gate > now ? gated : 0];
}
