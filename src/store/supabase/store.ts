import { setTimeout as delay } from 'node:timers/promises';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import {
  LEDGER_SCHEMA_VERSION,
  type LedgerArguments,
  type LedgerFunction,
  type LedgerResult,
} from '../../contracts/ledger/functions.ts';
import { AutomationError } from '../../domain/errors.ts';
import { RUNNER_KEY_HEADER } from '../../domain/runner-key.ts';
import { checkAnswer, checkArguments, demandSchema, type NamedArguments } from '../contract.ts';
import type { Store } from '../store.ts';
import { type LedgerAddress, PUSH, replyFault } from './faults.ts';
import { demandPublishableKey, demandSecretKey } from './key.ts';

/** All tries together end before the lease of a run does. */
const TIMEOUT_MS = 10_000;
const RETRIES = 4;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

export interface SupabaseStoreOptions {
  /** Address of the project, without `/rest/v1`. */
  url: string;
  /** Its secret or service_role key; for a runner its publishable or anon key. */
  key: string;
  /** Variable that the key is from, for what is said about it. */
  keyVariable?: string;
  /** Makes every call one of a runner. */
  runnerKey?: string | undefined;
  /** How long one try may take, milliseconds. */
  timeoutMs?: number;
  /** How often a call is repeated that failed for a passing reason. */
  retries?: number;
  fetch?: typeof fetch;
}

/**
 * Opens the ledger of a Supabase project. Throws `store_unavailable`, `ledger_newer`, and `config_invalid` for a key
 * that may not use it and for a project without it.
 */
export async function openSupabaseStore(options: SupabaseStoreOptions): Promise<Store> {
  const { url, key, runnerKey, keyVariable = 'SUPABASE_SECRET_KEY' } = options;
  if (runnerKey === undefined) demandSecretKey(key, keyVariable);
  else demandPublishableKey(key, keyVariable);
  const store = new SupabaseStore({ url, key, keyVariable, runnerKey }, options);
  const schema = await store.call('siso_schema', {});
  demandSchema(schema);
  if (schema.version >= LEDGER_SCHEMA_VERSION) return store;
  throw new AutomationError(
    'config_invalid',
    `The ledger on ${url} has schema ${schema.version}; this siso needs ${LEDGER_SCHEMA_VERSION}`,
    { hint: PUSH },
  );
}

class SupabaseStore implements Store {
  readonly #client: SupabaseClient;
  readonly #address: LedgerAddress;
  readonly #timeoutMs: number;
  readonly #retries: number;
  #closed = false;

  constructor(address: LedgerAddress, options: SupabaseStoreOptions) {
    const { timeoutMs = TIMEOUT_MS, retries = RETRIES, fetch: send = fetch } = options;
    this.#address = address;
    this.#timeoutMs = timeoutMs;
    this.#retries = retries;
    this.#client = createClient(address.url, address.key, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      // The key goes to the project that was named and nowhere else.
      global: {
        headers: address.runnerKey === undefined ? {} : { [RUNNER_KEY_HEADER]: address.runnerKey },
        fetch: (input, init) => send(input, { ...init, redirect: 'error' }),
      },
    });
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    return checkAnswer(name, await this.#ask(name, checkArguments(name, args)));
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /**
   * Repeats what failed for a passing reason, also when it may have taken effect: a function that writes takes a request
   * id and answers a repeated one as before; one that takes none only reads, or ends what is overdue.
   */
  async #ask(name: LedgerFunction, args: NamedArguments): Promise<unknown> {
    for (let tried = 0; ; tried += 1) {
      if (this.#closed) throw new AutomationError('store_unavailable', 'The ledger was closed');
      const signal = AbortSignal.timeout(this.#timeoutMs);
      const { data, error, status } = await this.#client.rpc(name, args).abortSignal(signal);
      if (error === null) return data;
      const fault = replyFault({ status, error }, this.#address);
      if (!fault.retryable || tried >= this.#retries) throw fault;
      await delay(pauseMs(tried));
    }
  }
}

/** Any time up to a longest one that doubles: clients that failed together do not come back together. */
function pauseMs(tried: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tried);
}
