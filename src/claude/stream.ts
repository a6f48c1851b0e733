import { type ClaudeMessage, claudeMessageSchema } from '../contracts/claude-stream.ts';

/** A line longer than this is thrown away; the CLI's own lines stay far below. */
const MAX_LINE_CHARS = 16 * 1024 * 1024;

export interface StreamLine {
  text: string;
  /** Absent when the line is not a message we can read. */
  message?: ClaudeMessage;
}

/** Cuts the CLI's output into lines and reads them. Broken lines are counted, never thrown. */
export class StreamParser {
  readonly #decoder = new TextDecoder();
  readonly #maxLine: number;
  #rest = '';
  #tooLong = false;
  #broken = 0;

  constructor({ maxLineChars = MAX_LINE_CHARS }: { maxLineChars?: number } = {}) {
    this.#maxLine = maxLineChars;
  }

  /** Lines that could not be read so far. */
  get brokenLines(): number {
    return this.#broken;
  }

  push(chunk: Uint8Array): StreamLine[] {
    const pieces = this.#decoder.decode(chunk, { stream: true }).split('\n');
    const last = pieces.pop() ?? '';
    const lines = pieces.flatMap((piece) => this.#finish(piece));
    this.#keep(last);
    return lines;
  }

  /** The last line, when the output ended without a line break. */
  end(): StreamLine[] {
    return this.#finish(this.#decoder.decode());
  }

  #keep(piece: string): void {
    this.#tooLong ||= this.#rest.length + piece.length > this.#maxLine;
    this.#rest = this.#tooLong ? '' : this.#rest + piece;
  }

  #finish(piece: string): StreamLine[] {
    this.#keep(piece);
    const [text, tooLong] = [this.#rest.trim(), this.#tooLong];
    this.#rest = '';
    this.#tooLong = false;
    if (text === '' && !tooLong) return [];
    const message = tooLong ? undefined : readMessage(text);
    if (!message) this.#broken += 1;
    return tooLong ? [] : [message ? { text, message } : { text }];
  }
}

function readMessage(line: string): ClaudeMessage | undefined {
  try {
    return claudeMessageSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
