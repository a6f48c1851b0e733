/** Where the tasks of one process wait to be admitted. Whoever leaves a slot behind wakes the others. */
export class Room {
  readonly #waiting = new Set<() => void>();

  /** Resolves after `ms`, when there may be room, or when the signal aborts, whichever comes first. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#waiting.add(resolve);
    const wake = () => resolve();
    signal.addEventListener('abort', wake);
    await promise;
    signal.removeEventListener('abort', wake);
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }

  /** Somebody has ended, so whoever waits may ask again at once. */
  made(): void {
    for (const wake of this.#waiting) wake();
  }
}
