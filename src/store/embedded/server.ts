import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { AutomationError } from '../../domain/errors.ts';
import type { Link } from './link.ts';
import { faultOf, type Greeting, LINE_LIMIT, readLines, requestSchema } from './wire.ts';

interface ServerOptions {
  path: string;
  greeting: Greeting;
  call: Link['call'];
  /** A client asks a keeper to leave. */
  onRetire(): void;
}

/** Lets other processes of this user call the ledger that is open here. Never keeps the process alive. */
export class LedgerServer {
  readonly #server: Server;
  readonly #options: ServerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #underWay = new Set<Promise<void>>();
  #closing = false;
  #lastSeen = performance.now();

  private constructor(options: ServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#welcome(socket)).unref();
  }

  /** Listens on `path`, replacing what a dead owner left there. The caller holds the owner's lock. */
  static async listen(options: ServerOptions): Promise<LedgerServer> {
    const server = new LedgerServer(options);
    await rm(options.path, { force: true });
    server.#server.listen(options.path);
    await once(server.#server, 'listening');
    await chmod(options.path, 0o600);
    return server;
  }

  /** How long nobody has been connected, milliseconds. */
  get idleMs(): number {
    return this.#sockets.size > 0 ? 0 : performance.now() - this.#lastSeen;
  }

  /** Answers the calls under way and leaves later ones unanswered, for their callers to repeat elsewhere. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#server.close();
    await Promise.all(this.#underWay);
    for (const socket of this.#sockets) socket.destroySoon();
  }

  /** Leaves every call unanswered. */
  abandon(): void {
    this.#closing = true;
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #welcome(socket: Socket): void {
    this.#sockets.add(socket.unref());
    socket.on('error', () => {}); // A client that dies is not our fault; 'close' follows.
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#lastSeen = performance.now();
    });
    socket.write(`${JSON.stringify(this.#options.greeting)}\n`);
    readLines(socket, LINE_LIMIT, (line) => {
      const answering = this.#serve(socket, line).finally(() => this.#underWay.delete(answering));
      this.#underWay.add(answering);
    });
  }

  async #serve(socket: Socket, line: string): Promise<void> {
    if (this.#closing) return;
    const request = requestSchema.safeParse(parseJson(line));
    if (!request.success) {
      socket.destroy();
      return;
    }
    if ('retire' in request.data) {
      if (this.#options.greeting.keeper) this.#options.onRetire();
      return;
    }
    const { id, call, args, runnerKey } = request.data;
    try {
      const answer = await this.#options.call(call, args, runnerKey);
      socket.write(`${JSON.stringify({ id, answer })}\n`);
    } catch (error) {
      const fault = error instanceof AutomationError ? error : unexpected(error);
      socket.write(`${JSON.stringify({ id, error: faultOf(fault) })}\n`);
    }
  }
}

function unexpected(cause: unknown): AutomationError {
  return new AutomationError('internal', cause instanceof Error ? cause.message : String(cause), { cause });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
