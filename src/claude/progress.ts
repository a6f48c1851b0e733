import type { ClaudeMessage } from '../contracts/claude-stream.ts';
import { oneLine, toolDetail } from './text.ts';

/** What a run is doing, for a person to watch. All texts are single printable lines. */
export type ClaudeProgress =
  | { kind: 'started'; model: string }
  /** A new answer of the main agent; counts from 1. */
  | { kind: 'turn'; turn: number }
  | { kind: 'tool'; tool: string; detail: string; subagent: boolean }
  | { kind: 'text'; line: string }
  | { kind: 'denied'; tool: string }
  | { kind: 'retrying'; attempt: number; attempts: number; delayMs: number; status?: number }
  | { kind: 'finished' };

/** Turns the messages of one run into progress. */
export class ProgressReader {
  #turn = 0;
  #answer: string | undefined;

  read(message: ClaudeMessage): ClaudeProgress[] {
    if (message.type === 'result') return [{ kind: 'finished' }];
    if (message.type === 'assistant') return this.#assistant(message);
    if (message.type !== 'system') return [];
    if (message.subtype === 'init') return [{ kind: 'started', model: oneLine(message.model) }];
    if (message.subtype === 'permission_denied') return [{ kind: 'denied', tool: oneLine(message.tool_name) }];
    return [retrying(message)];
  }

  #assistant(message: Extract<ClaudeMessage, { type: 'assistant' }>): ClaudeProgress[] {
    const subagent = message.parent_tool_use_id != null;
    const events: ClaudeProgress[] = [];
    // The CLI writes one line per block of an answer, all with the answer's id.
    if (!subagent && message.message.id !== this.#answer) {
      this.#answer = message.message.id;
      this.#turn += 1;
      events.push({ kind: 'turn', turn: this.#turn });
    }
    for (const block of message.message.content) {
      if (block.type === 'tool_use') {
        events.push({ kind: 'tool', tool: oneLine(block.name), detail: toolDetail(block.input), subagent });
      }
      if (block.type === 'text' && !subagent) events.push(...textLine(block.text));
    }
    return events;
  }
}

function textLine(text: string): ClaudeProgress[] {
  const line = oneLine(text.trimStart().split('\n', 1)[0] ?? '');
  return line === '' ? [] : [{ kind: 'text', line }];
}

function retrying(message: Extract<ClaudeMessage, { subtype: 'api_retry' }>): ClaudeProgress {
  const { attempt, max_retries: attempts, retry_delay_ms: delayMs, error_status: status } = message;
  return { kind: 'retrying', attempt, attempts, delayMs, ...(status == null ? {} : { status }) };
}
