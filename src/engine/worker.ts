import { hostname } from 'node:os';
import type { ClaimFilter, WorkerIdentity } from '../contracts/ledger/queue.ts';
import { AutomationError } from '../domain/errors.ts';
import type { Store } from '../store/index.ts';
import { recoverRuns } from './recover.ts';
import { Room } from './room.ts';
import type { RunEvent } from './run-request.ts';
import { Claims, MOST_CLAIMED, type Taken } from './worker/claims.ts';
import { workerId } from './worker/living.ts';
import { Pace } from './worker/pace.ts';
import { type ClaimedEnd, type RunClaimed, RunFault } from './worker/run-claimed.ts';
import { repeatedly } from './worker/sweeper.ts';

/** What a worker does, for a person to watch. */
export type WorkerEvent =
  | { kind: 'started'; taskId: string; name: string; attempt: number }
  | { kind: 'run'; taskId: string; event: RunEvent }
  | { kind: 'ended'; taskId: string; end: ClaimedEnd }
  /** A run that could not be carried out, or was given back. */
  | { kind: 'failed'; taskId: string; error: unknown }
  | { kind: 'recovered'; taskId: string }
  /** The ledger did not answer, or something like it; the worker goes on. */
  | { kind: 'fault'; error: unknown };

export interface WorkerOptions {
  store: Store;
  /** Absolute; the runs' own folders are made in it. */
  dataDirectory: string;
  /** Carries out what is claimed: `claimedRunner`, or something in its place. */
  runClaimed: RunClaimed;
  /** Tasks at a time. */
  slots: number;
  filter: ClaimFilter;
  version: string;
  /** Drain: nothing new is taken. */
  signal: AbortSignal;
  /** After this nobody waits any longer for what runs. */
  leave?: AbortSignal;
  /** How long what runs may go on once drained, milliseconds; then it is stopped and given back. Default: 10 min. */
  drainMs?: number;
  /** `claimed`: ends when what it could take at first has ended. `empty`: ends when nothing runs and nothing waits but for its retry. */
  until?: 'claimed' | 'empty';
  /** Longest wait between two looks at an empty queue, milliseconds; default: 15 s. */
  pollMs?: number;
  onEvent?(event: WorkerEvent): void;
}

export interface Worker {
  readonly id: string;
  /** Works until it is drained. Throws what no waiting mends, such as `forbidden`, when everything has ended. */
  run(): Promise<void>;
  /** There may be something to do. */
  wake(): void;
}

const POLL_MS = 15_000;
const DRAIN_MS = 10 * 60_000;
/** Between two looks for the runs of workers of this machine that died. */
const RECOVER_MS = 3 * 60_000;

export function createWorker(options: WorkerOptions): Worker {
  return new QueueWorker(options);
}

class QueueWorker implements Worker {
  readonly id: string;
  readonly #options: WorkerOptions;
  readonly #claims: Claims;
  readonly #pace: Pace;
  readonly #room = new Room();
  readonly #running = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #woken = false;

  constructor(options: WorkerOptions) {
    const { store, dataDirectory, filter, slots, version, pollMs = POLL_MS } = options;
    this.id = workerId();
    const worker: WorkerIdentity = { id: this.id, host: hostname().slice(0, 200), version, slots };
    this.#options = options;
    this.#claims = new Claims({ store, dataDirectory, worker, filter });
    this.#pace = new Pace(pollMs);
  }

  async run(): Promise<void> {
    const { store, dataDirectory } = this.#options;
    const fault = (error: unknown) => this.#tell({ kind: 'fault', error });
    const recovery = repeatedly(RECOVER_MS, fault, async () => {
      for (const { taskId } of await recoverRuns(store, dataDirectory)) this.#tell({ kind: 'recovered', taskId });
    });
    try {
      await this.#work();
    } finally {
      await this.#drain();
      await recovery.stop();
      await this.#claims.close();
    }
  }

  wake(): void {
    this.#woken = true;
    this.#pace.reset();
    this.#room.made();
  }

  /** Claims whenever a slot is free, until drained. */
  async #work(): Promise<void> {
    const { slots, signal, until } = this.#options;
    while (!signal.aborted) {
      const free = slots - this.#running.size;
      this.#woken = false;
      const claim = free > 0 ? await this.#claim(free) : undefined;
      if (until === 'claimed' && claim?.answered) return;
      if (until === 'empty' && claim?.waiting === 0 && this.#running.size === 0) return;
      if (claim !== undefined && claim.taken === Math.min(free, MOST_CLAIMED)) continue;
      // A full house asks again when somebody leaves it.
      const waitMs = claim === undefined ? POLL_MS : this.#pace.next(claim.nextAt);
      if (!this.#woken) await this.#room.wait(waitMs, signal);
    }
  }

  async #claim(free: number): Promise<{ answered: boolean; taken: number; waiting: number; nextAt: string | null }> {
    try {
      const { taken, waiting, nextAt } = await this.#claims.take(free);
      if (taken.length > 0) this.#pace.reset();
      for (const task of taken) {
        if (this.#options.signal.aborted) await this.#claims.giveBack(task, 'The worker was stopped.');
        else this.#start(task);
      }
      return { answered: true, taken: taken.length, waiting, nextAt };
    } catch (error) {
      if (!(error instanceof AutomationError && (error.retryable || error.code === 'store_unavailable'))) throw error;
      this.#tell({ kind: 'fault', error });
      return { answered: false, taken: 0, waiting: 1, nextAt: null };
    }
  }

  #start(task: Taken): void {
    const done = this.#carryOut(task).finally(() => {
      this.#running.delete(done);
      this.wake();
    });
    this.#running.add(done);
  }

  /** Never rejects: one run's fault is not that of the others. */
  async #carryOut({ claimed, run }: Taken): Promise<void> {
    const { taskId, attempt, request } = claimed;
    this.#tell({ kind: 'started', taskId, name: request.name, attempt });
    let ended = false;
    try {
      const onEvent = (event: RunEvent) => this.#tell({ kind: 'run', taskId, event });
      const end = await this.#options.runClaimed({ claimed, run, signal: this.#stop.signal, onEvent });
      ended = end.ended;
      this.#tell({ kind: 'ended', taskId, end });
    } catch (error) {
      ended = error instanceof RunFault && error.ended;
      this.#tell({ kind: 'failed', taskId, error: error instanceof RunFault ? error.cause : error });
    }
    // What could not be settled keeps its journal, and is settled from it later.
    if (ended) await run.remove();
    else run.leave();
  }

  /** Waits for what runs, at most as long as it may; then stops it and gives it back. */
  async #drain(): Promise<void> {
    const { drainMs = DRAIN_MS, signal, leave } = this.#options;
    const stop = () => this.#stop.abort('returned');
    let timer: NodeJS.Timeout | undefined;
    const wait = () => (timer = setTimeout(stop, drainMs));
    const [ending, leaving] = [listen(signal, wait), listen(leave, stop)];
    await Promise.all(this.#running);
    ending();
    leaving();
    clearTimeout(timer);
  }

  #tell(event: WorkerEvent): void {
    this.#options.onEvent?.(event);
  }
}

/** Calls `listener` once the signal is aborted, also when it is already. Answers how to stop listening. */
function listen(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal?.aborted) listener();
  else signal?.addEventListener('abort', listener);
  return () => signal?.removeEventListener('abort', listener);
}
