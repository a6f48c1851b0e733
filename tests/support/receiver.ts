import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** A request as it came, its signature checked. */
export interface Received {
  path: string;
  id: string;
  headers: IncomingMessage['headers'];
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects to be there
  json: any;
}

type Answer = (response: ServerResponse, received: Received) => void;

/** A receiver of webhooks on a free port, as its owner would write one. What is not signed well is answered with 401. */
export class Receiver {
  readonly received: Received[] = [];
  readonly #waiting: { count: number; done(): void }[] = [];
  readonly #server = createServer((request, response) => void this.#take(request, response));
  /** How it answers; default: 204. */
  answer: Answer = (response) => void response.writeHead(204).end();

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/in`;
  }

  /** Resolves once so many requests have come. */
  has(count: number): Promise<void> {
    if (this.received.length >= count) return Promise.resolve();
    return new Promise((done) => void this.#waiting.push({ count, done }));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { url: path = '', headers } = request;
    try {
      new Webhook(SECRET).verify(body, headers as Record<string, string>);
    } catch {
      response.writeHead(401).end();
      return;
    }
    const received = { path, headers, body, id: String(headers['webhook-id']), json: JSON.parse(body) };
    this.received.push(received);
    this.answer(response, received);
    for (const { count, done } of this.#waiting) if (this.received.length >= count) done();
  }
}
