import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { MeterConfig } from '../contracts/meter.ts';
import type { UsageEntry } from '../domain/prices.ts';
import type { Upstream } from '../host/upstream.ts';
import { readBody } from './body.ts';
import { exchange } from './exchange.ts';
import type { Governor } from './governor.ts';
import { carriesKey } from './headers.ts';
import { type PaidRequest, Pricing, Refusal, readRequest } from './paid-request.ts';
import { replyError } from './replies.ts';

export interface GatewayParts {
  config: MeterConfig;
  governor: Governor;
  upstream: Upstream;
  /** The real key, sent in place of the agent's. */
  apiKey: string;
}

const KEEP_ALIVE_MS = 10 * 60_000;

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  /** The path and query to forward. */
  path: string;
  /** Aborted when the agent goes away or the meter closes. */
  signal: AbortSignal;
}

/** The API on loopback that the agent talks to: checks, admits, forwards and counts its requests. */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #pricing: Pricing;
  readonly #server: Server;
  readonly #open = new Map<AbortController, Promise<void>>();

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.#pricing = new Pricing(parts.config);
    // Minutes may pass between two requests of a run; a connection closed meanwhile would cost a retry.
    const options = { keepAliveTimeout: KEEP_ALIVE_MS };
    this.#server = createServer(options, (request, response) => this.#track(request, response));
  }

  /** Opens a free port on 127.0.0.1 and answers its number. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address();
        if (typeof address === 'object' && address) resolve(address.port);
      });
    });
  }

  /** Closes the port at once and breaks what is in flight; resolves when all of it is booked. */
  async close(): Promise<void> {
    this.#server.close();
    for (const call of this.#open.keys()) call.abort();
    this.#server.closeAllConnections();
    await Promise.all(this.#open.values());
    this.#parts.upstream.close();
  }

  #track(request: IncomingMessage, response: ServerResponse): void {
    const controller = new AbortController();
    response.once('close', () => controller.abort());
    const url = URL.parse(request.url ?? '/', 'http://127.0.0.1');
    const call = { request, response, signal: controller.signal, path: url ? url.pathname + url.search : '/' };
    const handled = this.#handle(call, `${request.method} ${url?.pathname}`)
      .catch(() => replyError(response, 500, 'The meter failed to handle this request.'))
      .finally(() => this.#open.delete(controller));
    this.#open.set(controller, handled);
  }

  async #handle(call: Call, route: string): Promise<void> {
    const { request, response } = call;
    const { config, governor } = this.#parts;
    if (!carriesKey(request.headers, config.agentKey))
      return replyError(response, 401, 'This port serves one run only, and the key is not its key.');
    if (governor.refusal) return replyError(response, 402, governor.refusal);
    if (route === 'POST /v1/messages') return this.#messages(call);
    if (route === 'POST /v1/messages/count_tokens') return this.#countTokens(call);
    if (route === 'HEAD /api/hello' || /^GET \/v1\/models(\/[\w.:@-]+)?$/.test(route))
      return this.#free(call, undefined);
    replyError(response, 404, `The meter does not forward ${route.slice(0, 200)}.`);
  }

  async #messages(call: Call): Promise<void> {
    const request = await this.#readRequest(call);
    if (!request) return;
    const paid = this.#pricing.demandOf(request, call.request.headers);
    if (paid instanceof Refusal) return replyError(call.response, paid.status, paid.message);
    await this.#forwardPaid(call, paid);
  }

  async #forwardPaid(call: Call, paid: PaidRequest): Promise<void> {
    const { governor } = this.#parts;
    const ticket = await governor.admit(paid.demand, call.signal);
    if (ticket.decision === 'given_up') return;
    if (ticket.decision === 'stopped') return replyError(call.response, 402, ticket.stopped.message);
    const body = JSON.stringify({ ...paid.request, max_tokens: ticket.maxTokens });
    // Stays if the exchange fails in a way nobody thought of.
    let used: UsageEntry | undefined = ticket.worst;
    try {
      const seen = await this.#exchange(call, body);
      used = seen && this.#pricing.usageOf(paid, ticket, seen);
    } finally {
      governor.settle(ticket.id, used);
    }
  }

  async #countTokens(call: Call): Promise<void> {
    const request = await this.#readRequest(call);
    if (request) await this.#free(call, JSON.stringify(request));
  }

  async #free(call: Call, body: string | undefined): Promise<void> {
    await this.#exchange(call, body);
  }

  #exchange(call: Call, body: string | undefined) {
    const { upstream, apiKey, governor } = this.#parts;
    return exchange({ ...call, body, upstream, apiKey, onProvider: (signal) => governor.hear(signal) });
  }

  /** The request's body when it may be forwarded; otherwise it has been answered. */
  async #readRequest({ request, response }: Call) {
    const body = await readBody(request);
    if (body === undefined) {
      // Read to its end and dropped, or the agent would see a broken connection instead of the answer.
      request.resume();
      replyError(response, 413, 'The request is larger than 32 MiB.');
      return undefined;
    }
    const read = readRequest(body, this.#parts.config.models);
    if (!(read instanceof Refusal)) return read;
    replyError(response, read.status, read.message);
    return undefined;
  }
}
