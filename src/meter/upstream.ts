import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Headers } from './headers.ts';
import { upstreamUrl } from './upstream-url.ts';

export interface UpstreamRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Headers;
  body: string | undefined;
  /** Breaks the connection, at any time. */
  signal: AbortSignal;
  /** Called once a connection stands: from then on the provider may have the request. */
  onConnected(): void;
}

/** A connection unused for this long is not used again: the provider may have closed it. */
const IDLE_MS = 30_000;

/** One provider, reached over connections that are kept. Follows no redirect. */
export class Upstream {
  readonly #base: URL;
  readonly #agent: http.Agent;

  /** Throws `config_invalid` for a plain-text address that is not this machine. */
  constructor(baseUrl: string) {
    this.#base = upstreamUrl(baseUrl);
    const kept = { keepAlive: true, timeout: IDLE_MS };
    this.#agent = this.#base.protocol === 'https:' ? new https.Agent(kept) : new http.Agent(kept);
  }

  /** Resolves when the answer's headers are here; rejects when the connection breaks before. */
  send({ method, path, headers, body, signal, onConnected }: UpstreamRequest): Promise<IncomingMessage> {
    const secure = this.#base.protocol === 'https:';
    const { request } = secure ? https : http;
    const url = new URL(this.#base.pathname.replace(/\/$/, '') + path, this.#base);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers: { ...headers, ...length }, agent: this.#agent, signal });
      outgoing.once('socket', (socket) => {
        if (socket.connecting) socket.once(secure ? 'secureConnect' : 'connect', onConnected);
        else onConnected();
      });
      outgoing.once('response', resolve);
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
