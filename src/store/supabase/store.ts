import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import {
  LEDGER_SCHEMA_VERSION,
  type LedgerArguments,
  type LedgerFunction,
  type LedgerResult,
} from '../../contracts/ledger/functions.ts';
import type { Network } from '../../contracts/meter.ts';
import { AutomationError } from '../../domain/errors.ts';
import { RUNNER_KEY_HEADER } from '../../domain/runner-key.ts';
import { openWay, type Way } from '../../host/way.ts';
import { checkAnswer, checkArguments, demandSchema, type NamedArguments } from '../contract.ts';
import type { Store } from '../store.ts';
import { type LedgerAddress, pushHint, replyFault } from './faults.ts';
import { demandPublishableKey, demandSecretKey } from './key.ts';
import { toldPause } from './retry-after.ts';

const TIMEOUT_MS = 10_000;
/** When the last try of a call may begin: it ends before the lease of a run does. */
const LAST_TRY_MS = 60_000;
const RETRIES = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/** How long somebody waits for an answer. */
interface Patience {
  /** How long one try may take, milliseconds. */
  timeoutMs?: number;
  /** How often a call is repeated that failed for a passing reason. */
  retries?: number;
}

export interface SupabaseStoreOptions extends Patience {
  /** Address of the project, without `/rest/v1`. */
  url: string;
  /** Its secret or service_role key; for a runner its publishable or anon key. */
  key: string;
  /** Variable that the key is from, for what is said about it. */
  keyVariable?: string;
  /** Makes every call one of a runner. */
  runnerKey?: string | undefined;
  /** For the first question, when it is another. */
  opening?: Patience;
  /** Proxy and certificate authorities on the way. */
  network?: Network | undefined;
  fetch?: typeof fetch;
}

export interface SharedStore extends Store {
  /** What the ledger said of itself when it was opened. */
  readonly schema: LedgerResult<'siso_schema'>;
}

/**
 * Opens the ledger of a Supabase project. Throws `store_unavailable`, `ledger_newer`, and `config_invalid` for a key
 * that may not use it and for a project without it.
 */
export async function openSupabaseStore(options: SupabaseStoreOptions): Promise<SharedStore> {
  const { url, key, runnerKey, keyVariable = 'SUPABASE_SECRET_KEY', opening } = options;
  if (runnerKey === undefined) demandSecretKey(key, keyVariable);
  else demandPublishableKey(key, keyVariable);
  const way = await openWay(url, options.network);
  const store = new SupabaseStore({ url, key, keyVariable, runnerKey }, { ...options, way });
  try {
    store.schema = await store.call('siso_schema', {}, opening);
    demandSchema(store.schema);
    if (store.schema.version >= LEDGER_SCHEMA_VERSION) return store;
    const message = `The ledger on ${url} has schema ${store.schema.version}; this siso needs ${LEDGER_SCHEMA_VERSION}`;
    throw new AutomationError('config_invalid', message, { hint: pushHint(url) });
  } catch (error) {
    await store.close();
    throw error;
  }
}

class SupabaseStore implements SharedStore {
  /** Set before anybody is given the store. */
  schema: SharedStore['schema'] = { version: 0, minClient: 0, rehearsal: false, runner: null };
  readonly #client: SupabaseClient;
  readonly #address: LedgerAddress;
  readonly #way: Way;
  readonly #patience: Required<Patience>;
  /** What servers asked for, by the signal of the try. */
  readonly #told = new WeakMap<AbortSignal, number>();
  #closed = false;

  constructor(address: LedgerAddress, options: SupabaseStoreOptions & { way: Way }) {
    const { timeoutMs = TIMEOUT_MS, retries = RETRIES, way, fetch: send = way.fetch } = options;
    this.#address = address;
    this.#way = way;
    this.#patience = { timeoutMs, retries };
    this.#client = createClient(address.url, address.key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      global: {
        headers: address.runnerKey === undefined ? {} : { [RUNNER_KEY_HEADER]: address.runnerKey },
        fetch: async (input, init) => {
          // The key goes to the project that was named and nowhere else.
          const response = await send(input, { ...init, redirect: 'error' });
          const told = toldPause(response);
          if (told !== undefined && init?.signal) this.#told.set(init.signal, told);
          return response;
        },
      },
    });
  }

  async call<Name extends LedgerFunction>(
    name: Name,
    args: LedgerArguments<Name>,
    patience?: Patience,
  ): Promise<LedgerResult<Name>> {
    return checkAnswer(name, await this.#ask(name, checkArguments(name, args), { ...this.#patience, ...patience }));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#way.close();
  }

  /**
   * Repeats what failed for a passing reason, also when it may have taken effect: a function that writes takes a request
   * id and answers a repeated one as before; one that takes none only reads, or ends what is overdue.
   */
  async #ask(name: LedgerFunction, args: NamedArguments, { timeoutMs, retries }: Required<Patience>): Promise<unknown> {
    const startedAt = performance.now();
    for (let tried = 0; ; tried += 1) {
      if (this.#closed) throw new AutomationError('store_unavailable', 'The ledger was closed');
      const signal = AbortSignal.timeout(timeoutMs);
      const { data, error, status } = await this.#client.rpc(name, args).abortSignal(signal);
      if (error === null) return data;
      const fault = replyFault({ status, error }, this.#address);
      const pause = this.#told.get(signal) ?? pauseMs(tried);
      const isLate = performance.now() - startedAt + pause > LAST_TRY_MS;
      if (!fault.retryable || tried >= retries || isLate) throw fault;
      await delay(pause);
    }
  }
}

/** Any time up to a longest one that doubles: clients that failed together do not come back together. */
function pauseMs(tried: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tried);
}
