import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../contracts/ledger/functions.ts';
import { type AutomationOptions, automationOptionsSchema } from '../../contracts/library.ts';
import type { Store } from '../../store/index.ts';
import { applySettings } from '../apply-settings.ts';
import { openLedger } from '../open-ledger.ts';
import { readSurroundings, type Surroundings } from '../surroundings.ts';
import { checkInput } from './check-input.ts';

interface SharedStore {
  store: Promise<Store>;
  users: number;
}

/** The ledgers that this process has open, by folder and kind: whoever asks for the same one shares it. */
const OPEN = new Map<string, SharedStore>();

const DEFAULT_SCENARIO = 'fix-bug';

/** What the classes of the library have in common: where they are, and the ledger, both looked for at first use. */
export class Connection {
  readonly options: Readonly<AutomationOptions>;
  #surroundings: Promise<Surroundings> | undefined;
  #shared: { key: string; store: Promise<Store> } | undefined;

  constructor(options: AutomationOptions, what: string) {
    this.options = checkInput(automationOptionsSchema, options, `new ${what}`);
  }

  /** The scenario of a rehearsal. */
  get rehearse(): string | undefined {
    const { rehearse } = this.options;
    return rehearse === true ? DEFAULT_SCENARIO : rehearse;
  }

  /** Throws `config_invalid`. */
  surroundings(): Promise<Surroundings> {
    this.#surroundings ??= readSurroundings(this.options).catch((error: unknown) => {
      this.#surroundings = undefined;
      throw error;
    });
    return this.#surroundings;
  }

  /** Who is written into the audit. */
  async actor(): Promise<string> {
    return this.options.actor ?? (await this.surroundings()).actor;
  }

  /** Throws `store_unavailable`, `ledger_damaged`, `ledger_newer`, `config_invalid`. */
  async store(): Promise<Store> {
    const surroundings = await this.surroundings();
    const rehearsal = this.rehearse !== undefined;
    this.#shared ??= take(`${rehearsal ? 'rehearsal' : 'ledger'} ${surroundings.dataDirectory}`, () =>
      openWithSettings(surroundings, rehearsal),
    );
    try {
      return await this.#shared.store;
    } catch (error) {
      this.#shared = undefined;
      throw error;
    }
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    return (await this.store()).call(name, args);
  }

  /** Gives the ledger back; the last one who had it closes it. A later call opens it again. */
  async close(): Promise<void> {
    const shared = this.#shared;
    this.#shared = undefined;
    this.#surroundings = undefined;
    if (shared !== undefined) await giveBack(shared.key);
  }
}

async function openWithSettings(surroundings: Surroundings, rehearsal: boolean): Promise<Store> {
  const { dataDirectory } = surroundings;
  // Nothing is left running behind a program that uses the library.
  const store = await openLedger({ dataDirectory, rehearsal, lingerMs: 0, onNote: () => undefined });
  try {
    await applySettings(store, surroundings);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

function take(key: string, open: () => Promise<Store>): { key: string; store: Promise<Store> } {
  const present = OPEN.get(key);
  if (present !== undefined) {
    present.users += 1;
    return { key, store: present.store };
  }
  const opening = { store: open(), users: 1 };
  OPEN.set(key, opening);
  opening.store.catch(() => {
    if (OPEN.get(key) === opening) OPEN.delete(key);
  });
  return { key, store: opening.store };
}

async function giveBack(key: string): Promise<void> {
  const shared = OPEN.get(key);
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  OPEN.delete(key);
  await (await shared.store).close();
}
