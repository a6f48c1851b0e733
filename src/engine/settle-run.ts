import { randomUUID } from 'node:crypto';
import type { Admitted } from '../contracts/ledger/admission.ts';
import type { Outcome, RetryAdvice, Settled } from '../contracts/ledger/life.ts';
import type { UsageEntry } from '../domain/prices.ts';
import { redact } from '../domain/redact.ts';
import type { Meter } from '../meter/index.ts';
import type { Store } from '../store/index.ts';
import { isInterruption } from './interrupted.ts';
import { adviceForFault } from './retry-advice.ts';

/** What the end of a hold needs. */
export interface HeldRun {
  store: Store;
  admitted: Admitted;
  /** A worker took it from the queue, which may try it again. */
  ofQueue: boolean;
  /** Called once the hold is settled or given back. */
  onEnded(): void;
}

export async function settle({ store, admitted, onEnded }: HeldRun, outcome: Outcome): Promise<Settled> {
  const settled = await store.call('siso_settle', { ...lease(admitted), p_outcome: outcome });
  onEnded();
  return settled;
}

/**
 * Ends what has not started. Gives the hold back; a task of the queue that met a fault is settled as failed instead, for
 * it would meet the same one at once again. Where the ledger has seen the start although we did not, settles what was used.
 */
export async function giveBack(held: HeldRun, fault: { meter?: Meter | undefined; error: unknown }): Promise<void> {
  const { store, admitted, ofQueue, onEnded } = held;
  const { meter, error } = fault;
  const entries = (await meter?.close())?.entries ?? [];
  if (!ofQueue || isInterruption(error)) {
    const released = await store.call('siso_release', { ...lease(admitted), p_reason: redact(messageOf(error)) });
    if (released.ok || released.reason === 'lease_lost') return onEnded();
  }
  await settle(held, faultOutcome(held, { entries, error }));
}

/** The settlement of a run that a fault of ours has ended. */
export function faultOutcome(
  { ofQueue }: Pick<HeldRun, 'ofQueue'>,
  { entries, error }: { entries: UsageEntry[]; error: unknown },
): Outcome {
  const costSource = entries.some((entry) => entry.estimated) ? 'estimated' : 'metered';
  const retry: { retry?: RetryAdvice } = ofQueue ? { retry: adviceOf(error) } : {};
  return { state: 'failed', reason: 'start_failed', error: redact(messageOf(error)), costSource, entries, ...retry };
}

function adviceOf(error: unknown): RetryAdvice {
  return isInterruption(error) ? { class: 'shutdown' } : adviceForFault(error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function lease({ hold }: Admitted): { p_request_id: string; p_lease_token: string } {
  return { p_request_id: randomUUID(), p_lease_token: hold.leaseToken };
}
