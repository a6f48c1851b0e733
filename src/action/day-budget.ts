import type { BudgetStatus } from '../contracts/ledger/reports.ts';
import type { Store } from '../store/index.ts';

/** The same where it is only told: for that no hold is lost. */
export async function dayIfKnown(store: Store): Promise<BudgetStatus | undefined> {
  return dayBudget(store).catch(() => undefined);
}

/** The global budget of the day in dollars, as it is now. `undefined` where there is none. */
export async function dayBudget(store: Store): Promise<BudgetStatus | undefined> {
  const { budgets } = await store.call('siso_status', {});
  return budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'usd');
}
