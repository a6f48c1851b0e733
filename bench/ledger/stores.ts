import pg from 'pg';
import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../src/contracts/ledger/functions.ts';
import { checkArguments, parseAnswer } from '../../src/store/contract.ts';
import { openSupabaseStore, type Store } from '../../src/store/index.ts';
import type { Postgrest } from '../../tests/support/postgrest.ts';
import { connectTo } from '../../tests/support/real-postgres.ts';

/** Connections of a pool: one works, the next one is there already. */
const POOL = 2;

/** The same functions by name over `pg`, as statements that are parsed once a connection. */
class PostgresStore implements Store {
  readonly #client: pg.Client | pg.Pool;
  readonly #end: () => Promise<void>;

  constructor(client: pg.Client | pg.Pool, end = () => client.end()) {
    this.#client = client;
    this.#end = end;
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
    return this.#end();
  }
}

export const openPostgresStore = async (url: string): Promise<Store> => new PostgresStore(await connectTo(url));

/**
 * As many clients of one pool. One lock serialises their calls, so that more connections only keep more processes of Postgres
 * out of the processor's caches: a pooler before a ledger has few.
 */
export async function openPooledStores(url: string, clients: number): Promise<Store[]> {
  const pool = new pg.Pool({ connectionString: url, max: Math.min(clients, POOL) });
  pool.on('error', () => {}); // the next call tells
  let open = clients;
  const leave = async () => {
    open -= 1;
    if (open === 0) await pool.end();
  };
  return Array.from({ length: clients }, () => new PostgresStore(pool, leave));
}

/** The product's own store. What Supabase's gateway would do on the way, taking `/rest/v1` off, costs nothing here. */
export function openPostgrestStore(postgrest: Postgrest): Promise<Store> {
  return openSupabaseStore({
    url: postgrest.url,
    key: postgrest.serviceKey,
    fetch: (input, init) => fetch(String(input).replace('/rest/v1', ''), init),
  });
}
