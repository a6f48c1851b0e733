import { randomUUID } from 'node:crypto';
import type { Deferred, Verdict } from '../contracts/ledger/admission.ts';
import { interrupted } from './interrupted.ts';
import type { Room } from './room.ts';

export interface AdmissionOptions {
  /** Asks the ledger, under this request id. */
  ask(requestId: string): Promise<Verdict>;
  /** The request id of the first try, noted on disk before it is made. */
  requestId: string;
  /** How long a deferred task may wait, milliseconds; `Infinity` for as long as it takes. */
  waitMs: number;
  signal: AbortSignal;
  /** Where a wait ends early. */
  room: Room;
  onDeferred(verdict: Deferred, waitMs: number): void;
  /** Notes the request id of a further try before it is made. */
  onRetry(requestId: string): Promise<void>;
}

/** Longest sleep between two tries: settlements of others may make room before `retryAt`, and soon where it is a guess. */
const MAX_SLEEP_MS = 30_000;
const FIRST_GUESS_MS = 3_000;
/** Each try leaves a row in the audit, so a guess that fails again and again is tried less often. */
const GUESS_GROWTH = 1.25;
const MIN_SLEEP_MS = 250;

/** Asks for admission and, while it is deferred and time is left, waits for the moment the ledger named and asks again. */
export async function admit(options: AdmissionOptions): Promise<Verdict> {
  const { ask, waitMs, signal, room, onDeferred, onRetry } = options;
  const deadline = performance.now() + waitMs;
  let requestId = options.requestId;
  for (let tries = 0; ; tries += 1) {
    if (signal.aborted) throw interrupted();
    const verdict = await ask(requestId);
    const left = deadline - performance.now();
    if (verdict.decision !== 'deferred' || left <= 0 || signal.aborted || isBeyond(verdict, left)) return verdict;
    const sleep = Math.min(left, sleepFor(verdict, tries));
    onDeferred(verdict, sleep);
    await room.wait(sleep, signal);
    if (signal.aborted) return verdict;
    requestId = randomUUID();
    await onRetry(requestId);
  }
}

/** Waiting is pointless when the limit that holds longest promises a moment after the deadline. */
function isBeyond({ retryAt, promised }: Deferred, leftMs: number): boolean {
  return promised && retryAt !== null && Date.parse(retryAt) - Date.now() > leftMs;
}

function sleepFor({ retryAt, promised }: Deferred, tries: number): number {
  const longest = promised ? MAX_SLEEP_MS : Math.min(MAX_SLEEP_MS, FIRST_GUESS_MS * GUESS_GROWTH ** tries);
  const until = retryAt === null ? longest : Date.parse(retryAt) - Date.now();
  return Math.min(longest, Math.max(MIN_SLEEP_MS, until));
}
