import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { Network } from '../contracts/meter.ts';
import { openRoute, type Route } from './route.ts';
import { upstreamUrl } from './upstream-url.ts';

export interface UpstreamRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Record<string, string | string[]>;
  body: string | undefined;
  /** Breaks the connection, at any time. */
  signal: AbortSignal;
  /** Called once a connection stands: from then on the provider may have the request. */
  onConnected?(): void;
  /** Instead of the machine's own, for a new connection that no proxy makes: it may refuse an address before it is used. */
  lookup?: LookupFunction;
}

/** One provider, reached over connections that are kept. Follows no redirect. */
export class Upstream {
  readonly #base: URL;
  readonly #route: Route;
  /** Connections whose handshake is done; a proxy's tunnel stands before it. */
  readonly #secured = new WeakSet<Socket>();

  private constructor(base: URL, route: Route) {
    this.#base = base;
    this.#route = route;
  }

  /** Throws `config_invalid` for a plain-text address that is not this machine. */
  static async open(baseUrl: string, network: Network = {}): Promise<Upstream> {
    const base = upstreamUrl(baseUrl);
    return new Upstream(base, await openRoute(base, network));
  }

  /** Resolves when the answer's headers are here; rejects when the connection breaks before. */
  send({ method, path, headers, body, signal, onConnected, lookup }: UpstreamRequest): Promise<IncomingMessage> {
    const { request } = this.#isSecure ? https : http;
    const url = new URL(this.#base.pathname.replace(/\/$/, '') + path, this.#base);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const how = { agent: this.#route.agent, signal, ...(lookup === undefined ? {} : { lookup }) };
      const outgoing = request(url, { method, headers: { ...headers, ...length }, ...how });
      const tunnel = this.#watchTunnel(outgoing);
      outgoing.once('socket', (socket) => this.#whenStanding(socket, onConnected));
      outgoing.once('response', resolve);
      outgoing.on('error', (error) => reject(this.#explained(error, tunnel.open)));
      outgoing.end(body);
    });
  }

  close(): void {
    this.#route.agent.destroy();
  }

  get #isSecure(): boolean {
    return this.#base.protocol === 'https:';
  }

  /** What a proxy answers instead of opening the tunnel must not be taken for the provider's answer. */
  #watchTunnel(outgoing: ClientRequest): { open: boolean } {
    const tunnel = { open: this.#route.proxy === undefined };
    outgoing.once('proxyConnect', ({ statusCode, statusText }: { statusCode: number; statusText: string }) => {
      if (statusCode === 200) tunnel.open = true;
      else outgoing.destroy(new Error(`it answered ${statusCode} ${statusText}`.trim()));
    });
    // A connection that is kept has its tunnel already.
    outgoing.once('socket', (socket) => {
      if (this.#secured.has(socket)) tunnel.open = true;
    });
    return tunnel;
  }

  #whenStanding(socket: Socket, onConnected: () => void = () => {}): void {
    const stands = this.#isSecure ? this.#secured.has(socket) : !socket.connecting;
    if (stands) onConnected();
    else
      socket.once(this.#isSecure ? 'secureConnect' : 'connect', () => {
        this.#secured.add(socket);
        onConnected();
      });
  }

  /** Says what a person can do something about; the agent shows it. */
  #explained(error: NodeJS.ErrnoException, tunnelOpen: boolean): Error {
    if (!tunnelOpen)
      return new Error(`the proxy ${this.#route.proxy} opens no way to it: ${error.message}`, { cause: error });
    if (!UNTRUSTED.has(error.code ?? '')) return error;
    const what = `the certificate of ${this.#base.hostname} is of an authority that is not trusted here`;
    return new Error(`${what}: ${error.message}; name its PEM file with SISO_CA_FILE`, { cause: error });
  }
}

const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);
