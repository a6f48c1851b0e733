import type { Admitted } from '../contracts/ledger/admission.ts';
import type { Outcome, Settled } from '../contracts/ledger/life.ts';
import { AutomationError } from '../domain/errors.ts';
import type { Meter } from '../meter/index.ts';
import { Heartbeat } from './heartbeat.ts';
import { RunDirectory } from './run-directory.ts';
import { RunLog } from './run-log.ts';
import { RunProgress } from './run-progress.ts';
import type { RunPlace } from './run-request.ts';
import { giveBack, lease, settle } from './settle-run.ts';

/** A hold that programs of others spend through the meter. Nothing is started here but the meter. */
export interface MeteredHold {
  /** For `ANTHROPIC_BASE_URL` of whoever may spend it. */
  readonly baseUrl: string;
  /** For `ANTHROPIC_API_KEY`; worth nothing once the hold is settled. */
  readonly agentKey: string;
  /** Ends the meter and books what it has counted. */
  settle(end: Pick<Outcome, 'state' | 'reason' | 'error'>): Promise<{ outcome: Outcome; settled: Settled }>;
}

export interface MeteredHoldParts extends Pick<RunPlace, 'store' | 'upstream' | 'meter'> {
  admitted: Admitted;
  runFolder: string;
  /** The task's model. */
  model: string;
}

const PROGRESS_MS = 10_000;

/** Starts the meter of a hold and keeps its lease. Throws `ledger_conflict` when it was lost before, `meter_failed`. */
export async function meterHold(parts: MeteredHoldParts): Promise<MeteredHold> {
  const { store, admitted, runFolder } = parts;
  const run = await RunDirectory.open(runFolder);
  const held = { store, admitted, ofQueue: false, onEnded: () => undefined };
  let meter: Meter | undefined;
  try {
    meter = await startMeter(parts, run);
    const started = await store.call('siso_start', lease(admitted));
    if (!started.ok)
      throw new AutomationError('ledger_conflict', 'The hold expired before it could be used', {
        hint: 'Run the job again.',
      });
    meter.acknowledgeHeartbeat();
    return new RunningHold(parts, run, meter);
  } catch (error) {
    await giveBack(held, { meter, error }).catch(() => undefined);
    run.leave();
    throw error;
  }
}

function startMeter({ admitted, upstream, meter, model }: MeteredHoldParts, run: RunDirectory): Promise<Meter> {
  const { amountMicros, tokens, prices, countCacheWrites } = admitted.hold;
  const hold = { amountMicros, tokens, prices, countCacheWrites };
  return meter.start({ upstream, hold, models: [model], journalPath: run.journal, runMarker: run.record.marker });
}

class RunningHold implements MeteredHold {
  readonly #parts: MeteredHoldParts;
  readonly #run: RunDirectory;
  readonly #meter: Meter;
  readonly #heartbeat: Heartbeat;

  constructor(parts: MeteredHoldParts, run: RunDirectory, meter: Meter) {
    this.#parts = parts;
    this.#run = run;
    this.#meter = meter;
    const { leaseToken } = parts.admitted.hold;
    const told = { log: new RunLog(), progress: new RunProgress(), progressMs: PROGRESS_MS };
    // A lost lease, or a cancellation, ends the spending; what was spent is settled all the same.
    const onStop = (stop: 'cancelled' | 'lease_lost' | 'interrupted' | 'returned') =>
      meter.stop(stop === 'lease_lost' ? 'lease_lost' : 'cancelled');
    this.#heartbeat = new Heartbeat({ store: parts.store, leaseToken, meter, ...told, onStop });
  }

  get baseUrl(): string {
    return this.#meter.baseUrl;
  }

  get agentKey(): string {
    return this.#meter.agentKey;
  }

  async settle(end: Pick<Outcome, 'state' | 'reason' | 'error'>): Promise<{ outcome: Outcome; settled: Settled }> {
    const { store, admitted } = this.#parts;
    const { entries } = await this.#meter.close();
    await this.#heartbeat.end();
    const costSource = entries.some((entry) => entry.estimated) ? 'estimated' : 'metered';
    const outcome: Outcome = { ...end, costSource, entries };
    const settled = await settle({ store, admitted, ofQueue: false, onEnded: () => undefined }, outcome);
    await this.#run.remove();
    return { outcome, settled };
  }
}
