import type { ServerResponse } from 'node:http';
import type { Block } from '../../contracts/messages-api.ts';
import type { ScriptedUsage } from './script.ts';

export interface ScriptedMessage {
  id: string;
  model: string;
  content: Block[];
  stopReason: 'tool_use' | 'end_turn';
  usage: ScriptedUsage;
}

type StreamEvent = { type: string } & Record<string, unknown>;

const CHUNK = 40;

/** The message as one JSON body, for requests that do not stream. */
export function wholeMessage({ id, model, content, stopReason, usage }: ScriptedMessage) {
  const role = { type: 'message', role: 'assistant' };
  return { id, ...role, model, content, stop_reason: stopReason, stop_sequence: null, usage };
}

/** The server-sent events of the message, in the order and form of the Messages API. */
export function streamEvents(message: ScriptedMessage): StreamEvent[] {
  const { stopReason, usage } = message;
  const started = { ...wholeMessage(message), content: [], stop_reason: null, usage: { ...usage, output_tokens: 1 } };
  return [
    { type: 'message_start', message: started },
    ...message.content.flatMap(blockEvents),
    { type: 'message_delta', delta: { stop_reason: stopReason, stop_sequence: null }, usage },
    { type: 'message_stop' },
  ];
}

function blockEvents(block: Block, index: number): StreamEvent[] {
  const isText = block.type === 'text';
  const text = isText ? String(block.text) : JSON.stringify(block.input);
  const deltas = (text.match(new RegExp(`.{1,${CHUNK}}`, 'gsu')) ?? []).map((part) =>
    isText ? { type: 'text_delta', text: part } : { type: 'input_json_delta', partial_json: part },
  );
  return [
    { type: 'content_block_start', index, content_block: isText ? { ...block, text: '' } : { ...block, input: {} } },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

export function sendEvents(response: ServerResponse, events: StreamEvent[]): void {
  for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
}
