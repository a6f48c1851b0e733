import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Deferred, TaskRequest, Verdict } from '../contracts/ledger/admission.ts';
import type { Store } from '../store/index.ts';
import { interrupted } from './interrupted.ts';

export interface AdmissionOptions {
  store: Store;
  task: TaskRequest;
  /** The request id of the first try, noted on disk before it is made. */
  requestId: string;
  /** How long a deferred task may wait, milliseconds. */
  waitMs: number;
  signal: AbortSignal;
  onDeferred(verdict: Deferred, waitMs: number): void;
  /** Notes the request id of a further try before it is made. */
  onRetry(requestId: string): Promise<void>;
}

/** Longest sleep between two tries: settlements of others may make room before `retryAt`, and soon where it is a guess. */
const MAX_SLEEP_MS = 30_000;
const MAX_GUESS_MS = 3_000;
const MIN_SLEEP_MS = 250;

/** Asks for admission and, while it is deferred and time is left, waits for the moment the ledger named and asks again. */
export async function admit(options: AdmissionOptions): Promise<Verdict> {
  const { store, task, waitMs, signal, onDeferred, onRetry } = options;
  const deadline = performance.now() + waitMs;
  let requestId = options.requestId;
  for (;;) {
    if (signal.aborted) throw interrupted();
    const verdict = await store.call('siso_admit', { p_request_id: requestId, p_task: task });
    const left = deadline - performance.now();
    if (verdict.decision !== 'deferred' || left <= 0 || signal.aborted || isBeyond(verdict, left)) return verdict;
    const sleep = Math.min(left, sleepFor(verdict));
    onDeferred(verdict, sleep);
    await delay(sleep, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return verdict;
    requestId = randomUUID();
    await onRetry(requestId);
  }
}

/** Waiting is pointless when the limit that holds longest promises a moment after the deadline. */
function isBeyond({ retryAt, promised }: Deferred, leftMs: number): boolean {
  return promised && retryAt !== null && Date.parse(retryAt) - Date.now() > leftMs;
}

function sleepFor({ retryAt, promised }: Deferred): number {
  const longest = promised ? MAX_SLEEP_MS : MAX_GUESS_MS;
  const until = retryAt === null ? longest : Date.parse(retryAt) - Date.now();
  return Math.min(longest, Math.max(MIN_SLEEP_MS, until));
}
