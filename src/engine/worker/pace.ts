/** How long a worker waits until it asks for work again: longer and longer, never all workers at the same time. */
export class Pace {
  readonly #longestMs: number;
  #ms = FIRST_MS;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /** There was work. */
  reset(): void {
    this.#ms = FIRST_MS;
  }

  /** Milliseconds until the next try; `nextAt` is when the ledger expects one to help. */
  next(nextAt: string | null): number {
    const jittered = this.#ms * (0.8 + Math.random() * 0.4);
    this.#ms = Math.min(this.#longestMs, this.#ms * GROWTH);
    if (nextAt === null) return jittered;
    // Workers that wait for the same moment do not all come at it.
    const until = Date.parse(nextAt) - Date.now() + Math.random() * LEAST_MS;
    return Math.min(jittered, Math.max(LEAST_MS, until));
  }
}

const FIRST_MS = 500;
const GROWTH = 1.6;
const LEAST_MS = 250;
