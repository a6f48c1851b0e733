import { randomUUID } from 'node:crypto';
import { originOf, type SettingOrigin, type Settings } from '../../config/index.ts';
import type { BudgetStatus } from '../../contracts/ledger/reports.ts';
import type { Store } from '../../store/index.ts';
import { count } from '../display/format.ts';

/** What is configured, by whom, and who runs the command. */
export interface ConfiguredLimits {
  settings: Pick<Settings, 'dailyTokens' | 'maxConcurrentJobs'>;
  origins: readonly SettingOrigin[];
  actor: string;
}

/**
 * `tokenLimits.daily` becomes the ledger's daily token budget, with an entry in the audit. What comes with the checkout
 * only lowers it. Nothing is written when it is as configured already. Answers a note when it has no effect.
 */
export async function applyDailyLimit(
  store: Store,
  { settings, origins, actor }: ConfiguredLimits,
): Promise<string | undefined> {
  const wanted = settings.dailyTokens;
  if (wanted === undefined) return undefined;
  const present = presentCap((await store.call('siso_status', {})).budgets);
  const option = 'tokenLimits.daily';
  if (wanted === present) return undefined;
  if (isTooMuch(wanted, present, { origins, option }))
    return withoutEffect(option, { origins, wanted, present: `${count(present ?? 0)} tokens a day` });
  await store.call('siso_set_budget', {
    p_request_id: randomUUID(),
    p_actor: actor,
    p_scope: 'global',
    p_value: '',
    p_changes: { dailyTokens: wanted },
  });
  return undefined;
}

/** `maxConcurrentJobs` becomes the ledger's number of slots, on the same terms. */
export async function applyMaxConcurrent(
  store: Store,
  { settings, origins, actor }: ConfiguredLimits,
): Promise<string | undefined> {
  const wanted = settings.maxConcurrentJobs;
  if (wanted === undefined) return undefined;
  const { maxConcurrent: present } = await store.call('siso_status', {});
  const option = 'maxConcurrentJobs';
  if (wanted === present) return undefined;
  if (isTooMuch(wanted, present, { origins, option }))
    return withoutEffect(option, { origins, wanted, present: `${count(present)} tasks at the same time` });
  await store.call('siso_set_setting', {
    p_request_id: randomUUID(),
    p_actor: actor,
    p_key: 'max_concurrent_jobs',
    p_value: wanted,
  });
  return undefined;
}

interface Asked {
  origins: readonly SettingOrigin[];
  option: string;
}

/** Only whoever set our environment may raise what the ledger has. */
function isTooMuch(wanted: number, present: number | undefined, { origins, option }: Asked): boolean {
  return present !== undefined && wanted > present && originOf(origins, option) !== 'environment';
}

function withoutEffect(
  option: string,
  { origins, wanted, present }: { origins: readonly SettingOrigin[]; wanted: number; present: string },
): string {
  const file = origins.find((row) => row.option === option)?.origin ?? 'the checkout';
  return `${option} of ${file} (${count(wanted)}) is above the ledger's ${present} and has no effect.`;
}

/** Without what grants add for a while: only that can be lowered. */
function presentCap(budgets: BudgetStatus[]): number | undefined {
  const budget = budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'tokens');
  return budget?.plainCap;
}
