import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../contracts/ledger/functions.ts';
import { AutomationError } from '../../domain/errors.ts';
import { type FileLock, tryLock } from '../../host/lock.ts';
import { checkArguments, type NamedArguments, parseAnswer } from '../contract.ts';
import type { Store } from '../store.ts';
import { connectToOwner } from './client.ts';
import type { DatabaseOptions } from './database.ts';
import { type LedgerPaths, prepareDirectory } from './folder.ts';
import { LedgerLost, type Link } from './link.ts';
import { findSocketPath } from './socket-path.ts';
import { startKeeper } from './start-keeper.ts';

/** How long a call waits for an owner, milliseconds: opening takes seconds on a slow machine. */
const PATIENCE_MS = 30_000;

export interface EmbeddedLedgerOptions {
  /** Data directory; created when missing. */
  directory: string;
  /** Uses the ledger in `<directory>/rehearsal`, marked as rehearsal when it is created. */
  rehearsal?: boolean;
  /** Default: the migrations of this package. */
  migrationsDirectory?: string;
  /** Where the snapshot of a migrated ledger lies; default: `build/` of this package. */
  snapshotDirectory?: string;
  /** How long another process keeps the ledger open after this one was its owner, milliseconds; default: not at all. */
  lingerMs?: number;
  /** Makes every call one of a runner, also where this process is the owner. */
  runnerKey?: string | undefined;
  /** A process that only keeps the ledger open has to give way, also one of this build. */
  takeOver?: boolean;
  /** Another process has called a function of the ledger that is open here. */
  onServed?: ((name: string) => void) | undefined;
}

export interface EmbeddedLedger extends Store {
  /** `owner`: this process has the Postgres data open; `client`: it calls the process that has. May change. */
  readonly role: 'owner' | 'client';
}

/**
 * Opens the ledger of a data directory, or connects to the process that has it open.
 * Throws `store_unavailable`, `ledger_damaged`, `ledger_newer`.
 */
export async function openEmbeddedLedger(options: EmbeddedLedgerOptions): Promise<EmbeddedLedger> {
  const { directory, rehearsal = false, lingerMs = 0, takeOver = false, runnerKey, onServed, ...folders } = options;
  let paths = await prepareDirectory(directory);
  if (rehearsal) paths = await prepareDirectory(join(paths.directory, 'rehearsal'));
  const database = { paths, rehearsal, ...folders };
  const link = await findLink({ database, takeOver, onServed }, performance.now() + PATIENCE_MS);
  return new SharedLedger(link, { database, lingerMs, takeOver, runnerKey, onServed });
}

interface Search {
  database: DatabaseOptions;
  takeOver: boolean;
  onServed: ((name: string) => void) | undefined;
}

interface SharedLedgerParts extends Search {
  lingerMs: number;
  runnerKey: string | undefined;
}

/** Goes on when the owner goes away: one of the processes with something to ask becomes the next one. */
class SharedLedger implements EmbeddedLedger {
  readonly #database: DatabaseOptions;
  readonly #lingerMs: number;
  readonly #runnerKey: string | undefined;
  readonly #takeOver: boolean;
  readonly #onServed: Search['onServed'];
  #link: Link;
  #search: Promise<Link> | undefined;
  #closed = false;

  constructor(link: Link, { database, lingerMs, takeOver, runnerKey, onServed }: SharedLedgerParts) {
    this.#link = link;
    this.#database = database;
    this.#lingerMs = lingerMs;
    this.#takeOver = takeOver;
    this.#onServed = onServed;
    this.#runnerKey = runnerKey;
  }

  get role(): 'owner' | 'client' {
    return this.#link.role;
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    return parseAnswer(name, await this.#ask(name, checkArguments(name, args)));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#search?.catch(() => {});
    const wasOwner = this.role === 'owner' && !this.#link.lost;
    await this.#link.close();
    const { paths, rehearsal } = this.#database;
    if (wasOwner && this.#lingerMs > 0)
      startKeeper({ directory: paths.directory, rehearsal, lingerMs: this.#lingerMs });
  }

  /** A call whose owner went away is repeated: every writing function answers a repeated request id as before. */
  async #ask(name: LedgerFunction, args: NamedArguments): Promise<string> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const link = await this.#connected(deadline);
      try {
        return await link.call(name, args, this.#runnerKey);
      } catch (error) {
        if (!(error instanceof LedgerLost)) throw error;
      }
    }
  }

  async #connected(deadline: number): Promise<Link> {
    if (this.#closed) throw new AutomationError('store_unavailable', 'The ledger was closed');
    if (!this.#link.lost) return this.#link;
    this.#search ??= findLink(
      { database: this.#database, takeOver: this.#takeOver, onServed: this.#onServed },
      deadline,
    );
    try {
      this.#link = await this.#search;
      return this.#link;
    } finally {
      this.#search = undefined;
    }
  }
}

/** Takes the lock or finds who has it, whichever comes first. */
async function findLink({ database, takeOver, onServed }: Search, deadline: number): Promise<Link> {
  const { paths } = database;
  while (performance.now() < deadline) {
    const lock = lockLedger(paths);
    if (lock !== undefined) {
      // Clients never load Postgres.
      const { becomeOwner } = await import('./owner.ts');
      return becomeOwner(lock, database, { onServed });
    }
    const patienceMs = deadline - performance.now();
    const link = await connectToOwner(await findSocketPath(paths), { patienceMs, takeOver });
    if (link !== undefined) return link;
    await delay(10 + Math.random() * 20);
  }
  throw new AutomationError('store_unavailable', `No process answered for the ledger in ${paths.directory}`, {
    hint: `One holds ${paths.lock} and is still opening the ledger, or is stuck: wait, or end it, then try again.`,
    retryable: true,
  });
}

export function lockLedger({ lock }: LedgerPaths): FileLock | undefined {
  try {
    return tryLock(lock);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AutomationError('store_unavailable', `The ledger cannot be locked with ${lock}: ${detail}`, {
      hint: 'Make the file one that this user may write to.',
      cause,
    });
  }
}
