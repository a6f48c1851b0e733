/** A dead man's switch on the monotonic clock: calls `onLost` once, `deadlineMs` after the last acknowledgement. */
export class Lease {
  readonly #deadlineMs: number;
  readonly #onLost: () => void;
  #timer: NodeJS.Timeout;

  constructor(deadlineMs: number, onLost: () => void) {
    this.#deadlineMs = deadlineMs;
    this.#onLost = onLost;
    this.#timer = setTimeout(onLost, deadlineMs);
  }

  acknowledge(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onLost, this.#deadlineMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
