import type { LimitChangeDocument, LimitPresetDocument, LimitsDocument } from '../../contracts/documents/settings.ts';
import type { LedgerResult } from '../../contracts/ledger/functions.ts';
import { limitConfigSchema } from '../../contracts/ledger/records.ts';
import { CATEGORIES } from '../../domain/tasks.ts';
import type { Store } from '../../store/index.ts';
import { camelRow } from './rows.ts';

type Change = Pick<LedgerResult<'siso_set_limits'>, 'before' | 'after'>;

/** Each configured row with what its windows hold now. */
export async function readLimits(store: Store): Promise<LimitsDocument> {
  const { now, limits } = await store.call('siso_status', {});
  const configured = await store.call('siso_limit_config', {});
  const rows = configured.flatMap((row) => {
    const live = limits.find(({ category, repo }) => category === row.category && repo === row.repo);
    return live === undefined ? [] : [{ configured: row, now: live }];
  });
  return { now, limits: rows };
}

/** What `siso_set_limits` answers, under the names of the contracts. */
export function limitChange({ before, after }: Change): LimitChangeDocument {
  return { before: before && camelRow(limitConfigSchema, before), after: camelRow(limitConfigSchema, after) };
}

/** What `siso_limits_preset` answers, by category. */
export function limitPreset(preset: string, { before, after }: Change): LimitPresetDocument {
  const changes = CATEGORIES.filter((name) => name in after).map((name) => ({
    before: before?.[name] == null ? null : camelRow(limitConfigSchema, before[name]),
    after: camelRow(limitConfigSchema, after[name]),
  }));
  return { preset, changes };
}
