import type { BudgetStatus } from '../contracts/ledger/reports.ts';
import type { Store } from '../store/index.ts';

/** The global budget of the day in dollars, as it is now. `undefined` where there is none, or it cannot be told: no hold or outcome is lost for it. */
export async function dayBudget(store: Store): Promise<BudgetStatus | undefined> {
  const status = await store.call('siso_status', {}).catch(() => undefined);
  return status?.budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'usd');
}
