import type { LedgerStatus } from '../../contracts/ledger/reports.ts';
import type { TaskPage } from '../../contracts/ledger/tasks.ts';
import type { Store } from '../../store/index.ts';

/** `ok`: new tasks start; `busy`: they wait for a slot or a budget; `stopped`: none starts until somebody does something. */
export interface AutomationHealth {
  state: 'ok' | 'busy' | 'stopped';
  /** Why, one sentence each. */
  notes: string[];
}

export interface AutomationStatus extends LedgerStatus {
  /** Tasks that wait in the ledger. */
  queued: number;
  health: AutomationHealth;
}

const PAGE = 500;

export async function automationStatus(store: Store): Promise<AutomationStatus> {
  const [status, queued] = await Promise.all([store.call('siso_status', {}), countQueued(store)]);
  return { ...status, queued, health: healthOf(status) };
}

async function countQueued(store: Store): Promise<number> {
  let queued = 0;
  for (let after: string | null | undefined; after !== null; ) {
    const page: TaskPage = await store.call('siso_list_tasks', {
      p_filter: { states: ['queued'] },
      p_limit: PAGE,
      p_after: after ?? null,
    });
    queued += page.tasks.length;
    after = page.next;
  }
  return queued;
}

function healthOf({ paused, providerGateUntil, running, maxConcurrent, budgets }: LedgerStatus): AutomationHealth {
  const used = budgets.filter(({ scope, unit, left }) => scope === 'global' && unit !== 'buffer' && left <= 0);
  const notes = [
    ...(paused ? ['The ledger is paused: no task starts.'] : []),
    ...(providerGateUntil === null ? [] : [`The provider asked everybody to wait until ${providerGateUntil}.`]),
    ...used.map(({ kind, unit, endsAt }) => `Nothing is left of the ${unit} of this ${kind}, which ends at ${endsAt}.`),
    ...(running < maxConcurrent ? [] : [`All ${maxConcurrent} slots are in use.`]),
  ];
  return { state: paused ? 'stopped' : notes.length > 0 ? 'busy' : 'ok', notes };
}
