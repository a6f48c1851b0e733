import { AutomationError } from '../domain/errors.ts';
import { retryAtOf, withFacts } from './facts.ts';

/** What is made anew, what is changed, and whatever else is sent. */
export type WriteKind = 'create' | 'edit' | 'other';

export interface PacerOptions {
  /** Milliseconds since 1970. */
  now?: () => number;
  wait?: (ms: number) => Promise<void>;
  /** Between the starts of two that make something. Default: 3 s. */
  createsApartMs?: number;
  /** Texts, made or changed. Default: 80. */
  perMinute?: number;
  /** Texts, made or changed. Default: 500. */
  perHour?: number;
  /** Everything that is sent. Default: 150; GitHub counts 5 points for each and takes 900. */
  allPerMinute?: number;
  /** Whoever would wait longer is refused at once. Default: 60 s. */
  longestWaitMs?: number;
}

export interface Pacer {
  /**
   * Carries out `work` when GitHub will take it: one at a time for each installation, in turn within a kind. What makes something
   * waits longest, and what does not goes ahead of it. Throws what `work` throws, and a retryable `github_failed` without having
   * begun when the wait would be too long: `retryAtOf` tells until when. After a rate limit everything waits for its end.
   */
  run<T>(installation: number, kind: WriteKind, work: () => Promise<T>): Promise<T>;
}

type Rules = Required<PacerOptions>;

/** Keeps what the bot writes within GitHub's limits for each installation. */
export function createPacer(options: PacerOptions = {}): Pacer {
  const rules: Rules = { ...DEFAULTS, ...options };
  const lanes = new Map<number, Lane>();
  return {
    run: (installation, kind, work) => {
      const lane = lanes.get(installation) ?? new Lane(rules);
      lanes.set(installation, lane);
      return lane.run(kind, work);
    },
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DEFAULTS: Rules = {
  now: Date.now,
  wait: (ms) => new Promise((done) => setTimeout(done, ms)),
  createsApartMs: 3_000,
  perMinute: 80,
  perHour: 500,
  allPerMinute: 150,
  longestWaitMs: MINUTE_MS,
};
/** Of what is sent in a minute: reactions to a burst of comments must not keep their answers back. */
const KEPT_FOR_TEXTS = 30;
/** Who goes first where several could go. */
const KINDS: readonly WriteKind[] = ['other', 'edit', 'create'];

interface Job {
  work(): Promise<void>;
  refuse(error: AutomationError): void;
}

/** One installation. */
class Lane {
  readonly #rules: Rules;
  readonly #queues: Record<WriteKind, Job[]> = { create: [], edit: [], other: [] };
  /** When what was sent within the last hour was begun, oldest first. */
  #texts: number[] = [];
  #all: number[] = [];
  #lastCreate = Number.NEGATIVE_INFINITY;
  #pausedUntil = 0;
  #reached = 0;
  #isBusy = false;
  #wake = () => {};

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  run<T>(kind: WriteKind, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const done = async () => work().then(resolve);
      this.#queues[kind].push({ work: () => done().catch((error) => this.#failed(error, reject)), refuse: reject });
      this.#refuseLate(kind);
      this.#wake();
      void this.#carryOn();
    });
  }

  async #carryOn(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      const ms = next.at - this.#now();
      if (ms > this.#rules.longestWaitMs) this.#refuseLate(next.kind);
      else if (ms > 0) await this.#waitOrWake(next.at, ms);
      else await this.#begin(next.kind);
    }
    this.#isBusy = false;
  }

  /** Whatever comes in meanwhile may go before what is waited for. */
  async #waitOrWake(at: number, ms: number): Promise<void> {
    const woken = new Promise<'woken'>((wake) => {
      this.#wake = () => wake('woken');
    });
    const end = await Promise.race([this.#rules.wait(ms), woken]);
    this.#wake = () => {};
    if (end !== 'woken') this.#reached = at;
  }

  /** Who waited until then need not wait again, even where the timer was early. */
  #now(): number {
    return Math.max(this.#rules.now(), this.#reached);
  }

  async #begin(kind: WriteKind): Promise<void> {
    const job = this.#queues[kind].shift();
    const now = this.#now();
    this.#all = [...this.#all.filter((at) => at > now - MINUTE_MS), now];
    if (kind !== 'other') this.#texts = [...this.#texts.filter((at) => at > now - HOUR_MS), now];
    if (kind === 'create') this.#lastCreate = now;
    await job?.work();
  }

  /** The kind whose turn comes first, and when. */
  #next(): { kind: WriteKind; at: number } | undefined {
    const waiting = KINDS.filter((kind) => this.#queues[kind].length > 0);
    const turns = waiting.map((kind) => ({ kind, at: Math.max(this.#now(), this.#earliest(kind)) }));
    return turns.sort((one, other) => one.at - other.at)[0];
  }

  #earliest(kind: WriteKind): number {
    const { perMinute, perHour, allPerMinute, createsApartMs } = this.#rules;
    const most = kind === 'other' ? allPerMinute - KEPT_FOR_TEXTS : allPerMinute;
    const all = Math.max(this.#pausedUntil, roomAt(this.#all, most, MINUTE_MS));
    if (kind === 'other') return all;
    const texts = Math.max(all, roomAt(this.#texts, perMinute, MINUTE_MS), roomAt(this.#texts, perHour, HOUR_MS));
    return kind === 'edit' ? texts : Math.max(texts, this.#lastCreate + createsApartMs);
  }

  #failed(error: unknown, reject: (error: unknown) => void): void {
    reject(error);
    const retryAt = retryAtOf(error)?.getTime();
    if (retryAt === undefined) return;
    this.#pausedUntil = Math.max(this.#pausedUntil, retryAt);
    for (const kind of KINDS) this.#refuseLate(kind);
  }

  /** Better put off by who asked, who can remember it, than kept waiting here. */
  #refuseLate(kind: WriteKind): void {
    const now = this.#now();
    const [queue, first, apart] = [this.#queues[kind], this.#earliest(kind), this.#apart(kind)];
    const turnOf = (place: number) => Math.max(first, now) + place * apart;
    while (queue.length > 0 && turnOf(queue.length - 1) > now + this.#rules.longestWaitMs)
      queue.pop()?.refuse(tooLate(turnOf(queue.length)));
  }

  /** About how long each of a long queue takes, milliseconds. */
  #apart(kind: WriteKind): number {
    const { createsApartMs, perMinute, allPerMinute } = this.#rules;
    return { create: createsApartMs, edit: MINUTE_MS / perMinute, other: MINUTE_MS / allPerMinute }[kind];
  }
}

/** When fewer than `most` of `times` lie within `withinMs`. */
function roomAt(times: readonly number[], most: number, withinMs: number): number {
  const oldest = times.at(-most);
  return oldest === undefined ? 0 : oldest + withinMs;
}

function tooLate(retryAt: number): AutomationError {
  const until = new Date(retryAt).toISOString().slice(11, 16);
  const error = new AutomationError('github_failed', 'More is to be written on GitHub than it takes at once', {
    hint: `It has room again at ${until} UTC.`,
    retryable: true,
  });
  return withFacts(error, { retryAt });
}
