import type { BudgetChangeDocument, BudgetDocument } from '../../contracts/documents/settings.ts';
import type { LedgerResult } from '../../contracts/ledger/functions.ts';
import { budgetConfigSchema } from '../../contracts/ledger/records.ts';
import type { Store } from '../../store/index.ts';
import { camelRow } from './rows.ts';

/** Each configured budget with its periods of now. */
export async function readBudgets(store: Store): Promise<BudgetDocument> {
  const { now, budgets } = await store.call('siso_status', {});
  const configured = await store.call('siso_budget_config', {});
  return {
    now,
    budgets: configured.map((row) => ({
      configured: row,
      periods: budgets.filter(({ scope, value }) => scope === row.scope && value === row.value),
    })),
  };
}

const plainSchema = budgetConfigSchema.omit({ grants: true });

/** What `siso_set_budget` answers, under the names of the contracts. */
export function budgetChange({ before, after }: LedgerResult<'siso_set_budget'>): BudgetChangeDocument {
  return { before: before && camelRow(plainSchema, before), after: camelRow(plainSchema, after) };
}
