import { randomUUID } from 'node:crypto';
import type { Store } from '../../store/index.ts';

export interface Sweeper {
  stop(): Promise<void>;
}

const SWEEP_MS = 15_000;

/** Ends what is overdue and wakes what may start, every 15 s ± 20 %. A sweep that fails is told once and tried again. */
export function startSweeper(store: Store, onFault: (error: unknown) => void): Sweeper {
  return repeatedly(SWEEP_MS, onFault, () => store.call('siso_sweep', { p_request_id: randomUUID() }));
}

/** Does `work` again and again, `everyMs` ± 20 % after its last end. */
export function repeatedly(everyMs: number, onFault: (error: unknown) => void, work: () => Promise<unknown>): Sweeper {
  let [failing, stopped, timer]: [boolean, boolean, NodeJS.Timeout | undefined] = [false, false, undefined];
  let working: Promise<void> = Promise.resolve();
  const turn = async () => {
    try {
      await work();
      failing = false;
    } catch (error) {
      if (!failing) onFault(error);
      failing = true;
    }
  };
  const schedule = () => {
    if (stopped) return;
    timer = setTimeout(() => (working = turn().then(schedule)), everyMs * (0.8 + Math.random() * 0.4));
  };
  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}
