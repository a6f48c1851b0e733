import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ChaosOrders } from './chaos-worker.ts';

const WORKER = fileURLToPath(new URL('./chaos-worker.ts', import.meta.url));

interface Member {
  /** By which the ledger knows it; it tells when it begins. */
  id: string;
  child: ChildProcess;
  beaten: boolean;
}

/** Worker processes that are killed, frozen and replaced. */
export class Herd {
  readonly #ordersOf: (index: number) => ChaosOrders;
  readonly #members: Member[] = [];
  #frozen: Member | undefined;
  #started = 0;
  #heard = Promise.withResolvers<void>();

  constructor(ordersOf: (index: number) => ChaosOrders) {
    this.#ordersOf = ordersOf;
  }

  get size(): number {
    return this.#members.length;
  }

  start(): void {
    const orders = this.#ordersOf(this.#started);
    this.#started += 1;
    const child = fork(WORKER, [JSON.stringify(orders)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const member = { id: '', child, beaten: false };
    child.on('message', (name) => {
      if (typeof name === 'string' && name !== '') member.id = name;
      else member.beaten = true;
      this.#hear();
    });
    child.once('exit', () => this.#hear());
    this.#members.push(member);
  }

  /** Until every worker that is not frozen has had an answer of the ledger since the last time. */
  async allBeat(): Promise<void> {
    const awaited = () => this.#members.filter((member) => member !== this.#frozen);
    while (awaited().some(({ beaten }) => !beaten)) {
      const gone = awaited().find(({ child }) => child.exitCode !== null || child.signalCode !== null);
      if (gone !== undefined) throw new Error(`${gone.id} ended by itself`);
      await this.#heard.promise;
    }
    for (const member of this.#members) member.beaten = false;
  }

  /** `kill -9`; answers whom it was. Never the frozen one. */
  async kill(index: number): Promise<string> {
    const able = this.#members.filter((member) => member !== this.#frozen);
    const member = able[index % able.length];
    if (member === undefined) throw new Error('Nobody is left to be killed');
    this.#members.splice(this.#members.indexOf(member), 1);
    await end(member);
    return member.id;
  }

  /** Answers whether there is one of that name. */
  freeze(id: string): boolean {
    this.#frozen = this.#members.find((member) => member.id === id);
    return this.#frozen?.child.kill('SIGSTOP') ?? false;
  }

  thaw(): void {
    this.#frozen?.child.kill('SIGCONT');
    this.#frozen = undefined;
  }

  async endAll(): Promise<void> {
    await Promise.all(this.#members.splice(0).map(end));
  }

  #hear(): void {
    this.#heard.resolve();
    this.#heard = Promise.withResolvers();
  }
}

async function end({ child }: Member): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
