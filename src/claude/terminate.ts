import type { Isolation, StartedCommand } from '../host/isolation/index.ts';
import type { StopCause } from './result.ts';

/** From SIGTERM to SIGKILL. The CLI ends its own command tree on SIGTERM, which takes some 1.5 s. */
const KILL_GRACE_MS = 10_000;
/** What the CLI left behind has this long. */
export const SWEEP_GRACE_MS = 1_000;
/** Whoever is still becoming the agent cannot be told yet. */
const KILL_AGAIN_MS = 1_000;
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface StopperOptions {
  isolation: Isolation;
  child: StartedCommand;
  timeoutMs: number;
  /** Stops gracefully: `interrupted`. */
  signal: AbortSignal;
}

/** Ends what takes too long, what nobody wants any more, and what stays after its answer: SIGTERM, then SIGKILL. */
export class Stopper {
  readonly #options: StopperOptions;
  readonly #timeout: NodeJS.Timeout;
  readonly #interrupt = () => this.stop('interrupted');
  #kill: NodeJS.Timeout | undefined;
  #cause: StopCause | undefined;

  constructor(options: StopperOptions) {
    this.#options = options;
    const { timeoutMs, signal } = options;
    this.#timeout = setTimeout(() => this.stop('timed_out'), Math.min(timeoutMs, MAX_TIMER_MS));
    if (signal.aborted) this.#interrupt();
    else signal.addEventListener('abort', this.#interrupt);
  }

  /** Why it was stopped; the first cause counts. */
  get cause(): StopCause | undefined {
    return this.#cause;
  }

  stop(cause: StopCause): void {
    if (this.#cause !== undefined) return;
    this.#cause = cause;
    this.#tell('SIGTERM');
    this.#kill = setTimeout(() => this.#killUntilEnd(), KILL_GRACE_MS);
  }

  #killUntilEnd(): void {
    this.#tell('SIGKILL');
    this.#kill = setInterval(() => this.#tell('SIGKILL'), KILL_AGAIN_MS);
  }

  #tell(name: 'SIGTERM' | 'SIGKILL'): void {
    const { isolation, child } = this.#options;
    // What cannot be told now is told again, and ended for good once the command is gone.
    isolation.signal(child, name).catch(() => undefined);
  }

  /** The command has ended. */
  end(): void {
    this.#options.signal.removeEventListener('abort', this.#interrupt);
    clearTimeout(this.#timeout);
    clearTimeout(this.#kill);
  }
}
