import type { RealPostgres } from '../../tests/support/real-postgres.ts';

/** A queue under load. Each is a database of its own on the same server. */
export interface System {
  /** Brings what waits up to `count` again, and leaves the tables vacuumed. */
  fill(count: number): Promise<void>;
  /** So many workers take and complete empty tasks until `stop`; `done` counts those completed. */
  start(workers: number): Promise<Running>;
  close(): Promise<void>;
}

export interface Running {
  done(): number;
  stop(): Promise<void>;
}

export type OpenSystem = (postgres: RealPostgres) => Promise<System>;

/** How many a claim may take. */
export const BATCH = 10;

/** Whether so few are missing that filling up would change nothing. */
export const isFull = (waiting: number, count: number): boolean => waiting >= count * 0.95;

/** `workers` that each repeat `work`, which answers how many it completed, until they are stopped. */
export function workersOf(workers: (() => Promise<number>)[]): Running {
  let [done, stopped] = [0, false];
  const loops = workers.map(async (work) => {
    while (!stopped) {
      const completed = await work(); // before `done` is read, which others change meanwhile
      done += completed;
    }
  });
  return {
    done: () => done,
    stop: async () => {
      stopped = true;
      await Promise.all(loops);
    },
  };
}
