import { randomUUID } from 'node:crypto';
import type { BudgetStatus } from '../../contracts/ledger/reports.ts';
import type { Store } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { count } from '../display/format.ts';

/**
 * `tokenLimits.daily` lowers the ledger's daily token budget, with an entry in the audit. It comes with the checkout, so it
 * never raises it. Answers a note when it has no effect.
 */
export async function applyDailyLimit(
  store: Store,
  { config, actor }: Pick<Context, 'config' | 'actor'>,
): Promise<string | undefined> {
  const daily = config.tokenLimits?.daily;
  if (daily === undefined) return undefined;
  const present = presentCap((await store.call('siso_status', {})).budgets);
  if (daily === present) return undefined;
  if (present !== undefined && daily > present)
    return `tokenLimits.daily of siso.config.json (${count(daily)}) is above the ledger's ${count(present)} tokens a day and has no effect.`;
  await store.call('siso_set_budget', {
    p_request_id: randomUUID(),
    p_actor: actor,
    p_scope: 'global',
    p_value: '',
    p_changes: { dailyTokens: daily },
  });
  return undefined;
}

/** Without what grants add for a while: only that can be lowered. */
function presentCap(budgets: BudgetStatus[]): number | undefined {
  const budget = budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'tokens');
  return budget?.plainCap;
}
