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
  /** Who is to stand still once, does, or did: it is never killed, so that it has its chance to do harm. */
  #sleeper: Member | undefined;
  #frozenToken: string | undefined;
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
    child.on('message', (said) => {
      if (typeof said !== 'string') this.#frozenToken = (said as { frozen: string }).frozen;
      else if (said !== '') member.id = said;
      else member.beaten = true;
      this.#hear();
    });
    child.once('exit', () => this.#hear());
    this.#members.push(member);
  }

  /** Until every worker that is not frozen has had an answer of the ledger since the last time. */
  async allBeat(): Promise<void> {
    const awaited = () => this.#members.filter((member) => member !== this.#sleeper || this.#frozenToken === undefined);
    while (awaited().some(({ beaten }) => !beaten)) {
      const gone = awaited().find(({ child }) => child.exitCode !== null || child.signalCode !== null);
      if (gone !== undefined) throw new Error(`${gone.id} ended by itself`);
      await this.#heard.promise;
    }
    for (const member of this.#members) member.beaten = false;
  }

  /** `kill -9`; answers whom it was. Never the one that stands still, or did. */
  async kill(index: number): Promise<string> {
    const able = this.#members.filter((member) => member !== this.#sleeper);
    const member = able[index % able.length];
    if (member === undefined) throw new Error('Nobody is left to be killed');
    this.#members.splice(this.#members.indexOf(member), 1);
    await end(member);
    return member.id;
  }

  /** Has one of them stand still in its next run, before its effect. */
  freezeOne(): void {
    this.#sleeper = this.#members[0];
    this.#sleeper?.child.send('freeze');
  }

  /** The lease with which one stands still, once it does. */
  get frozenToken(): string | undefined {
    return this.#frozenToken;
  }

  thaw(): void {
    this.#frozenToken = undefined;
    this.#sleeper?.child.kill('SIGCONT');
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
