import { loadNetwork } from '../../config/index.ts';
import { AutomationError } from '../../domain/errors.ts';
import { sharedLedger } from '../../engine/index.ts';
import { openSupabaseStore, type Store } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Check } from './check.ts';

/** What a shared ledger needs beside its schema. Says nothing where the ledger cannot be asked, which another check tells. */
export async function checkSharedLedger({ settings, actor }: Context): Promise<Check[]> {
  let store: Store | undefined;
  try {
    const shared = sharedLedger(settings.supabaseUrl, { rehearsal: false });
    if (shared === undefined) return [];
    const network = await loadNetwork(settings.network);
    store = await openSupabaseStore({ ...shared, network, timeoutMs: 5_000, retries: 0 });
    return [await membersCheck(store, actor), await sweepCheck(store)];
  } catch (error) {
    if (error instanceof AutomationError) return [];
    throw error;
  } finally {
    await store?.close();
  }
}

async function membersCheck(store: Store, actor: string): Promise<Check> {
  const { members, defaultRole } = await store.call('siso_members', {});
  if (members.length === 0 && defaultRole === 'none') {
    const text = `nobody may do anything yet. Name the first admin: siso members set ${actor} --role admin`;
    return { name: 'Members', level: 'warning', text };
  }
  const own = members.find((member) => member.actor === actor);
  const role = own === undefined ? `no member, with everybody's role ${defaultRole}` : own.role;
  const may = (own?.role ?? defaultRole) === 'none' ? 'warning' : 'ok';
  return { name: 'Members', level: may, text: `${actor} is ${role}; siso members lists all` };
}

async function sweepCheck(store: Store): Promise<Check> {
  const { schedule, lastRun } = await store.call('siso_sweep_status', {});
  if (schedule === null) {
    const text =
      'not scheduled: overdue tasks are ended by the next admission. docs/ledger.md says how to schedule it.';
    return { name: 'Sweep', level: 'ok', text };
  }
  const when = `scheduled by pg_cron (${schedule})`;
  if (lastRun === null) return { name: 'Sweep', level: 'ok', text: `${when}, not run yet` };
  const { at, failed, message } = lastRun;
  if (!failed) return { name: 'Sweep', level: 'ok', text: `${when}, last run ${at}` };
  const text = `${when}, and its last run at ${at} failed: ${message ?? 'without a word'}. Look into cron.job_run_details.`;
  return { name: 'Sweep', level: 'warning', text };
}
