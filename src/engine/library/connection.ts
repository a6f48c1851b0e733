import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../contracts/ledger/functions.ts';
import { type AutomationOptions, automationOptionsSchema } from '../../contracts/library.ts';
import type { Store } from '../../store/index.ts';
import { applySettings } from '../apply-settings.ts';
import { type OpenLedger, openLedger } from '../open-ledger.ts';
import { runnerKey } from '../shared-ledger.ts';
import { readSurroundings, type Surroundings } from '../surroundings.ts';
import { checkInput } from './check-input.ts';

interface SharedLedger {
  ledger: Promise<OpenLedger>;
  users: number;
}

/** The ledgers that this process has open, by place and kind: whoever asks for the same one shares it. */
const OPEN = new Map<string, SharedLedger>();

const DEFAULT_SCENARIO = 'fix-bug';

/** What the classes of the library have in common: where they are, and the ledger, both looked for at first use. */
export class Connection {
  readonly options: Readonly<AutomationOptions>;
  #surroundings: Promise<Surroundings> | undefined;
  #shared: { key: string; ledger: Promise<OpenLedger> } | undefined;

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

  async store(): Promise<Store> {
    return (await this.ledger()).store;
  }

  /** Throws `store_unavailable`, `ledger_damaged`, `ledger_newer`, `config_invalid`. */
  async ledger(): Promise<OpenLedger> {
    const surroundings = await this.surroundings();
    const rehearsal = this.rehearse !== undefined;
    const { dataDirectory, settings } = surroundings;
    // Whoever is a runner never shares what somebody else has opened.
    const key = JSON.stringify([rehearsal, dataDirectory, settings.supabaseUrl, runnerKey(this.options)]);
    this.#shared ??= take(key, () => openWithSettings(surroundings, { rehearsal, env: this.options.env }));
    try {
      return await this.#shared.ledger;
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

async function openWithSettings(
  surroundings: Surroundings,
  asked: { rehearsal: boolean; env: NodeJS.ProcessEnv | undefined },
): Promise<OpenLedger> {
  // Nothing is left running behind a program that uses the library.
  const ledger = await openLedger({ surroundings, ...asked, lingerMs: 0, onNote: () => undefined });
  try {
    await applySettings(ledger.store, surroundings);
    return ledger;
  } catch (error) {
    await ledger.store.close();
    throw error;
  }
}

function take(key: string, open: () => Promise<OpenLedger>): { key: string; ledger: Promise<OpenLedger> } {
  const present = OPEN.get(key);
  if (present !== undefined) {
    present.users += 1;
    return { key, ledger: present.ledger };
  }
  const opening = { ledger: open(), users: 1 };
  OPEN.set(key, opening);
  opening.ledger.catch(() => {
    if (OPEN.get(key) === opening) OPEN.delete(key);
  });
  return { key, ledger: opening.ledger };
}

async function giveBack(key: string): Promise<void> {
  const shared = OPEN.get(key);
  if (shared === undefined) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  OPEN.delete(key);
  await (await shared.ledger).store.close();
}
