import type { UsageRow } from '../../contracts/ledger/reports.ts';
import type { UsageRange } from '../../contracts/library.ts';
import type { Micros } from '../../domain/money.ts';
import type { Store } from '../../store/index.ts';
import { instantsOf } from './ranges.ts';

/** Money in micro-USD; each list with the dearest first. */
export interface CostBreakdown {
  from: string;
  to: string;
  zone: string;
  totalMicros: Micros;
  byCategory: UsageRow[];
  byModel: UsageRow[];
  byService: UsageRow[];
  byDay: UsageRow[];
}

/** Where the money of a range went. Throws `usage` for a range that there is not. */
export async function readCostBreakdown(store: Store, range: UsageRange): Promise<CostBreakdown> {
  const instants = await instantsOf(store, range);
  const by = async (p_by: 'category' | 'model' | 'service' | 'day') =>
    store.call('siso_usage_summary', { ...instants, p_by });
  const [category, model, service, day] = await Promise.all([by('category'), by('model'), by('service'), by('day')]);
  const { from, to, zone, total } = category;
  return {
    ...{ from, to, zone, totalMicros: total.costMicros },
    ...{ byCategory: category.rows, byModel: model.rows, byService: service.rows, byDay: day.rows },
  };
}
