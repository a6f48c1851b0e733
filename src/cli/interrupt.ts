import { EXIT } from './failure.ts';

export interface Interrupt {
  readonly signal: AbortSignal;
  end(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first signal asks the run to stop and settle; the second leaves at once, and the next start settles. */
export function interruptSignal(onFirst: () => void): Interrupt {
  const controller = new AbortController();
  const listen = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    // Before the note: a terminal that is gone cannot show it.
    controller.abort();
    onFirst();
  };
  for (const name of SIGNALS) process.on(name, listen);
  return {
    signal: controller.signal,
    end: () => {
      for (const name of SIGNALS) process.off(name, listen);
    },
  };
}
