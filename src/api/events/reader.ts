import type { EventPage } from '../../contracts/ledger/events.ts';
import { eventText, HEARTBEAT, opening } from './sse.ts';

/** Bytes that may wait for a reader before it is given no more. */
const HIGH_WATER = 64 * 1_024;

interface ReaderOptions {
  /** The cursor that it came with. */
  after: string | null;
  /** The other side went away. */
  onLeave(reader: EventReader): void;
}

/** One connection: what it has been given, and whether it takes more. */
export class EventReader {
  readonly stream: ReadableStream<Uint8Array>;
  #cursor: string;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #fullSince: number | undefined;

  constructor({ events, next }: EventPage, { after, onLeave }: ReaderOptions) {
    this.#cursor = next;
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      this.#controller = controller;
      controller.enqueue(opening(after ?? next));
      for (const event of events) controller.enqueue(eventText(event));
    };
    this.stream = new ReadableStream(
      { start, cancel: () => onLeave(this) },
      new ByteLengthQueuingStrategy({ highWaterMark: HIGH_WATER }),
    );
  }

  /** What has been given so far. */
  get cursor(): string {
    return this.#cursor;
  }

  /** Whether it has taken enough of what it was given to be given more. */
  get takesMore(): boolean {
    const room = (this.#controller?.desiredSize ?? 0) > 0;
    this.#fullSince = room ? undefined : (this.#fullSince ?? performance.now());
    return room;
  }

  /** How long it has taken nothing, milliseconds. */
  get stalledMs(): number {
    return this.#fullSince === undefined ? 0 : performance.now() - this.#fullSince;
  }

  give({ events, next }: EventPage): void {
    for (const event of events) this.#controller?.enqueue(eventText(event));
    this.#cursor = next;
  }

  beat(): void {
    if (this.takesMore) this.#controller?.enqueue(HEARTBEAT);
  }

  /** Ends after what it was given; it can come back with the last id it has seen. */
  end(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    try {
      controller?.close();
    } catch {
      // The other side was faster.
    }
  }
}
