import type { IncomingHttpHeaders } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { createParser } from 'eventsource-parser';
import { z } from 'zod';
import { type ApiUsage, apiUsageSchema, streamEventSchema } from '../contracts/messages-api.ts';

/** What an answer told about its usage. */
export interface SeenUsage {
  /** The last figures told; `undefined` when the answer ended before any. */
  usage: ApiUsage | undefined;
  /** The figures are the answer's last word. */
  final: boolean;
  /** Bytes of generated text that came through: an upper bound of the output tokens seen, but for thinking. */
  outputBytes: number;
  /** A block of thinking has begun. */
  thinking: boolean;
  /** The answer could not be read, so nothing can be said about how much came through. */
  unreadable: boolean;
}

/** Reads the usage out of an answer that is passed on meanwhile. Holds no more than one event of it. */
export interface UsageReader {
  feed(chunk: Buffer): void;
  end(): SeenUsage;
}

/** A longer event or body is not a Messages API answer of the size we grant. */
const MAX_BUFFERED = 32 * 1024 * 1024;

/** What is neither a readable stream nor a readable body, such as a compressed one, is told as unreadable. */
export function usageReader(headers: IncomingHttpHeaders): UsageReader {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  return type.includes('text/event-stream') && encoding === 'identity' ? new StreamReader() : new BodyReader();
}

const thinkingBlockSchema = z.object({ type: z.enum(['thinking', 'redacted_thinking']) });

/** `message_start` tells input, `message_delta` overwrites with the final figures. */
class StreamReader implements UsageReader {
  readonly #decoder = new StringDecoder('utf8');
  readonly #parser = createParser({ onEvent: ({ data }) => this.#event(data), maxBufferSize: MAX_BUFFERED });
  readonly #seen: SeenUsage = {
    usage: undefined,
    final: false,
    outputBytes: 0,
    thinking: false,
    unreadable: false,
  };

  feed(chunk: Buffer): void {
    if (this.#seen.unreadable) return;
    try {
      this.#parser.feed(this.#decoder.write(chunk));
    } catch {
      this.#seen.unreadable = true;
    }
  }

  end(): SeenUsage {
    return this.#seen;
  }

  #event(data: string): void {
    const event = streamEventSchema.safeParse(parseJson(data)).data;
    if (!event) return;
    if (event.type === 'message_start') this.#tell(event.message?.usage);
    if (event.type === 'message_delta' && this.#tell(event.usage)) this.#seen.final = true;
    if (event.type === 'error') this.#seen.final = false;
    if (event.type === 'content_block_start' && thinkingBlockSchema.safeParse(event.content_block).success)
      this.#seen.thinking = true;
    if (event.type === 'content_block_delta') {
      const { type, signature, ...generated } = event.delta ?? {};
      for (const text of Object.values(generated)) {
        if (typeof text === 'string') this.#seen.outputBytes += Buffer.byteLength(text);
      }
    }
  }

  /** Fields that are told replace earlier ones; answers whether the output was among them. */
  #tell(reported: unknown): boolean {
    const told = apiUsageSchema.safeParse(reported).data;
    if (!told) return false;
    const news = Object.entries(told).filter(([, value]) => value !== null && value !== undefined);
    this.#seen.usage = { ...this.#seen.usage, ...Object.fromEntries(news) };
    return typeof told.output_tokens === 'number';
  }
}

/** A non-streaming answer: one JSON object. */
class BodyReader implements UsageReader {
  #chunks: Buffer[] = [];
  #length = 0;

  feed(chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#length <= MAX_BUFFERED) this.#chunks.push(chunk);
    else this.#chunks = [];
  }

  end(): SeenUsage {
    const body = streamEventSchema.partial().safeParse(parseJson(Buffer.concat(this.#chunks).toString())).data;
    const usage = apiUsageSchema.safeParse(body?.usage).data;
    const final = typeof usage?.output_tokens === 'number';
    return { usage, final, outputBytes: this.#length, thinking: false, unreadable: !final };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
