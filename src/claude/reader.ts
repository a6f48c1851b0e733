import type { ClaudeMessage, ClaudeResultMessage } from '../contracts/claude-stream.ts';
import { type ClaudeProgress, ProgressReader } from './progress.ts';
import type { RunEnd } from './result.ts';
import { type StreamLine, StreamParser } from './stream.ts';

const MAX_STDERR_CHARS = 8_192;
const MAX_TEXT_CHARS = 200_000;

export interface RunListeners {
  onProgress?: ((event: ClaudeProgress) => void) | undefined;
  /** Every line of the stream as it is, for a log. */
  onLine?: ((line: string) => void) | undefined;
}

/** Reads the output of one run: passes on lines and progress, and keeps what its result is made of, bounded. */
export class RunReader {
  readonly #listeners: RunListeners;
  readonly #parser = new StreamParser();
  readonly #progress = new ProgressReader();
  #result: ClaudeResultMessage | undefined;
  #began = false;
  #lastText = '';
  #stderr = '';

  constructor(listeners: RunListeners) {
    this.#listeners = listeners;
  }

  /** Whether a `result` has been read; another may follow. */
  get answered(): boolean {
    return this.#result !== undefined;
  }

  push(chunk: Uint8Array): void {
    for (const line of this.#parser.push(chunk)) this.#line(line);
  }

  pushError(chunk: Uint8Array): void {
    this.#stderr = (this.#stderr + Buffer.from(chunk).toString()).slice(-MAX_STDERR_CHARS);
  }

  /** What was read, once the output has ended. */
  end(): Pick<RunEnd, 'result' | 'began' | 'lastText' | 'stderr'> {
    for (const line of this.#parser.end()) this.#line(line);
    return { result: this.#result, began: this.#began, lastText: this.#lastText, stderr: this.#stderr };
  }

  #line({ text, message }: StreamLine): void {
    this.#listeners.onLine?.(text);
    if (!message) return;
    this.#began = true;
    if (message.type === 'result') this.#result = message;
    if (message.type === 'assistant') this.#keepText(message);
    for (const event of this.#progress.read(message)) this.#listeners.onProgress?.(event);
  }

  #keepText(message: Extract<ClaudeMessage, { type: 'assistant' }>): void {
    if (message.parent_tool_use_id != null || message.is_api_error_message) return;
    const said = message.message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
    if (said !== '') this.#lastText = said.slice(0, MAX_TEXT_CHARS);
  }
}
