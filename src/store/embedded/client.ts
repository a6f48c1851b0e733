import { createConnection, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { AutomationError } from '../../domain/errors.ts';
import { demandSchema, type NamedArguments } from '../contract.ts';
import { buildMark } from './build-mark.ts';
import { LedgerLost, type Link } from './link.ts';
import { errorOf, type Greeting, greetingSchema, LINE_LIMIT, readLines, replySchema } from './wire.ts';

interface Waiting {
  resolve(answer: string): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

/**
 * Connects to the owner that listens on `path`; `undefined` when there is none (yet).
 * Throws `ledger_newer`, and `store_unavailable` when the owner says nothing for `patienceMs`.
 */
export async function connectToOwner(
  path: string,
  { patienceMs, takeOver }: { patienceMs: number; takeOver: boolean },
): Promise<Link | undefined> {
  const client = new ClientLink(createConnection(path), patienceMs);
  try {
    const { keeper, build } = await client.greeted;
    if (!keeper || (build === buildMark() && !takeOver)) return client;
    await client.retireOwner();
    return undefined;
  } catch (error) {
    await client.close();
    if (error instanceof LedgerLost) return undefined;
    throw error;
  }
}

class ClientLink implements Link {
  readonly role = 'client';
  /** Settles when the owner has told its schema. */
  readonly greeted: Promise<Greeting>;
  readonly #socket: Socket;
  readonly #patienceMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(socket: Socket, patienceMs: number) {
    this.#socket = socket;
    this.#patienceMs = patienceMs;
    // The greeting is awaited like the answer to a call with the id 0.
    this.greeted = this.#answerTo(0).then(greetingOf);
    this.greeted.catch(() => {});
    socket.on('error', () => {}); // 'close' follows.
    socket.on('close', () => this.#giveUp());
    readLines(socket, Number.POSITIVE_INFINITY, (line) => this.#receive(line));
  }

  get lost(): boolean {
    return this.#socket.destroyed;
  }

  async call(name: string, args: NamedArguments, runnerKey?: string): Promise<string> {
    if (this.lost) throw new LedgerLost();
    if (runnerKey !== undefined && !(await this.greeted).bindsRunners) throw bindsNobody();
    this.#lastId += 1;
    const line = JSON.stringify({ id: this.#lastId, call: name, args, runnerKey });
    if (line.length > LINE_LIMIT) {
      throw new AutomationError('usage', `The arguments of ${name} are larger than ${LINE_LIMIT} characters`, {
        hint: 'Shorten the text.',
      });
    }
    this.#socket.write(`${line}\n`);
    return this.#answerTo(this.#lastId);
  }

  /** Asks a keeper to leave and waits until it is gone; whoever takes the lock then is the next owner. */
  async retireOwner(): Promise<void> {
    const gone = new Promise((resolve) => this.#socket.once('close', resolve));
    this.#socket.ref().write(`${JSON.stringify({ retire: true })}\n`);
    await Promise.race([gone, delay(this.#patienceMs, undefined, { ref: false })]);
  }

  async close(): Promise<void> {
    this.#socket.destroy();
  }

  #answerTo(id: number): Promise<string> {
    this.#socket.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#take(id)?.reject(tooSlow(this.#patienceMs)), this.#patienceMs);
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  /** Ends the waiting for `id`. A client without an open call does not keep its process alive. */
  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    clearTimeout(waiting?.timer);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#socket.unref();
    return waiting;
  }

  #receive(line: string): void {
    if (this.#waiting.has(0)) {
      this.#take(0)?.resolve(line);
      return;
    }
    const reply = replySchema.parse(JSON.parse(line));
    if ('answer' in reply) this.#take(reply.id)?.resolve(reply.answer);
    else this.#take(reply.id)?.reject(errorOf(reply.error));
  }

  #giveUp(): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new LedgerLost());
  }
}

function greetingOf(line: string): Greeting {
  const greeting = greetingSchema.parse(JSON.parse(line));
  demandSchema(greeting);
  return greeting;
}

/** An owner of an earlier build would take a runner for somebody who may do everything. */
function bindsNobody(): AutomationError {
  return new AutomationError('ledger_conflict', 'The process that has this ledger open knows nothing of runner keys', {
    hint: 'Update siso there, or wait until it ends, then try again.',
  });
}

function tooSlow(patienceMs: number): AutomationError {
  return new AutomationError('store_unavailable', `The ledger's owner did not answer within ${patienceMs / 1000} s`, {
    hint: 'Another process of siso has this ledger open and is stuck: end it, then try again.',
    retryable: true,
  });
}
