import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { AutomationError } from '../domain/errors.ts';
import type { Headers } from './headers.ts';

export interface UpstreamRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Headers;
  body: string | undefined;
  /** Breaks the connection, at any time. */
  signal: AbortSignal;
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
  send({ method, path, headers, body, signal }: UpstreamRequest): Promise<IncomingMessage> {
    const { request } = this.#base.protocol === 'https:' ? https : http;
    const url = new URL(this.#base.pathname.replace(/\/$/, '') + path, this.#base);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { method, headers: { ...headers, ...length }, agent: this.#agent, signal });
      outgoing.once('response', resolve);
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `baseUrl` as an address the key may be sent to. Throws `config_invalid`. */
export function upstreamUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))) return url;
  throw new AutomationError('config_invalid', 'The API address must be https, or http on this machine', {
    hint: 'Give an address such as https://api.anthropic.com.',
  });
}
