import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** One answer of the scripted Messages API. */
export type Step =
  | { say: string }
  | { use: string; input: Record<string, unknown> }
  | { status: number; error: string }
  /** Accepts the request and never answers. */
  | 'silence';

export interface Upstream {
  url: string;
  /** Request bodies, as text, in order of arrival. */
  bodies: string[];
  /** Values of `x-api-key`, in order of arrival. */
  keys: string[];
  /** Settles when the request with this index (from 0) has arrived. */
  arrived(index: number): Promise<void>;
  /** What the tools answered, in order: the text of each `tool_result` the CLI sent back. */
  toolResults(): string[];
  close(): Promise<void>;
}

/** A Messages API on loopback that plays `steps`, one a request, and says `done` when they are used up. */
export async function startUpstream(steps: Step[]): Promise<Upstream> {
  const bodies: string[] = [];
  const keys: string[] = [];
  const waiting = new Map<number, () => void>();
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(200).end();
    const index = await received(request);
    waiting.get(index)?.();
    answer(response, steps[index] ?? { say: 'done' }, index);
  });
  async function received(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    keys.push(String(request.headers['x-api-key']));
    return bodies.push(body) - 1;
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    bodies,
    keys,
    arrived: (index) =>
      index < bodies.length ? Promise.resolve() : new Promise((resolve) => waiting.set(index, resolve)),
    toolResults: () => toolResults(bodies.at(-1) ?? '{}'),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(response: ServerResponse, step: Step, index: number): void {
  if (step === 'silence') return;
  if ('status' in step) {
    response.writeHead(step.status, { 'content-type': 'application/json', 'x-should-retry': 'false' });
    response.end(JSON.stringify({ type: 'error', error: { type: 'api_error', message: step.error } }));
    return;
  }
  const events = [messageStart(index), ...content(step, index), ...ending('say' in step)];
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
}

function messageStart(index: number) {
  const usage = { input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 };
  const message = { id: `msg_${index}`, type: 'message', role: 'assistant', model: 'claude-sonnet-5-5', content: [] };
  return { type: 'message_start', message: { ...message, stop_reason: null, stop_sequence: null, usage } };
}

function content(step: Exclude<Step, string | { status: number }>, index: number) {
  const says = 'say' in step;
  const block = says
    ? { type: 'text', text: '' }
    : { type: 'tool_use', id: `toolu_${index}`, name: step.use, input: {} };
  const delta = says
    ? { type: 'text_delta', text: step.say }
    : { type: 'input_json_delta', partial_json: JSON.stringify(step.input) };
  return [
    { type: 'content_block_start', index: 0, content_block: block },
    { type: 'content_block_delta', index: 0, delta },
    { type: 'content_block_stop', index: 0 },
  ];
}

function ending(says: boolean) {
  const delta = { stop_reason: says ? 'end_turn' : 'tool_use', stop_sequence: null };
  return [{ type: 'message_delta', delta, usage: { output_tokens: 20 } }, { type: 'message_stop' }];
}

const resultBlock = z.object({ type: z.literal('tool_result'), content: z.unknown() });
const requestBody = z.object({ messages: z.array(z.object({ content: z.unknown() })).default([]) });

function toolResults(body: string): string[] {
  const blocks = requestBody.parse(JSON.parse(body)).messages.flatMap((message) => message.content);
  return blocks.flatMap((block) => {
    const found = resultBlock.safeParse(block);
    if (!found.success) return [];
    return typeof found.data.content === 'string' ? found.data.content : JSON.stringify(found.data.content);
  });
}
