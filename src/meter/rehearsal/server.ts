import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type MessagesRequest, messagesRequestSchema } from '../../contracts/messages-api.ts';
import type { Fault, Scenario } from '../../contracts/scenario.ts';
import { contentOf, Faults, stepFor, tokensIn, usageOf } from './script.ts';
import { type ScriptedMessage, sendEvents, streamEvents, wholeMessage } from './stream.ts';

const ERROR_TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Opens the scripted Messages API on a free loopback port and answers its address. It lives as long as this process. */
export function startRehearsal(scenario: Scenario): Promise<string> {
  const faults = new Faults();
  const server = createServer((request, response) => {
    answer({ scenario, faults, request, response }).catch(() => response.destroy());
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

interface Exchange {
  scenario: Scenario;
  faults: Faults;
  request: IncomingMessage;
  response: ServerResponse;
}

async function answer({ scenario, faults, request, response }: Exchange): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method !== 'POST') return sendJson(response, 200, { data: [], has_more: false });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const asked = messagesRequestSchema.parse(JSON.parse(body));
  if (pathname.endsWith('/count_tokens')) return sendJson(response, 200, { input_tokens: tokensIn(body) });
  const step = stepFor(scenario, asked);
  const id = randomUUID().replaceAll('-', '');
  const content = contentOf(step, id);
  const fault = faults.strike(step);
  const message: ScriptedMessage = {
    id: `msg_${id}`,
    model: asked.model,
    content,
    stopReason: step.tools ? 'tool_use' : 'end_turn',
    usage: usageOf(step, asked, body),
  };
  if (fault) return sendFault(response, fault, message);
  sendMessage(response, asked, message);
}

function sendMessage(response: ServerResponse, asked: MessagesRequest, message: ScriptedMessage): void {
  if (!asked.stream) {
    sendJson(response, 200, wholeMessage(message));
    return;
  }
  startStream(response);
  sendEvents(response, streamEvents(message));
  response.end();
}

function sendFault(response: ServerResponse, fault: Fault, message: ScriptedMessage): void {
  if (fault.kind === 'error') sendError(response, fault);
  else startStream(response);
  if (fault.kind !== 'cut') return;
  const events = streamEvents(message);
  sendEvents(response, events.slice(0, Math.ceil(events.length / 2)));
  // Broken off only after the first half is on its way.
  response.write(':\n\n', () => response.destroy());
}

function sendError(response: ServerResponse, { status, retryAfterSeconds }: Extract<Fault, { kind: 'error' }>): void {
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', String(retryAfterSeconds));
  const type = ERROR_TYPES[status] ?? 'api_error';
  sendJson(response, status, { type: 'error', error: { type, message: `Rehearsed error ${status}` } });
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
