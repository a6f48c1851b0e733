import { randomUUID } from 'node:crypto';
import type { ProviderSignal } from '../contracts/ledger/life.ts';
import type { Meter } from '../meter/index.ts';
import type { Store } from '../store/index.ts';
import type { RunStop } from './outcome.ts';
import type { RunLog } from './run-log.ts';

export interface HeartbeatOptions {
  store: Store;
  leaseToken: string;
  meter: Meter;
  log: RunLog;
  onStop(stop: RunStop): void;
}

const INTERVAL_MS = 30_000;

/**
 * Reports usage and extends the lease every 30 s ± 20 %. A lost lease or a cancellation stops the run at once.
 * A ledger that does not answer is no reason yet: the meter counts the silence and stops the run after 70 s.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> = Promise.resolve();
  #ended = false;
  /** What the provider said since the last beat. Told once: a wait told again would begin anew. */
  #heard: ProviderSignal | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    options.meter.onEvent((event) => {
      if (event.kind === 'provider') this.#heard = event.signal;
    });
    this.#schedule();
  }

  /** Stops beating and waits for the beat under way. A wait that the provider asked for is passed on: it holds for all. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#beating;
    // Its answer comes after everything the meter had to say.
    await this.#options.meter.usage().catch(() => undefined);
    if (this.#heard?.retryAfterSeconds) await this.#beat().catch(() => undefined);
  }

  #schedule(): void {
    if (this.#ended) return;
    this.#timer = setTimeout(
      () => {
        this.#beating = this.#beat()
          .catch(() => undefined)
          .then(() => this.#schedule());
      },
      INTERVAL_MS * (0.8 + Math.random() * 0.4),
    );
  }

  async #beat(): Promise<void> {
    const { store, leaseToken, meter, log, onStop } = this.#options;
    const usage = await meter.usage();
    const heard = this.#heard;
    const answer = await store.call('siso_heartbeat', {
      p_request_id: randomUUID(),
      p_lease_token: leaseToken,
      p_progress: {
        usedMicros: usage.costMicros,
        usedTokens: usage.countedTokens,
        ...(heard === undefined ? {} : { provider: heard }),
      },
    });
    if (!answer.ok) return onStop('lease_lost');
    meter.acknowledgeHeartbeat();
    if (this.#heard === heard) this.#heard = undefined;
    if (answer.cancelRequested) onStop('cancelled');
    await log.flush(store, leaseToken);
  }
}
