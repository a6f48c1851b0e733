import { AutomationError } from '../../domain/errors.ts';
import type { Worker } from '../../engine/index.ts';
import { type WorkerParts, workerFor } from '../worker/start.ts';

/** The worker beside the API. Without a key nothing can run here, which is said, and the rest works all the same. */
export async function startWorker(parts: WorkerParts, note: (line: string) => void): Promise<Worker | undefined> {
  try {
    return await workerFor(parts);
  } catch (error) {
    if (!(error instanceof AutomationError) || (error.code !== 'key_missing' && error.code !== 'usage')) throw error;
    note(`! ${error.message}, so nothing runs here. ${error.hint ?? ''}`);
    return undefined;
  }
}
