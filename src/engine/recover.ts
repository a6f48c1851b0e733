import { randomUUID } from 'node:crypto';
import { verdictSchema } from '../contracts/ledger/admission.ts';
import { AutomationError } from '../domain/errors.ts';
import type { Micros } from '../domain/money.ts';
import { endProcesses, endProcessesIn } from '../host/processes.ts';
import { type JournalUsage, readJournal } from '../meter/index.ts';
import type { Store } from '../store/index.ts';
import { RunDirectory } from './run-directory.ts';

export interface RecoveredRun {
  taskId: string;
  costMicros: Micros;
  /** A request was in flight when the run died, so its worst case is booked. */
  estimated: boolean;
  /** Files that could not be removed. */
  left: string | undefined;
}

type Ended = Omit<RecoveredRun, 'left'>;

/**
 * Ends the runs whose process died: stops what they left running, settles their holds from the meter's journal,
 * removes their files. Finished requests are booked exactly, one in flight at its worst case.
 */
export async function recoverRuns(store: Store, dataDirectory: string): Promise<RecoveredRun[]> {
  const recovered: RecoveredRun[] = [];
  for (const run of await RunDirectory.abandoned(dataDirectory)) {
    await endProcesses(run.record.marker, 2_000);
    await endProcessesIn(run.workspace);
    let ended: Ended | undefined;
    try {
      ended = await settleFromJournal(store, run);
    } catch (error) {
      run.leave();
      // A meter that lives on after its parent: a later start settles.
      if (error instanceof AutomationError && error.code === 'meter_failed') continue;
      throw error;
    }
    const left = await run.remove();
    if (ended) recovered.push({ ...ended, left });
  }
  return recovered;
}

async function settleFromJournal(store: Store, run: RunDirectory): Promise<Ended | undefined> {
  const { answer } = await store.call('siso_answer', { p_request_id: run.record.requestId });
  const verdict = verdictSchema.safeParse(answer);
  if (!verdict.success || verdict.data.decision !== 'admitted') return undefined;
  const { taskId, hold } = verdict.data;
  const usage = await readJournal(run.journal).catch((error: unknown) => {
    if (error instanceof AutomationError && error.retryable) throw error;
    return 'damaged' as const;
  });
  // Nobody can say what was spent: the hold's expiry books it whole.
  if (usage === 'damaged') return { taskId, costMicros: hold.amountMicros, estimated: true };
  if (!usage) {
    // Without a journal no request can have been made. A started run without one is left to its hold's expiry.
    await store.call('siso_release', {
      p_request_id: randomUUID(),
      p_lease_token: hold.leaseToken,
      p_reason: 'The process died before the run started.',
    });
    return { taskId, costMicros: 0, estimated: false };
  }
  return settle(store, usage, { taskId, leaseToken: hold.leaseToken });
}

async function settle(
  store: Store,
  usage: JournalUsage,
  { taskId, leaseToken }: { taskId: string; leaseToken: string },
): Promise<Ended> {
  const estimated = usage.entries.some((entry) => entry.estimated);
  const settled = await store.call('siso_settle', {
    p_request_id: randomUUID(),
    p_lease_token: leaseToken,
    p_outcome: {
      state: 'failed',
      reason: 'crashed',
      error: 'The process that ran this task died; its journal says what was used.',
      costSource: estimated ? 'estimated' : 'metered',
      entries: usage.entries,
    },
  });
  return { taskId, costMicros: settled.ok ? settled.costMicros : usage.costMicros, estimated };
}
