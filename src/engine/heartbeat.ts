import { randomUUID } from 'node:crypto';
import type { ProviderSignal } from '../contracts/ledger/life.ts';
import type { Meter } from '../meter/index.ts';
import type { Store } from '../store/index.ts';
import type { RunStop } from './outcome.ts';
import type { RunLog } from './run-log.ts';
import type { RunProgress } from './run-progress.ts';

export interface HeartbeatOptions {
  store: Store;
  leaseToken: string;
  meter: Pick<Meter, 'usage' | 'acknowledgeHeartbeat' | 'onEvent'>;
  log: RunLog;
  progress: RunProgress;
  /** How long a change of the progress may wait until it is told, milliseconds; never less than a second. */
  progressMs: number;
  onStop(stop: RunStop): void;
}

const INTERVAL_MS = 30_000;
/** Between two writes of one task to the ledger. */
const LEAST_MS = 1_000;

/**
 * Reports usage and progress and extends the lease: every 30 s ± 20 %, and sooner when something has changed. A lost
 * lease or a cancellation stops the run at once. A ledger that does not answer is no reason yet: the meter counts the
 * silence and stops the run after 70 s.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;
  #ended = false;
  #regularAt = nextRegular();
  #lastWrite = Date.now();
  #logDue = false;
  /** What the provider said since the last beat. Told once: a wait told again would begin anew. */
  #heard: ProviderSignal | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    options.meter.onEvent((event) => {
      if (event.kind === 'provider') this.#heard = event.signal;
    });
    options.progress.onChange(() => this.#schedule());
    this.#schedule();
  }

  /** Whether the lease is still ours, now. A ledger that cannot be asked does not say so. */
  async confirm(): Promise<boolean> {
    await this.#beating;
    return this.#beat().catch(() => false);
  }

  /** Stops beating and waits for the beat under way. A wait that the provider asked for is passed on: it holds for all. */
  async end(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#beating;
    // Its answer comes after everything the meter had to say.
    await this.#options.meter.usage().catch(() => undefined);
    if (this.#heard?.retryAfterSeconds) await this.#beat().catch(() => undefined);
  }

  #schedule(): void {
    if (this.#ended || this.#beating !== undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#turn(), Math.max(0, this.#dueAt() - Date.now()));
  }

  #dueAt(): number {
    const { progress, progressMs } = this.#options;
    const soon = this.#lastWrite + Math.max(LEAST_MS, progressMs);
    return Math.min(
      this.#regularAt,
      progress.changed ? soon : Number.POSITIVE_INFINITY,
      this.#logDue ? this.#lastWrite + LEAST_MS : Number.POSITIVE_INFINITY,
    );
  }

  /** One write at a time, so that no task writes more often than once a second. */
  #turn(): void {
    const { store, leaseToken, log } = this.#options;
    const regular = Date.now() >= this.#regularAt;
    const write = this.#logDue && !regular ? log.flush(store, leaseToken) : this.#beat();
    // The log goes with the next write: it is long, and nobody waits for it.
    this.#logDue = regular;
    if (regular) this.#regularAt = nextRegular();
    this.#beating = write
      .then(() => undefined)
      .catch(() => undefined)
      .finally(() => {
        this.#lastWrite = Date.now();
        this.#beating = undefined;
        this.#schedule();
      });
  }

  /** Answers whether the lease is ours. */
  async #beat(): Promise<boolean> {
    const { store, leaseToken, meter, progress, onStop } = this.#options;
    const usage = await meter.usage();
    const heard = this.#heard;
    const answer = await store.call('siso_heartbeat', {
      p_request_id: randomUUID(),
      p_lease_token: leaseToken,
      p_progress: { ...progress.figures(usage), ...(heard === undefined ? {} : { provider: heard }) },
    });
    if (!answer.ok) {
      onStop('lease_lost');
      return false;
    }
    meter.acknowledgeHeartbeat();
    if (this.#heard === heard) this.#heard = undefined;
    if (answer.cancelRequested) onStop('cancelled');
    return true;
  }
}

function nextRegular(): number {
  return Date.now() + INTERVAL_MS * (0.8 + Math.random() * 0.4);
}
