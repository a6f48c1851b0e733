import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { ProviderSignal } from '../contracts/ledger/life.ts';
import type { MeterConfig, MeterHold, MeterReport, MeterUsage, Stopped, Upstream } from '../contracts/meter.ts';
import { AutomationError } from '../domain/errors.ts';
import type { EndReason } from '../domain/reasons.ts';
import { upstreamUrl } from '../host/upstream-url.ts';
import { readJournal } from './journal.ts';
import { Link } from './link.ts';

export interface MeterOptions {
  upstream: Upstream;
  hold: MeterHold;
  /** Canonical names of the models the task may use. */
  models: string[];
  /** Most output tokens a request may be granted. */
  maxOutputTokens?: number;
  /** A file that does not exist yet. */
  journalPath: string;
  /** Value of the run marker in the environment of the agent's processes. */
  runMarker: string;
  /** Silence of the ledger after which nothing more is spent, counted from the first acknowledgement. */
  heartbeatDeadlineMs?: number;
}

export type MeterEvent =
  | { kind: 'usage'; usage: MeterUsage }
  | ({ kind: 'stopped' } & Stopped)
  | { kind: 'provider'; signal: ProviderSignal }
  /** The meter's process is gone without having been closed; the figures now come from its journal. */
  | { kind: 'exited'; message: string };

export interface Meter {
  /** For `ANTHROPIC_BASE_URL`. */
  readonly baseUrl: string;
  /** For `ANTHROPIC_API_KEY`; worth nothing after this run. */
  readonly agentKey: string;
  usage(): Promise<MeterUsage>;
  /** The ledger has answered. Before the first time every request is answered with 402. */
  acknowledgeHeartbeat(): void;
  /** From now on every request is answered with 402. */
  stop(reason: EndReason): void;
  onEvent(listener: (event: MeterEvent) => void): void;
  /** Breaks what is in flight and ends the meter. Answers the final figures, also when called again. */
  close(): Promise<MeterUsage>;
}

const MAX_OUTPUT_TOKENS = 16_000;
const HEARTBEAT_DEADLINE_MS = 70_000;

/** A meter's process that is up but has nothing to guard yet: starting one takes longer than configuring it. */
export interface MeterStandby {
  /** Throws `meter_failed` when it does not come up, `config_invalid` for an unfit API address. Once. */
  start(options: MeterOptions): Promise<Meter>;
  /** Ends the process if it was not started. */
  dismiss(): void;
}

export function standByMeter(): MeterStandby {
  const link = new Link();
  let started = false;
  return {
    start: async (options) => {
      if (options.upstream.kind === 'api') upstreamUrl(options.upstream.baseUrl);
      started = true;
      const meter = new MeterProcess(link, configOf(options));
      await meter.ready;
      return meter;
    },
    dismiss: () => {
      if (!started) link.dismiss();
    },
  };
}

/** Starts the meter of one run from nothing. Throws as `MeterStandby.start`. */
export function startMeter(options: MeterOptions): Promise<Meter> {
  const standby = standByMeter();
  return standby.start(options).finally(() => standby.dismiss());
}

function configOf(options: MeterOptions): MeterConfig {
  return {
    ...options,
    agentKey: `siso-${randomBytes(24).toString('base64url')}`,
    journalPath: resolve(options.journalPath),
    maxOutputTokens: options.maxOutputTokens ?? MAX_OUTPUT_TOKENS,
    heartbeatDeadlineMs: options.heartbeatDeadlineMs ?? HEARTBEAT_DEADLINE_MS,
  };
}

class MeterProcess implements Meter {
  readonly agentKey: string;
  readonly ready: Promise<void>;
  readonly #journalPath: string;
  readonly #link: Link;
  readonly #listeners: ((event: MeterEvent) => void)[] = [];
  readonly #questions = new Map<number, (usage: MeterUsage) => void>();
  readonly #isReady = Promise.withResolvers<void>();
  #lastQuestion = 0;
  #port = 0;
  #final: MeterUsage | undefined;
  #closed: Promise<MeterUsage> | undefined;

  constructor(link: Link, config: MeterConfig) {
    this.agentKey = config.agentKey;
    this.#journalPath = config.journalPath;
    this.ready = this.#isReady.promise;
    this.#link = link;
    link.onReport = (report) => this.#hear(report);
    link.configure(config);
    this.#link.gone.then((message) => this.#end(message));
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async usage(): Promise<MeterUsage> {
    if (this.#closed) return this.#closed;
    const id = ++this.#lastQuestion;
    const answer = new Promise<MeterUsage>((settle) => this.#questions.set(id, settle));
    this.#link.send({ type: 'usage', id });
    return Promise.race([answer, this.#link.gone.then(() => this.#lastFigures())]);
  }

  acknowledgeHeartbeat(): void {
    this.#link.send({ type: 'acknowledge' });
  }

  stop(reason: EndReason): void {
    this.#link.send({ type: 'stop', reason });
  }

  onEvent(listener: (event: MeterEvent) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<MeterUsage> {
    this.#link.send({ type: 'close' });
    this.#closed ??= this.#link.gone.then(() => this.#lastFigures());
    return this.#closed;
  }

  #hear(report: MeterReport): void {
    if (report.type === 'ready') {
      this.#port = report.port;
      this.#isReady.resolve();
    }
    if (report.type === 'usage') this.#tell({ kind: 'usage', usage: report.usage });
    if (report.type === 'stopped') this.#tell({ kind: 'stopped', ...report.stopped });
    if (report.type === 'provider') this.#tell({ kind: 'provider', signal: report.signal });
    if (report.type === 'answer') {
      this.#questions.get(report.id)?.(report.usage);
      this.#questions.delete(report.id);
    }
    if (report.type === 'closed') this.#final = report.usage;
  }

  #end(message: string): void {
    const hint = 'Run it again; if it stays, look at the free space and the rights of the data directory.';
    this.#isReady.reject(new AutomationError('meter_failed', `The meter did not start: ${message}`, { hint }));
    if (!this.#final) this.#tell({ kind: 'exited', message });
  }

  /** What the process said at its end, else what its journal says. */
  async #lastFigures(): Promise<MeterUsage> {
    if (this.#final) return this.#final;
    const journal = await readJournal(this.#journalPath);
    if (journal) return { ...journal, inFlight: 0, worstCaseMicros: 0 };
    throw new AutomationError('meter_failed', 'The meter is gone and left no journal', {
      hint: 'What was spent is unknown, so settle the hold at its full amount.',
    });
  }

  #tell(event: MeterEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
