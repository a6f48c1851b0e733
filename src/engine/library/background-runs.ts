import type { RunReport } from '../../contracts/run-report.ts';
import { AutomationError } from '../../domain/errors.ts';
import type { RunEvent } from '../run-request.ts';

interface BackgroundRun {
  controller: AbortController;
  /** Past its admission: what is changed about the task now is for the next attempt. */
  admitted: boolean;
  done: Promise<void>;
}

/** Runs one task to its end; `signal` stops it, with the reason `cancelled` or without one. */
export type RunWork = (signal: AbortSignal, onEvent: (event: RunEvent) => void) => Promise<RunReport>;

/** The tasks that this process runs or waits with. None leaves a rejection that nobody handles. */
export class BackgroundRuns {
  readonly #runs = new Map<string, BackgroundRun>();
  /** Why a run of this process could not be carried out, by task. */
  readonly #faults = new Map<string, unknown>();

  /** Runs `work` for the task, after an attempt of it that is just ending. One that still waits is left as it is. */
  start(taskId: string, work: RunWork): void {
    const earlier = this.#runs.get(taskId);
    if (earlier !== undefined && !earlier.admitted && !earlier.controller.signal.aborted) return;
    this.#faults.delete(taskId);
    const run: BackgroundRun = { controller: new AbortController(), admitted: false, done: Promise.resolve() };
    run.done = this.#carryOut(taskId, run, { work, after: earlier?.done });
    this.#runs.set(taskId, run);
  }

  /** Stops a run of this process at once. */
  cancel(taskId: string): void {
    this.#runs.get(taskId)?.controller.abort('cancelled');
  }

  /** Resolves when this process has nothing to do with the task any more. */
  async ended(taskId: string): Promise<void> {
    for (let run = this.#runs.get(taskId); run !== undefined; run = this.#runs.get(taskId)) await run.done;
  }

  /** Throws why the last run of the task could not be carried out, when it could not. */
  demandNoFault(taskId: string): void {
    if (this.#faults.has(taskId)) throw this.#faults.get(taskId);
  }

  /** Stops everything gracefully and waits for it. */
  async close(): Promise<void> {
    for (const { controller } of this.#runs.values()) controller.abort();
    await Promise.all([...this.#runs.keys()].map((taskId) => this.ended(taskId)));
  }

  async #carryOut(
    taskId: string,
    run: BackgroundRun,
    { work, after }: { work: RunWork; after: Promise<void> | undefined },
  ): Promise<void> {
    try {
      await after;
      await work(run.controller.signal, ({ kind }) => {
        if (kind === 'admitted') run.admitted = true;
      });
    } catch (error) {
      // Somebody else has taken the task, or ended it: the ledger tells how it goes on.
      if (!(error instanceof AutomationError && error.code === 'ledger_conflict')) this.#faults.set(taskId, error);
    } finally {
      if (this.#runs.get(taskId) === run) this.#runs.delete(taskId);
    }
  }
}
