import type { EventPage } from '../../contracts/ledger/events.ts';
import { EventReader } from './reader.ts';

export interface HubOptions {
  /** Events after a cursor; `null` is the end of now. */
  read(after: string | null, limit: number): Promise<EventPage>;
  /** Told of a feed that could not be read; the readers stay and it is tried again. */
  onFault(error: unknown): void;
  /** Milliseconds. */
  pollMs?: number;
  heartbeatMs?: number;
  /** How long a reader may take nothing before it is dropped. */
  stallMs?: number;
}

const PAGE = 200;

/** One poller for all who follow: readers that stand at the same place share one question. Without readers it rests. */
export class EventHub {
  readonly #options: Required<HubOptions>;
  readonly #readers = new Set<EventReader>();
  #timer: NodeJS.Timeout | undefined;
  #beat: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(options: HubOptions) {
    this.#options = { pollMs: 1_000, heartbeatMs: 15_000, stallMs: 30_000, ...options };
  }

  get size(): number {
    return this.#readers.size;
  }

  /** A stream from a cursor on, or from now on. Throws what the feed throws, as for a cursor that is none. */
  async follow(after: string | null): Promise<ReadableStream<Uint8Array>> {
    const page = await this.#options.read(after, PAGE);
    const reader = new EventReader(page, { after, onLeave: (gone) => this.#drop(gone) });
    if (this.#closed) reader.end();
    else this.#add(reader);
    return reader.stream;
  }

  /** Something has been written: looks at once, and once more when it is looking already. */
  wake(): void {
    if (this.#readers.size === 0 || this.#closed) return;
    if (this.#round !== undefined) this.#again = true;
    else this.#look();
  }

  /** Ends every stream. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const reader of this.#readers) this.#drop(reader);
    await this.#round;
  }

  #add(reader: EventReader): void {
    this.#readers.add(reader);
    this.#beat ??= setInterval(() => this.#heartbeat(), this.#options.heartbeatMs).unref();
    this.wake();
  }

  #drop(reader: EventReader): void {
    this.#readers.delete(reader);
    reader.end();
    if (this.#readers.size > 0) return;
    clearTimeout(this.#timer);
    clearInterval(this.#beat);
    this.#beat = undefined;
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#again = false;
    this.#round = this.#readAll().finally(() => {
      this.#round = undefined;
      if (this.#readers.size === 0) return;
      if (this.#again) this.#look();
      else this.#timer = setTimeout(() => this.#look(), this.#options.pollMs).unref();
    });
  }

  async #readAll(): Promise<void> {
    for (const [cursor, readers] of this.#waiting()) {
      try {
        const page = await this.#options.read(cursor, PAGE);
        for (const reader of readers) if (this.#readers.has(reader)) reader.give(page);
        if (page.events.length === PAGE) this.#again = true;
      } catch (error) {
        this.#options.onFault(error);
      }
    }
  }

  /** Readers that take more, by where they stand. Whoever has taken nothing for long is dropped. */
  #waiting(): Map<string, EventReader[]> {
    const waiting = new Map<string, EventReader[]>();
    for (const reader of this.#readers) {
      if (reader.takesMore) waiting.set(reader.cursor, [...(waiting.get(reader.cursor) ?? []), reader]);
      else if (reader.stalledMs > this.#options.stallMs) this.#drop(reader);
    }
    return waiting;
  }

  #heartbeat(): void {
    for (const reader of this.#readers) reader.beat();
  }
}
