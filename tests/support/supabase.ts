import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LedgerFunction } from '../../src/contracts/ledger/functions.ts';
import { RUNNER_KEY_HEADER } from '../../src/domain/runner-key.ts';

/**
 * What happens to one request: `503` is answered by the gateway, `hang` never, `lose` cuts the connection before the
 * request reaches the ledger, `cut` after the ledger has done it and before anything of its answer is sent. `gone` is what
 * PostgREST answers when Postgres dies in the middle of the call.
 */
export type Fate = 'pass' | '503' | 'hang' | 'lose' | 'cut' | 'gone';

/** Takes `/rest/v1` off, as a project's gateway does, for clients that go to PostgREST itself. */
export const pastGateway: typeof fetch = (input, init) => fetch(String(input).replace('/rest/v1/', '/'), init);

/** The address of a Supabase project: takes `/rest/v1` off, hands on to PostgREST, and fails as it is told. */
export class Gateway {
  readonly url: string;
  /** Every call so far: function and arguments as they were sent. */
  readonly calls: { name: string; body: string }[] = [];
  readonly #server: Server;
  readonly #upstream: string;
  #fates: Fate[] = [];
  #otherwise: () => Fate = () => 'pass';
  readonly #fatesOf = new Map<string, Fate[]>();
  readonly #heard = new EventEmitter();

  private constructor(server: Server, upstream: string) {
    this.#server = server;
    this.#upstream = upstream;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      void this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async start(upstream: string): Promise<Gateway> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Gateway(server, upstream);
  }

  /** The next requests meet these fates, all later ones pass. */
  next(...fates: Fate[]): void {
    this.calls.length = 0;
    this.#fates = fates;
  }

  /** From now on every request for which nothing else is said meets the fate that `fate` tells. */
  always(fate: () => Fate): void {
    this.#otherwise = fate;
  }

  /** The next calls of one function meet these fates. */
  nextOf(name: LedgerFunction, ...fates: Fate[]): void {
    this.#fatesOf.set(name, fates);
  }

  /** The next call of a function has come; it may not be answered yet. */
  async sees(name: LedgerFunction): Promise<void> {
    await once(this.#heard, name);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray()).toString();
    const name = request.url?.split('/').at(-1) ?? '';
    this.calls.push({ name, body });
    this.#heard.emit(name);
    const fate = this.#fatesOf.get(name)?.shift() ?? this.#fates.shift() ?? this.#otherwise();
    if (fate === 'hang') return;
    if (fate === 'lose') {
      response.destroy();
      return;
    }
    if (fate === '503') {
      response.writeHead(503).end('upstream connect error');
      return;
    }
    if (fate === 'gone') {
      const said = { code: '', details: null, hint: null, message: '' };
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(said));
      return;
    }
    const { status, type, text } = await this.#handOn(request, body);
    if (fate === 'cut') response.destroy();
    else response.writeHead(status, { 'content-type': type }).end(text);
  }

  async #handOn(request: IncomingMessage, body: string): Promise<{ status: number; type: string; text: string }> {
    const { authorization = '', ...headers } = request.headers;
    const answer = await fetch(this.#upstream + request.url?.replace(/^\/rest\/v1/, ''), {
      method: request.method ?? 'POST',
      headers: {
        ...{ authorization, 'content-type': String(headers['content-type'] ?? 'application/json') },
        ...(typeof headers[RUNNER_KEY_HEADER] === 'string' ? { [RUNNER_KEY_HEADER]: headers[RUNNER_KEY_HEADER] } : {}),
      },
      body,
    });
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? 'text/plain',
      text: await answer.text(),
    };
  }
}
