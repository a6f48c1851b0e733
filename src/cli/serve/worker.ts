import type { OpenLedger } from '../../engine/index.ts';
import type { ObservedStore } from '../../store/index.ts';
import type { Context } from '../context.ts';
import type { Secrets } from '../frame.ts';

export interface WorkerParts {
  store: ObservedStore;
  ledger: OpenLedger;
  context: Context;
  secrets: Secrets;
  /** A rehearsal's scenario. */
  rehearse: string | undefined;
  slots: number | undefined;
  /** Drain: finish or give back what runs, take nothing new. */
  signal: AbortSignal;
}

/** What takes tasks from the queue in this process. */
export interface ServedWorker {
  /** Ends once drained. */
  run(): Promise<void>;
  /** There may be something to do. */
  wake(): void;
}

/** The worker beside the API. The place where `createWorker` of the engine is plugged in; until then nobody works here. */
export async function startWorker(_: WorkerParts): Promise<ServedWorker | undefined> {
  return undefined;
}
