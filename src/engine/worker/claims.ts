import { randomUUID } from 'node:crypto';
import type { Claim, Claimed, ClaimFilter, WorkerIdentity } from '../../contracts/ledger/queue.ts';
import type { Store } from '../../store/index.ts';
import { RunDirectory } from '../run-directory.ts';

export interface ClaimsOptions {
  store: Store;
  /** Of the runs. */
  dataDirectory: string;
  worker: WorkerIdentity;
  filter: ClaimFilter;
}

export interface Taken {
  claimed: Claimed;
  run: RunDirectory;
}

/** Most tasks that one call may take. */
export const MOST_CLAIMED = 10;

/**
 * Takes tasks from the queue so that none is lost: each claim's request id is on disk before it is made, and what it
 * answered has a folder of its own before anything else happens. Whoever finds the folders of a dead worker gives back
 * what had not started and settles the rest.
 */
export class Claims {
  readonly #options: ClaimsOptions;
  #note: RunDirectory | undefined;
  /** Of a claim whose answer never came: asked again under the same id it cannot take twice. */
  #unanswered: { id: string; limit: number } | undefined;

  constructor(options: ClaimsOptions) {
    this.#options = options;
  }

  async take(free: number): Promise<Omit<Claim, 'claimed'> & { taken: Taken[] }> {
    const { store, worker, filter, dataDirectory } = this.#options;
    const asked = this.#unanswered ?? { id: randomUUID(), limit: Math.min(MOST_CLAIMED, free) };
    this.#note ??= await RunDirectory.create(dataDirectory);
    if (this.#note.record.requestId !== asked.id) await this.#note.note(asked.id);
    this.#unanswered = asked;
    const answer = await store.call('siso_claim', {
      p_request_id: asked.id,
      p_worker: worker,
      p_filter: filter,
      p_limit: asked.limit,
    });
    this.#unanswered = undefined;
    const { claimed, ...rest } = answer;
    const folders = await Promise.allSettled(claimed.map((task) => this.#folder(asked.id, task)));
    const taken = folders.flatMap((folder) => (folder.status === 'fulfilled' ? [folder.value] : []));
    const failed = folders.find((folder) => folder.status === 'rejected');
    // A machine that cannot run one task cannot run the others either.
    if (failed !== undefined && taken.length === 0) throw failed.reason;
    return { ...rest, taken };
  }

  /** Nothing more will be taken. A claim without an answer is left to whoever looks after dead workers. */
  async close(): Promise<void> {
    if (this.#unanswered === undefined) await this.#note?.remove();
    else this.#note?.leave();
    this.#note = undefined;
  }

  /** Gives back what will not be started. */
  async giveBack({ claimed, run }: Taken, reason: string): Promise<void> {
    await this.#release(claimed, reason);
    await run.remove();
  }

  async #folder(requestId: string, claimed: Claimed): Promise<Taken> {
    try {
      const run = await RunDirectory.create(this.#options.dataDirectory, { requestId, taskId: claimed.taskId });
      return { claimed, run };
    } catch (error) {
      await this.#release(claimed, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  async #release({ hold }: Claimed, reason: string): Promise<void> {
    const released = { p_request_id: randomUUID(), p_lease_token: hold.leaseToken, p_reason: reason };
    await this.#options.store.call('siso_release', released);
  }
}
