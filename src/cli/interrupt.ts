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

export interface DrainSignals {
  /** Nothing new is taken. */
  readonly signal: AbortSignal;
  /** What runs is given back. */
  readonly leave: AbortSignal;
  end(): void;
}

/** For a process that works: the first signal lets it finish what runs, the second gives that back, the third leaves at once. */
export function drainSignals(note: (line: string) => void): DrainSignals {
  const [drain, leave] = [new AbortController(), new AbortController()];
  const listen = () => {
    if (leave.signal.aborted) process.exit(EXIT.interrupted);
    // Before the note: a terminal that is gone cannot show it.
    const controller = drain.signal.aborted ? leave : drain;
    controller.abort();
    note(
      controller === drain
        ? 'Stopping; what runs may finish. Once more to give it back.'
        : 'Giving back what runs. Once more to leave at once.',
    );
  };
  for (const name of SIGNALS) process.on(name, listen);
  return {
    signal: drain.signal,
    leave: leave.signal,
    end: () => {
      for (const name of SIGNALS) process.off(name, listen);
    },
  };
}
