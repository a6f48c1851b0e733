import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Delivery } from '../../bot/intake/item.ts';
import { createBotServer, Guard } from '../../bot/server/index.ts';

type GuardOptions = ConstructorParameters<typeof Guard>[0];
type ServerOptions = Parameters<typeof createBotServer>[0];

export const HOOK_SECRET = 'a secret of tests that is long enough';
const HOOK_PATH = '/api/github/webhooks';
export const DELIVERY_ID = '72d3162e-cc78-11e3-81ab-4c9367dc0958';

export interface TestBotServer {
  url: string;
  received: Delivery[];
  faults: unknown[];
  /** Of every connection so far; `bytesRead` says what the server has taken. */
  sockets: Socket[];
}

/** The port of the bot with its real guard; what it would store is kept in `received`. Closed when the test is over. */
export async function aBotServer(
  { secrets = [HOOK_SECRET], ...options }: Partial<GuardOptions> = {},
  server: Partial<ServerOptions> = {},
): Promise<TestBotServer> {
  const [received, faults, sockets]: [Delivery[], unknown[], Socket[]] = [[], [], []];
  const receive = async (delivery: Delivery) => void received.push(delivery);
  const guard = new Guard({ secrets, receive, onFault: (fault) => faults.push(fault), ...options });
  const listener = createBotServer({
    ...{ guard, api: async () => new Response('api', { status: 418 }), ready: async () => true },
    ...server,
  });
  const http = createServer(listener).on('checkContinue', listener);
  http.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  onTestFinished(async () => {
    http.closeAllConnections();
    await new Promise((closed) => http.close(closed));
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, received, faults, sockets };
}

export function signature(body: string | Buffer, secret = HOOK_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** The headers of a webhook that is right. */
export function hookHeaders(body: string | Buffer, headers: Record<string, string> = {}): Record<string, string> {
  return {
    ...{ 'content-type': 'application/json', 'x-github-event': 'issue_comment', 'x-github-delivery': DELIVERY_ID },
    'x-hub-signature-256': signature(body),
    ...headers,
  };
}

/** Sends a webhook; `headers` replace those that would be right. */
export function send({ url }: { url: string }, body: string | Buffer, headers: Record<string, string> = {}) {
  return fetch(url + HOOK_PATH, { method: 'POST', body, headers: hookHeaders(body, headers) });
}

/** A connection on which anything can be said. */
export class RawRequest {
  readonly socket: Socket;
  answer = '';
  readonly closed: Promise<unknown>;

  constructor({ url }: { url: string }, lines: string[]) {
    const { hostname, port, host } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.socket.on('data', (chunk) => (this.answer += chunk));
    // It is cut off in the middle of what it says: that is what is tested.
    this.socket.on('error', () => {});
    this.closed = new Promise((closed) => this.socket.on('close', closed));
    this.socket.write([`POST ${HOOK_PATH} HTTP/1.1`, `Host: ${host}`, ...lines, '', ''].join('\r\n'));
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.answer)?.[1]);
  }

  /** Sends the same piece again and again, as fast as it is taken, until that many were sent or the server has hung up. */
  async pour(piece: Buffer, count: number): Promise<void> {
    for (let sent = 0; sent < count && this.socket.writable; sent += 1) {
      if (this.socket.write(piece)) continue;
      await Promise.race([once(this.socket, 'drain').catch(() => {}), this.closed]);
    }
  }
}
