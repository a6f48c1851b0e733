import { AutomationError } from '../../domain/errors.ts';
import type { FileLock } from '../../host/lock.ts';
import type { NamedArguments } from '../contract.ts';
import { buildMark } from './build-mark.ts';
import { type DatabaseOptions, type LedgerDatabase, openDatabase } from './database.ts';
import type { LedgerPaths } from './folder.ts';
import type { Link } from './link.ts';
import { LedgerServer } from './server.ts';
import { chooseSocketPath, leaveSocketPath } from './socket-path.ts';

/** Opens the ledger and serves it to the other processes, until closed. Takes over `lock`, also when it fails. */
export async function becomeOwner(
  lock: FileLock,
  options: DatabaseOptions,
  { keeper = false, onServed }: { keeper?: boolean; onServed?: ((name: string) => void) | undefined } = {},
): Promise<OwnerLink> {
  let database: LedgerDatabase | undefined;
  try {
    database = await openDatabase(options);
    const owner = new OwnerLink(database, { lock, paths: options.paths, onServed });
    await owner.serve(keeper);
    return owner;
  } catch (error) {
    await database?.close();
    lock.release();
    throw error;
  }
}

interface OwnerParts {
  lock: FileLock;
  paths: LedgerPaths;
  /** Another process has called a function. */
  onServed: ((name: string) => void) | undefined;
}

export class OwnerLink implements Link {
  readonly role = 'owner';
  readonly #database: LedgerDatabase;
  readonly #lock: FileLock;
  readonly #paths: LedgerPaths;
  readonly #onServed: OwnerParts['onServed'];
  #server: LedgerServer | undefined;
  #lost = false;
  #closing: Promise<void> | undefined;

  constructor(database: LedgerDatabase, { lock, paths, onServed }: OwnerParts) {
    this.#database = database;
    this.#lock = lock;
    this.#paths = paths;
    this.#onServed = onServed;
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** How long no other process has been connected, milliseconds. */
  get idleMs(): number {
    return this.#server?.idleMs ?? 0;
  }

  async serve(keeper: boolean): Promise<void> {
    const path = await chooseSocketPath(this.#paths);
    const call: Link['call'] = async (...asked) => {
      const answer = await this.call(...asked);
      this.#onServed?.(asked[0]);
      return answer;
    };
    try {
      const greeting = { ...this.#database.schema, keeper, build: buildMark(), bindsRunners: true };
      this.#server = await LedgerServer.listen({ path, greeting, call, onRetire: () => void this.close() });
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new AutomationError('store_unavailable', `The ledger cannot be shared on ${path}: ${detail}`, {
        hint: 'Choose a data directory on a local disk: it must be able to hold a Unix socket.',
        cause,
      });
    }
  }

  async call(name: string, args: NamedArguments, runnerKey?: string): Promise<string> {
    try {
      return await this.#database.call(name, args, runnerKey);
    } finally {
      if (this.#database.dead) this.#stepDown();
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#lost ? Promise.resolve() : this.#leave();
    return this.#closing;
  }

  async #leave(): Promise<void> {
    this.#lost = true;
    await this.#server?.close();
    await this.#database.close();
    await leaveSocketPath(this.#paths);
    this.#lock.release();
  }

  /** Whoever takes the lock next opens the ledger anew and lets Postgres recover. */
  #stepDown(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#server?.abandon();
    this.#lock.release();
  }
}
