import type { LedgerStatus } from '../../contracts/ledger/reports.ts';
import { type UsageRange, usageRangeSchema } from '../../contracts/library.ts';
import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';
import type { Store } from '../../store/index.ts';

/** ISO instants, as the ledger takes them. */
export interface Instants {
  p_from: string;
  p_to: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TRAILING = { '24h': DAY_MS, '7d': 7 * DAY_MS, week: 7 * DAY_MS, '30d': 30 * DAY_MS } as const;

/** Works a range out by the ledger's own clock and zone. Throws `usage` for one that there is not. */
export async function instantsOf(store: Store, range: UsageRange): Promise<Instants> {
  const asked = checkRange(range);
  if (typeof asked === 'object') return { p_from: asked.from, p_to: asked.to };
  const status = await store.call('siso_status', {});
  // What is booked in this very moment belongs to it.
  const p_to = new Date(Date.parse(status.now) + 1_000).toISOString();
  if (asked === 'today' || asked === 'day') return { p_from: startOf('day', status), p_to };
  if (asked === 'month') return { p_from: startOf('month', status), p_to };
  return { p_from: new Date(Date.parse(status.now) - TRAILING[asked]).toISOString(), p_to };
}

function checkRange(range: UsageRange) {
  const parsed = usageRangeSchema.safeParse(range);
  if (parsed.success) return parsed.data;
  const names = usageRangeSchema.options[0].options;
  const meant = typeof range === 'string' ? nearest(range, names) : undefined;
  throw new AutomationError('usage', `There is no range ${JSON.stringify(range)}`, {
    hint: meant ? `Did you mean ${meant}?` : `There are ${names.join(', ')}, and { from, to } as ISO instants.`,
    cause: parsed.error,
  });
}

/** Periods of the global budget; days of UTC where it limits nothing. */
function startOf(kind: 'day' | 'month', { budgets, now }: LedgerStatus): string {
  const period = budgets.find((budget) => budget.scope === 'global' && budget.kind === kind);
  return period?.startsAt ?? `${now.slice(0, kind === 'day' ? 10 : 8)}${kind === 'day' ? '' : '01'}T00:00:00Z`;
}
