import { randomUUID } from 'node:crypto';
import type { Store } from '../../store/index.ts';

const SWEEP_MS = 15_000;

export interface Sweeper {
  stop(): Promise<void>;
}

/** Ends what is overdue and wakes what may start, every 15 s. A sweep that fails is told once and tried again. */
export function startSweeper(store: Store, onFault: (error: unknown) => void): Sweeper {
  let [failing, sweeping]: [boolean, Promise<void> | undefined] = [false, undefined];
  const sweep = async () => {
    try {
      await store.call('siso_sweep', { p_request_id: randomUUID() });
      failing = false;
    } catch (error) {
      if (!failing) onFault(error);
      failing = true;
    }
  };
  const timer = setInterval(() => {
    sweeping ??= sweep().finally(() => {
      sweeping = undefined;
    });
  }, SWEEP_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await sweeping;
    },
  };
}
