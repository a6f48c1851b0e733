import { randomUUID } from 'node:crypto';
import { type Hold, verdictSchema } from '../contracts/ledger/admission.ts';
import { type Claimed, claimedSchema, claimSchema } from '../contracts/ledger/queue.ts';
import { AutomationError } from '../domain/errors.ts';
import type { Micros } from '../domain/money.ts';
import { endAbandonedAgents } from '../host/isolation/index.ts';
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
  await endAbandonedAgents();
  for (const run of await RunDirectory.abandoned(dataDirectory)) {
    await endProcesses(run.record.marker, 2_000);
    await endProcessesIn(run.workspace);
    let ended: Ended[];
    try {
      ended = await endOf(store, run);
    } catch (error) {
      run.leave();
      // A meter that lives on after its parent: a later start settles.
      if (error instanceof AutomationError && error.code === 'meter_failed') continue;
      throw error;
    }
    const left = await run.remove();
    recovered.push(...ended.map((each) => ({ ...each, left })));
  }
  return recovered;
}

async function endOf(store: Store, run: RunDirectory): Promise<Ended[]> {
  const { answer } = await store.call('siso_answer', { p_request_id: run.record.requestId });
  const claim = claimSchema.safeParse(answer);
  if (claim.success) return endOfClaim(store, run, claim.data.claimed);
  const takenOver = claimedSchema.safeParse(answer);
  if (takenOver.success) return [await settleFromJournal(store, run, { ...takenOver.data, ofQueue: true })];
  const verdict = verdictSchema.safeParse(answer);
  if (!verdict.success || verdict.data.decision !== 'admitted') return [];
  return [await settleFromJournal(store, run, { ...verdict.data, ofQueue: false })];
}

/** A worker that died between claim and start gives back what it had not started; what it ran is tried again. */
async function endOfClaim(store: Store, run: RunDirectory, claimed: Claimed[]): Promise<Ended[]> {
  const own = claimed.find(({ taskId }) => taskId === run.record.taskId);
  if (own !== undefined) return [await settleFromJournal(store, run, { ...own, ofQueue: true })];
  const released: Ended[] = [];
  for (const { taskId, hold } of claimed) {
    if ((await release(store, hold)).ok) released.push({ taskId, costMicros: 0, estimated: false });
  }
  return released;
}

interface Left {
  taskId: string;
  hold: Hold;
  /** A worker had it from the queue. */
  ofQueue: boolean;
}

function release(store: Store, { leaseToken }: Hold) {
  return store.call('siso_release', {
    p_request_id: randomUUID(),
    p_lease_token: leaseToken,
    p_reason: 'The process died before the run started.',
  });
}

async function settleFromJournal(store: Store, run: RunDirectory, left: Left): Promise<Ended> {
  const { taskId, hold } = left;
  const usage = await readJournal(run.journal).catch((error: unknown) => {
    if (error instanceof AutomationError && error.retryable) throw error;
    return 'damaged' as const;
  });
  // Nobody can say what was spent: the hold's expiry books it whole.
  if (usage === 'damaged') return { taskId, costMicros: hold.amountMicros, estimated: true };
  if (!usage) {
    // Without a journal no request can have been made. A started run without one is left to its hold's expiry.
    await release(store, hold);
    return { taskId, costMicros: 0, estimated: false };
  }
  return settle(store, usage, left);
}

async function settle(store: Store, usage: JournalUsage, { taskId, hold, ofQueue }: Left): Promise<Ended> {
  const estimated = usage.entries.some((entry) => entry.estimated);
  const settled = await store.call('siso_settle', {
    p_request_id: randomUUID(),
    p_lease_token: hold.leaseToken,
    p_outcome: {
      state: 'failed',
      reason: 'crashed',
      error: 'The process that ran this task died; its journal says what was used.',
      costSource: estimated ? 'estimated' : 'metered',
      entries: usage.entries,
      ...(ofQueue ? { retry: { class: 'transient' } } : {}),
    },
  });
  return { taskId, costMicros: settled.ok ? settled.costMicros : usage.costMicros, estimated };
}
