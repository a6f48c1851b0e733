import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ProviderSignal } from '../contracts/ledger/life.ts';
import type { Upstream } from '../host/upstream.ts';
import { agentHeaders, providerSignal, upstreamHeaders } from './headers.ts';
import { replyError } from './replies.ts';
import { type SeenUsage, usageReader } from './usage-reader.ts';

/** One request on its way from the agent to the provider and back. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Path and query to forward to. */
  path: string;
  upstream: Upstream;
  apiKey: string;
  /** Replaces the body that came. */
  body: string | undefined;
  /** Aborted when the agent goes away or the meter closes. */
  signal: AbortSignal;
  onProvider(signal: ProviderSignal): void;
}

/**
 * Forwards a request and streams the answer back, reading its usage on the way. `undefined` when the provider
 * bills nothing: no connection to it stood or it answered with an error. The agent always gets an answer.
 */
export async function exchange(passing: Exchange): Promise<SeenUsage | undefined> {
  const { response, signal } = passing;
  const answer = await send(passing);
  // Broken off when the provider may have been at work: it may bill what it did.
  if (answer === 'unanswered') return UNANSWERED;
  if (answer === undefined) return undefined;
  passing.onProvider(providerSignal(answer.headers));
  const status = answer.statusCode ?? 502;
  if (status >= 300 && status < 400) {
    answer.destroy();
    replyError(response, 502, 'The API answered with a redirect, which is not followed.');
    return undefined;
  }
  const reader = usageReader(answer.headers);
  answer.on('data', (chunk: Buffer) => reader.feed(chunk));
  response.writeHead(status, agentHeaders(answer.headers));
  response.flushHeaders();
  // A broken stream is broken for the agent too; what came through is counted below.
  await pipeline(answer, response, { signal }).catch(() => response.destroy());
  return status < 300 ? reader.end() : undefined;
}

const UNANSWERED: SeenUsage = { usage: undefined, final: false, outputBytes: 0, thinking: false, unreadable: false };

/** The answer, or `unanswered` when a request that may have arrived got none; `undefined` when it cannot have arrived. */
async function send(passing: Exchange): Promise<IncomingMessage | 'unanswered' | undefined> {
  const { request, response, path, upstream, apiKey, body, signal } = passing;
  const { method = 'GET' } = request;
  const headers = upstreamHeaders(request.headers, apiKey);
  let connected = false;
  const onConnected = () => {
    connected = true;
  };
  try {
    return await upstream.send({ method, path, headers, body, signal, onConnected });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const what = connected ? 'broke the connection' : 'could not be reached';
    replyError(response, 502, `The API ${what} (${detail}).`);
    return connected ? 'unanswered' : undefined;
  }
}
