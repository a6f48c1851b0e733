import { AutomationError } from '../../domain/errors.ts';
import { printable } from '../../domain/printable.ts';
import { applySettings, mayMakeWork, startSweeper } from '../../engine/index.ts';
import { openLedgerToServe, readContext } from '../context.ts';
import { EXIT, endWithFailure } from '../failure.ts';
import type { Secrets } from '../frame.ts';
import { drainSignals } from '../interrupt.ts';
import { type WorkerChoice, workerFor } from './start.ts';

export interface WorkerOptions extends WorkerChoice {
  workspace?: string | undefined;
}

/** Where no other process says when there is work, a ledger of this machine is looked at often. */
const LOCAL_POLL_MS = 3_000;
const SHARED_POLL_MS = 15_000;

/** `siso worker`: runs what waits, until it is drained. Answers the exit code. */
export async function work(options: WorkerOptions, secrets: Secrets): Promise<number> {
  const context = await readContext(options.workspace);
  const signals = drainSignals(note);
  let wake: () => void = () => undefined;
  const rehearsal = options.rehearse !== undefined;
  const onServed = (name: string) => {
    if (mayMakeWork(name)) wake();
  };
  try {
    const ledger = await openLedgerToServe(context, { rehearsal, onServed, onNote: note });
    try {
      for (const line of await applySettings(ledger.store, context)) note(`! ${line}`);
      const pollMs = ledger.shared ? SHARED_POLL_MS : LOCAL_POLL_MS;
      const { store } = ledger;
      const worker = await workerFor({ store, ledger, context, secrets, choice: options, signals, pollMs });
      wake = () => worker.wake();
      console.log(`Working as ${worker.id}.`);
      const sweeper = startSweeper(store, tellFault);
      await worker.run().finally(() => sweeper.stop());
    } finally {
      await ledger.store.close();
    }
    return EXIT.done;
  } finally {
    signals.end();
  }
}

/** A runner's key may not sweep: others do. */
function tellFault(error: unknown): void {
  if (error instanceof AutomationError && error.code === 'forbidden') return;
  endWithFailure(error, { code: EXIT.ledger, json: false });
}

function note(line: string): void {
  console.error(printable(line));
}
