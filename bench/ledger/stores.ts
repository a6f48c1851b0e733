import type pg from 'pg';
import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../src/contracts/ledger/functions.ts';
import { checkArguments, parseAnswer } from '../../src/store/contract.ts';
import { openSupabaseStore, type Store } from '../../src/store/index.ts';
import type { Postgrest } from '../../tests/support/postgrest.ts';
import { connectTo } from '../../tests/support/real-postgres.ts';

/** The same functions by name over one connection of `pg`, as statements that are parsed once a connection. */
class PostgresStore implements Store {
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    const given = Object.entries(checkArguments(name, args));
    const named = given.map(([argument], at) => `${argument} => $${at + 1}`).join(', ');
    const { rows } = await this.#client.query<{ answer: string | null }>({
      name: `${name} ${given.length}`,
      text: `select to_jsonb(public.${name}(${named}))::text as answer`,
      values: given.map(([, value]) => value),
    });
    return parseAnswer(name, rows[0]?.answer ?? 'null');
  }

  close(): Promise<void> {
    return this.#client.end();
  }
}

export const openPostgresStore = async (url: string): Promise<Store> => new PostgresStore(await connectTo(url));

/** The product's own store. What Supabase's gateway would do on the way, taking `/rest/v1` off, costs nothing here. */
export function openPostgrestStore(postgrest: Postgrest): Promise<Store> {
  return openSupabaseStore({
    url: postgrest.url,
    key: postgrest.serviceKey,
    fetch: (input, init) => fetch(String(input).replace('/rest/v1', ''), init),
  });
}
