import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ProviderSignal } from '../contracts/ledger/life.ts';
import { agentHeaders, providerSignal, upstreamHeaders } from './headers.ts';
import { replyError } from './replies.ts';
import type { Upstream } from './upstream.ts';
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
 * bills nothing: it was not reached or answered with an error. The agent always gets an answer.
 */
export async function exchange(passing: Exchange): Promise<SeenUsage | undefined> {
  const { response, signal } = passing;
  const answer = await send(passing);
  // Given up while the provider was at work: it may bill what it did.
  if (answer === 'given up') return { usage: undefined, final: false, outputBytes: 0, unreadable: false };
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

async function send(passing: Exchange): Promise<IncomingMessage | 'given up' | undefined> {
  const { request, response, path, upstream, apiKey, body, signal } = passing;
  const { method = 'GET' } = request;
  try {
    return await upstream.send({ method, path, headers: upstreamHeaders(request.headers, apiKey), body, signal });
  } catch (error) {
    if (signal.aborted) return 'given up';
    const detail = error instanceof Error ? error.message : String(error);
    replyError(response, 502, `The API could not be reached (${detail}).`);
    return undefined;
  }
}
