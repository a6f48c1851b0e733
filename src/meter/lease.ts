/** A dead man's switch on the monotonic clock: calls `onLost` `deadlineMs` after the last acknowledgement, once there was one. */
export class Lease {
  readonly #deadlineMs: number;
  readonly #onLost: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(deadlineMs: number, onLost: () => void) {
    this.#deadlineMs = deadlineMs;
    this.#onLost = onLost;
  }

  acknowledge(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onLost, this.#deadlineMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
