import { entryCost, type ModelPrice } from '../../src/domain/prices.ts';
import { SECOND } from '../support/ledger.ts';
import { PRICES } from '../support/prices.ts';
import { periodOf } from './calendar.ts';
import { type Arguments, answer, error, type Prediction } from './calls.ts';
import { type Budget, type LimitRow, type Owner, WINDOW_NAMES } from './records.ts';
import type { World } from './world.ts';

const FORBIDDEN = error('SI403');

export function setLimits(world: World, given: Arguments<'siso_set_limits'>): Prediction {
  const { p_actor, p_category: category, p_repo: repo, p_changes: changes } = given;
  if (!world.may(p_actor, 'limits:edit')) return FORBIDDEN;
  let row = world.rows.find((one) => one.category === category && one.repo === repo);
  if (row === undefined) {
    row = { category, repo, minute: null, hour: null, day: null, requests: null, concurrent: null, maxHold: null };
    world.rows.push(row);
  }
  const { tokensPerMinute, tokensPerHour, tokensPerDay, requestsPerMinute, maxConcurrent, maxHoldMicros } = changes;
  const told: Partial<LimitRow> = {
    ...(tokensPerMinute !== undefined && { minute: tokensPerMinute }),
    ...(tokensPerHour !== undefined && { hour: tokensPerHour }),
    ...(tokensPerDay !== undefined && { day: tokensPerDay }),
    ...(requestsPerMinute !== undefined && { requests: requestsPerMinute }),
    ...(maxConcurrent !== undefined && { concurrent: maxConcurrent }),
    ...(maxHoldMicros !== undefined && { maxHold: maxHoldMicros }),
  };
  Object.assign(row, told);
  const tokens = { tokens_per_minute: row.minute, tokens_per_hour: row.hour, tokens_per_day: row.day };
  const others = { requests_per_minute: row.requests, max_concurrent: row.concurrent, max_hold_micros: row.maxHold };
  return answer({ after: { category, repo, ...tokens, ...others } });
}

export function setBudget(world: World, given: Arguments<'siso_set_budget'>): Prediction {
  const { p_actor, p_scope: scope, p_value: value, p_changes: changes } = given;
  if (!world.may(p_actor, 'budget:edit')) return FORBIDDEN;
  let budget = world.budgets.find((one) => one.scope === scope && one.value === value);
  if (budget === undefined) {
    const born = { zone: changes.zone ?? 'UTC', since: world.now, zonesBefore: [], grants: [] };
    budget = { scope, value, dailyMicros: null, monthlyMicros: null, dailyTokens: null, buffer: 0, ...born };
    world.budgets.push(budget);
  }
  const { dailyMicros, monthlyMicros, dailyTokens, bufferTokens, zone } = changes;
  if (dailyMicros !== undefined) budget.dailyMicros = dailyMicros;
  if (monthlyMicros !== undefined) budget.monthlyMicros = monthlyMicros;
  if (dailyTokens !== undefined) budget.dailyTokens = dailyTokens;
  budget.buffer = bufferTokens ?? budget.buffer;
  if (zone !== undefined && zone !== budget.zone) moveTo(world, budget, zone);
  const caps = {
    daily_micros: budget.dailyMicros,
    monthly_micros: budget.monthlyMicros,
    daily_tokens: budget.dailyTokens,
  };
  return answer({ after: { scope, value, ...caps, buffer_tokens: budget.buffer, zone: budget.zone } });
}

/** The buffer of today goes along as it is. */
function moveTo(world: World, budget: Budget, zone: string): void {
  budget.zonesBefore.push({ zone: budget.zone, until: world.now });
  budget.zone = zone;
  if (budget.scope !== 'global') return;
  for (const pool of world.pools.filter(({ end }) => end > world.now))
    Object.assign(pool, periodOf(zone, 'day', world.now));
}

export function grant(world: World, { p_actor, p_grant }: Arguments<'siso_grant'>): Prediction {
  if (!world.may(p_actor, 'budget:edit')) return FORBIDDEN;
  const { scope, value, unit, amount, expiresInSeconds } = p_grant;
  const budget = world.budgets.find((one) => one.scope === scope && one.value === value);
  if (budget === undefined) return error('SI404');
  const until = world.now + expiresInSeconds * SECOND;
  budget.grants.push({ unit, amount, until });
  return answer({ expiresAt: new Date(until) });
}

export function setSetting(world: World, { p_actor, p_key, p_value }: Arguments<'siso_set_setting'>): Prediction {
  const right = { paused: 'queue:pause', max_concurrent_jobs: 'limits:edit' }[p_key] ?? 'budget:edit';
  if (!world.may(p_actor, right)) return FORBIDDEN;
  const { settings } = world;
  const number = p_value === null ? null : Number(p_value);
  if (p_key === 'paused') settings.paused = p_value === true;
  else if (p_key === 'token_hold') settings.tokenHold = number;
  else if (p_key === 'max_concurrent_jobs') settings.slots = Number(number);
  else if (p_key === 'default_estimate_tokens') settings.estimate = Number(number);
  else if (p_key === 'default_hold_micros') settings.hold = Number(number);
  else return error('SI400');
  return answer({ after: { [p_key]: p_value } });
}

export function setMember(world: World, given: Arguments<'siso_set_member'>): Prediction {
  if (!world.may(given.p_actor, 'admin')) return FORBIDDEN;
  const member = { role: given.p_role, permissions: given.p_permissions };
  world.members.set(given.p_member, member);
  return answer({ after: { actor: given.p_member, ...member } });
}

const FLAT = { 'claude-code': 8, 'anthropic-api': 8, openai: 2, custom: 5 };

/** Truth, so nothing refuses it for want of room. */
export function recordUsage(world: World, { p_actor, p_usage: usage }: Arguments<'siso_record_usage'>): Prediction {
  if (!world.may(p_actor, 'task:create')) return FORBIDDEN;
  const price = PRICES.find(({ model }) => model === usage.model);
  if (usage.model !== undefined && price === undefined) return error('SI404');
  const kinds = {
    ...{
      inputTokens: usage.inputTokens ?? 0,
      outputTokens: usage.outputTokens ?? 0,
      cacheReadTokens: usage.cacheReadTokens ?? 0,
    },
    ...{ cacheWrite5mTokens: usage.cacheWrite5mTokens ?? 0, cacheWrite1hTokens: usage.cacheWrite1hTokens ?? 0 },
  };
  const counted = usage.tokens ?? kinds.inputTokens + kinds.outputTokens;
  const micros = price === undefined ? Math.round(counted * FLAT[usage.service]) : costOf(kinds, price);
  const owner: Owner = {
    actor: p_actor,
    category: usage.category,
    repo: usage.repo,
    org: usage.org,
    labels: usage.labels,
  };
  for (const row of world.rowsOf(owner))
    for (const window of WINDOW_NAMES) {
      const tokens = window === 'day' ? counted : Math.min(counted, row[window] ?? counted);
      world.recordedCharges.push({ row, window, at: world.now, tokens, requests: window === 'minute' ? 1 : 0 });
    }
  if (usage.windowsOnly !== true) world.recorded.push({ owner, at: world.now, micros, counted });
  return answer({ costMicros: usage.windowsOnly === true ? 0 : micros, countedTokens: counted });
}

function costOf(kinds: Parameters<typeof promptOf>[0] & { outputTokens: number }, price: ModelPrice): number {
  const longPrompt = price.longPromptTokens !== null && promptOf(kinds) > price.longPromptTokens;
  return entryCost({ ...kinds, longPrompt, regional: false, webSearches: 0 }, price);
}

const promptOf = (kinds: {
  inputTokens: number;
  cacheReadTokens: number;
  cacheWrite5mTokens: number;
  cacheWrite1hTokens: number;
}) => kinds.inputTokens + kinds.cacheReadTokens + kinds.cacheWrite5mTokens + kinds.cacheWrite1hTokens;
