import type { RunStop } from './outcome.ts';

/** The reasons to stop a run, as one signal. The first one counts. */
export class Stops {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  /** Whoever aborts with the reason `cancelled` has told the ledger already; `returned` is that of a worker which ends. */
  readonly #interrupt = () => {
    const { reason } = this.#outer;
    this.because(reason === 'cancelled' || reason === 'returned' ? reason : 'interrupted');
  };
  #over = false;
  stop: RunStop | undefined;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    if (outer.aborted) this.#interrupt();
    outer.addEventListener('abort', this.#interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  because(stop: RunStop): void {
    // What comes after the work is done changes nothing, but that the lease is lost.
    if (this.#over && stop !== 'lease_lost') return;
    this.stop ??= stop;
    this.#controller.abort();
  }

  end(): void {
    this.#over = true;
    this.#outer.removeEventListener('abort', this.#interrupt);
  }
}
