import yoctoSpinner, { type Spinner } from 'yocto-spinner';

/** One live line on standard error while something lasts; nothing where there is no terminal, or nothing is to be said. */
export class Progress {
  readonly #spinner: Spinner | undefined;

  constructor(text: string | undefined) {
    if (text === undefined || !canRedraw()) return;
    // It would leave at the first signal, before the work has come to its end.
    this.#spinner = yoctoSpinner({ stream: process.stderr, handleSignals: false }).start(text);
  }

  say(text: string): void {
    if (this.#spinner === undefined) return;
    const width = (process.stderr.columns || 80) - 4;
    this.#spinner.text = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  }

  end(): void {
    this.#spinner?.stop();
  }
}

/** Whether a line on standard error can be written over. */
export function canRedraw(): boolean {
  const { TERM, CI } = process.env;
  return process.stderr.isTTY && TERM !== 'dumb' && CI === undefined;
}
