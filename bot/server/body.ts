import type { IncomingMessage } from 'node:http';

/** Why there is no body: over the limit, too slow, the sender left, or as much as is allowed is held already. */
export type NoBody = 'large' | 'slow' | 'gone' | 'full';

export interface BodyLimits {
  /** Of one body. */
  bytes: number;
  /** Milliseconds for all of it. */
  ms: number;
}

/** Bytes that all bodies together may take while they are read and worked on. */
export class Held {
  readonly #most: number;
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#most) return false;
    this.#bytes += bytes;
    return true;
  }

  free(bytes: number): void {
    this.#bytes -= bytes;
  }
}

const FIRST_BYTES = 16_384;

/**
 * One body in one piece of memory that grows by doubling: chunks that were kept as they came would cost a sender one byte each and us
 * a hundred. What it takes is taken from `held`.
 */
class Growing {
  readonly #held: Held;
  readonly #most: number;
  #memory = Buffer.alloc(0);
  #length = 0;

  constructor(held: Held, most: number) {
    this.#held = held;
    this.#most = most;
  }

  get length(): number {
    return this.#length;
  }

  /** False where `held` has no more. */
  add(chunk: Buffer): boolean {
    const needed = this.#length + chunk.length;
    if (needed > this.#memory.length && !this.#grow(needed)) return false;
    chunk.copy(this.#memory, this.#length);
    this.#length = needed;
    return true;
  }

  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length);
  }

  free(): void {
    this.#held.free(this.#memory.length);
    this.#memory = Buffer.alloc(0);
    this.#length = 0;
  }

  #grow(needed: number): boolean {
    const size = Math.max(needed, Math.min(Math.max(this.#memory.length * 2, FIRST_BYTES), this.#most));
    if (!this.#held.take(size - this.#memory.length)) return false;
    const larger = Buffer.allocUnsafe(size);
    this.#memory.copy(larger, 0, 0, this.#length);
    this.#memory = larger;
    return true;
  }
}

export interface Body {
  bytes: Buffer;
  /** Gives back what it took from what may be held. */
  free(): void;
}

/** Reads a body up to its limits and not a chunk more: then the stream is paused and nothing of it is kept. */
export function readBody(request: IncomingMessage, held: Held, limits: BodyLimits): Promise<Body | NoBody> {
  const body = new Growing(held, limits.bytes);
  return new Promise((resolve) => {
    const end = (result: Body | NoBody) => {
      clearTimeout(timer);
      request.off('data', take).off('end', whole).off('close', gone).off('error', gone);
      if (typeof result === 'string') {
        request.pause();
        body.free();
      }
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      if (body.length + chunk.length > limits.bytes) end('large');
      else if (!body.add(chunk)) end('full');
    };
    const whole = () => end({ bytes: body.bytes, free: () => body.free() });
    const gone = () => end('gone');
    const timer = setTimeout(() => end('slow'), limits.ms);
    request.on('data', take).on('end', whole).on('close', gone).on('error', gone);
  });
}
