import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { WorkerIdentity } from '../../contracts/ledger/queue.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { Store } from '../../store/index.ts';

/** A name that no other worker has, and that tells on its own machine whether the worker lives. */
export function workerId(): string {
  return `${hostname().slice(0, 60)}-${process.pid}-${randomUUID().slice(0, 8)}`;
}

/** Workers that will look at the queue: heard of within two minutes and, where they are of this machine, still there. */
export async function livingWorkers(store: Store): Promise<WorkerIdentity[]> {
  // A runner's key may not ask who works; it runs its tasks itself.
  const workers = await store.call('siso_workers', {}).catch(noneFor);
  return workers.filter(({ silent, host, id }) => !silent && (host !== hostname() || isAlive(id)));
}

function noneFor(error: unknown): [] {
  if (error instanceof AutomationError && error.code === 'forbidden') return [];
  throw error;
}

function isAlive(id: string): boolean {
  const [, pid] = /-(\d+)-[\da-f]{8}$/.exec(id) ?? [];
  if (pid === undefined) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    // Of another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
