import type { ProviderSignal } from '../contracts/ledger/life.ts';
import type { MeterConfig, MeterUsage, Stopped } from '../contracts/meter.ts';
import type { UsageEntry } from '../domain/prices.ts';
import type { EndReason } from '../domain/reasons.ts';
import { type Demand, type Granted, HoldAccount, type Unaffordable } from './account.ts';
import type { Journal } from './journal.ts';
import { stopMessage, UNCONFIRMED, unaffordableMessage } from './sentences.ts';

interface Ticket extends Granted {
  id: number;
}

type Admission = Ticket | { decision: 'stopped'; stopped: Stopped } | { decision: 'given_up' };

export interface GovernorEvents {
  onUsage(): void;
  onStopped(stopped: Stopped): void;
  onProvider(signal: ProviderSignal): void;
}

interface Waiting {
  demand: Demand;
  answer(admission: Admission): void;
}

/**
 * Decides over every request of a run, in the order of arrival: forward now, wait for those in flight, or stop.
 * Before the ledger has confirmed the start and once stopped, everything is refused. Nothing is granted that the
 * journal has not noted.
 */
export class Governor {
  readonly #config: MeterConfig;
  readonly #account: HoldAccount;
  readonly #journal: Journal;
  readonly #events: GovernorEvents;
  readonly #waiting: Waiting[] = [];
  #nextId = 1;
  #confirmed = false;
  #stopped: Stopped | null = null;
  #provider: ProviderSignal | undefined;

  constructor(config: MeterConfig, journal: Journal, events: GovernorEvents) {
    this.#config = config;
    this.#account = new HoldAccount(config.hold);
    this.#journal = journal;
    this.#events = events;
  }

  /** Why nothing may be forwarded now, as a sentence. */
  get refusal(): string | undefined {
    return this.#stopped?.message ?? (this.#confirmed ? undefined : UNCONFIRMED);
  }

  /** The ledger knows of the run's start: from now on it may spend. */
  confirm(): void {
    this.#confirmed = true;
  }

  /** Resolves once the request may be forwarded, the run is stopped, or `signal` gave up the wait. */
  admit(demand: Demand, signal: AbortSignal): Promise<Admission> {
    return new Promise((answer) => {
      if (signal.aborted) return answer({ decision: 'given_up' });
      if (this.#stopped) return answer({ decision: 'stopped', stopped: this.#stopped });
      const waiting = { demand, answer };
      this.#waiting.push(waiting);
      signal.addEventListener('abort', () => this.#giveUp(waiting), { once: true });
      this.#serve();
    });
  }

  /** Ends a request: books `entry`, or nothing when the provider did not bill it. */
  settle(id: number, entry: UsageEntry | undefined): void {
    this.#note(() => this.#journal.write({ type: 'end', id, entry: entry ?? null }));
    this.#account.end(id, entry);
    this.#events.onUsage();
    this.#serve();
  }

  /** From now on nothing is forwarded. The first reason stays. */
  stop(reason: EndReason, message = stopMessage(reason)): void {
    if (this.#stopped) return;
    const stopped = { reason, message };
    this.#stopped = stopped;
    this.#note(() => this.#journal.write({ type: 'stopped', stopped }));
    for (const { answer } of this.#waiting.splice(0)) answer({ decision: 'stopped', stopped });
    this.#events.onStopped(stopped);
  }

  /** Keeps what the provider said last; a wait it asked for holds until its next answer. */
  hear(signal: ProviderSignal): void {
    const rateLimits = { ...this.#provider?.rateLimits, ...signal.rateLimits };
    const heard = { ...signal, ...(Object.keys(rateLimits).length > 0 && { rateLimits }) };
    if (JSON.stringify(heard) === JSON.stringify(this.#provider ?? {})) return;
    this.#provider = heard;
    this.#events.onProvider(heard);
  }

  usage(): MeterUsage {
    const entries = this.#account.entries();
    return {
      entries,
      costMicros: this.#account.costMicros(),
      countedTokens: this.#account.countedTokens(),
      requests: entries.reduce((sum, { requests }) => sum + requests, 0),
      inFlight: this.#account.inFlight(),
      worstCaseMicros: this.#account.worstCaseMicros(),
      stopped: this.#stopped,
      ...(this.#provider && { provider: this.#provider }),
    };
  }

  #giveUp(waiting: Waiting): void {
    const place = this.#waiting.indexOf(waiting);
    if (place === -1) return;
    this.#waiting.splice(place, 1);
    waiting.answer({ decision: 'given_up' });
    this.#serve();
  }

  /** Answers those at the head of the queue, as far as what is left reaches. */
  #serve(): void {
    for (let head = this.#waiting[0]; head; head = this.#waiting[0]) {
      const answer = this.#account.answer(head.demand);
      if (answer.decision === 'wait') return;
      if (answer.decision === 'granted') this.#grant(head, answer);
      else this.#refuse(answer);
    }
  }

  #grant(head: Waiting, granted: Granted): void {
    const id = this.#nextId++;
    if (!this.#note(() => this.#journal.write({ type: 'begin', id, worst: granted.worst }))) return;
    this.#waiting.shift();
    this.#account.begin(id, granted);
    head.answer({ ...granted, id });
    this.#events.onUsage();
  }

  #refuse(answer: Unaffordable): void {
    const { hold } = this.#config;
    const used = answer.reason === 'hold_reached' ? this.#account.costMicros() : this.#account.countedTokens();
    this.stop(answer.reason, unaffordableMessage(answer, hold, used));
  }

  /** A journal that cannot be written ends the run: what is not noted must not be spent. */
  #note(write: () => void): boolean {
    try {
      write();
      return true;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.stop('crashed', `The meter cannot write its journal (${detail}), so this run may spend nothing more.`);
      return false;
    }
  }
}
