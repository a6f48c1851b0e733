export interface Loop {
  /** Works soon. */
  wake(): void;
  /** Works now, after what is under way, and answers when it has. Throws what went wrong. */
  once(): Promise<void>;
  /** Ends once what is under way has ended. */
  stop(): Promise<void>;
}

interface LoopOptions {
  everyMs: number;
  work(): Promise<unknown>;
  /** Told once of a fault that goes on. */
  onFault(error: unknown): void;
}

/** Does `work` again and again, one at a time: `everyMs` after its last end, at once when woken. */
export function createLoop({ everyMs, work, onFault }: LoopOptions): Loop {
  let [failing, stopped, again]: boolean[] = [false, false, false];
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;

  const turn = (): Promise<void> => {
    clearTimeout(timer);
    again = false;
    working = work()
      .then(
        () => {
          failing = false;
        },
        (error: unknown) => {
          if (!failing) onFault(error);
          failing = true;
        },
      )
      .then(() => {
        working = undefined;
        if (again && !stopped) return turn();
        if (!stopped) timer = setTimeout(turn, everyMs).unref();
      });
    return working;
  };
  timer = setTimeout(turn, everyMs).unref();
  return {
    wake: () => {
      if (stopped) return;
      again = true;
      if (working === undefined) void turn();
    },
    once: async () => {
      await working;
      await work();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
