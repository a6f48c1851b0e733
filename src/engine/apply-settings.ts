import { randomUUID } from 'node:crypto';
import { originOf, type SettingOrigin, type Settings } from '../config/index.ts';
import type { LedgerStatus } from '../contracts/ledger/reports.ts';
import type { Store } from '../store/index.ts';

/** What is configured, by whom, and who asks. */
export interface LedgerSettings {
  settings: Pick<Settings, 'dailyTokens' | 'maxConcurrentJobs'>;
  origins: readonly SettingOrigin[];
  actor: string;
}

const NUMBER = new Intl.NumberFormat('en-US');

/** A setting that is another than the ledger's own figure. */
interface Wish {
  option: string;
  wanted: number;
  unit: string;
  /** What the ledger has; `undefined` when it limits nothing. */
  present: number | undefined;
  set(store: Store, by: { p_request_id: string; p_actor: string }): Promise<unknown>;
}

/**
 * Settings that are the ledger's: tokens a day, and tasks at once. Each change has an entry in the audit. What comes with
 * a checkout lowers and never raises; what the environment says counts. Answers a note for each without effect.
 */
export async function applySettings(store: Store, parts: LedgerSettings): Promise<string[]> {
  const notes: string[] = [];
  for (const { wish, obstacle } of await wishes(store, parts)) {
    if (obstacle === undefined) await wish.set(store, { p_request_id: randomUUID(), p_actor: parts.actor });
    else notes.push(obstacle);
  }
  return notes;
}

/** What `applySettings` would change or leave, one sentence each; changes nothing. */
export async function previewSettings(store: Store, parts: LedgerSettings): Promise<string[]> {
  return (await wishes(store, parts)).map(
    ({ wish, obstacle }) =>
      obstacle ?? `${wish.option} would become ${NUMBER.format(wish.wanted)} in the ledger first.`,
  );
}

/** `obstacle`: why a wish has no effect. */
async function wishes(store: Store, parts: LedgerSettings): Promise<{ wish: Wish; obstacle: string | undefined }[]> {
  const { dailyTokens, maxConcurrentJobs } = parts.settings;
  if (dailyTokens === undefined && maxConcurrentJobs === undefined) return [];
  const status = await store.call('siso_status', {});
  const all = [
    ...(dailyTokens === undefined ? [] : [dailyWish(dailyTokens, status)]),
    ...(maxConcurrentJobs === undefined ? [] : [slotsWish(maxConcurrentJobs, status)]),
  ];
  const changes = all.filter(({ wanted, present }) => wanted !== present);
  if (changes.length === 0) return [];
  const { runner } = await store.call('siso_schema', {});
  return changes.map((wish) => {
    const raises = wish.present !== undefined && wish.wanted > wish.present;
    const counts = !raises || originOf(parts.origins, wish.option) === 'environment';
    if (runner !== null) return { wish, obstacle: notByRunners(wish) };
    return { wish, obstacle: counts ? undefined : withoutEffect(wish, parts) };
  });
}

/** Compared without what grants add for a while: only that can be changed. */
function dailyWish(wanted: number, { budgets }: LedgerStatus): Wish {
  const budget = budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'tokens');
  const p_changes = { dailyTokens: wanted };
  return {
    option: 'tokenLimits.daily',
    wanted,
    unit: 'tokens a day',
    present: budget?.plainCap,
    set: (store, by) => store.call('siso_set_budget', { ...by, p_scope: 'global', p_value: '', p_changes }),
  };
}

function slotsWish(wanted: number, { maxConcurrent }: LedgerStatus): Wish {
  return {
    option: 'maxConcurrentJobs',
    wanted,
    unit: 'tasks at the same time',
    present: maxConcurrent,
    set: (store, by) => store.call('siso_set_setting', { ...by, p_key: 'max_concurrent_jobs', p_value: wanted }),
  };
}

function notByRunners({ option, wanted }: Wish): string {
  return `${option} (${NUMBER.format(wanted)}) has no effect here: a runner key changes nothing of the ledger.`;
}

function withoutEffect({ option, wanted, present, unit }: Wish, { origins }: LedgerSettings): string {
  const file = origins.find((row) => row.option === option)?.origin ?? 'the configuration';
  return `${option} of ${file} (${NUMBER.format(wanted)}) is above the ledger's ${NUMBER.format(present ?? 0)} ${unit} and has no effect.`;
}
