import type { Health, NearCap } from '../../contracts/documents/reports.ts';
import type { BudgetConfig } from '../../contracts/ledger/records.ts';
import type { LedgerStatus } from '../../contracts/ledger/reports.ts';

/** What the figures of a ledger come to. All pure. */

/** Whether anything can start now, and if not, until when. */
export function healthOf({ paused, providerGateUntil, budgets }: LedgerStatus): Health {
  if (paused) return { state: 'paused', until: null };
  const empty = budgets.filter(
    ({ scope, unit, spent, cap }) => scope === 'global' && unit !== 'buffer' && spent >= cap,
  );
  if (empty.length > 0) return { state: 'budget_stop', until: empty.map(({ endsAt }) => endsAt).reduce(later) };
  if (providerGateUntil !== null) return { state: 'throttled', until: providerGateUntil };
  return { state: 'running', until: null };
}

const later = (a: string, b: string) => (Date.parse(a) >= Date.parse(b) ? a : b);

const FIRST_THRESHOLD = 75;

/** Budgets past their first threshold and windows past three quarters, the fullest first. */
export function nearCaps({ budgets, limits }: LedgerStatus, configured: BudgetConfig[]): NearCap[] {
  const ofBudgets = budgets.flatMap(({ scope, value, unit, kind, spent, held, cap }) => {
    const thresholds = configured.find((row) => row.scope === scope && row.value === value)?.thresholds ?? [];
    const name = value === '' ? scope : `${scope}:${value}`;
    const near = { limit: `${name} ${unit === 'usd' ? 'dollars' : unit}/${kind}`, unit, used: spent + held, max: cap };
    return nearCap(near, Math.min(100, ...thresholds));
  });
  const ofLimits = limits.flatMap(({ category, repo, tokens }) =>
    (['hour', 'day'] as const).flatMap((window) => {
      const { used, limit } = tokens[window];
      const name = repo === null ? category : `${category} in ${repo}`;
      if (limit === null) return [];
      return nearCap({ limit: `${name} tokens/${window}`, unit: 'tokens', used, max: limit }, FIRST_THRESHOLD);
    }),
  );
  return [...ofBudgets, ...ofLimits].sort((a, b) => b.percent - a.percent);
}

function nearCap(near: Omit<NearCap, 'percent'>, threshold: number): NearCap[] {
  const percent = Math.floor((near.used / Math.max(1, near.max)) * 100);
  return percent >= threshold ? [{ ...near, percent }] : [];
}
