import type pg from 'pg';
import type { LedgerArguments, LedgerFunction, LedgerResult } from '../../src/contracts/ledger/functions.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { checkArguments, parseAnswer } from '../../src/store/contract.ts';
import { ledgerFault } from '../../src/store/sql-faults.ts';
import type { Store } from '../../src/store/store.ts';
import type { Database } from './real-postgres.ts';

/** The ledger over a connection of its own to a real Postgres, in the role of the service, called as PostgREST does. */
export async function openPostgresStore(database: Database): Promise<Store> {
  const client = await database.connect();
  await client.query('set role service_role');
  const known = parameters.get(database) ?? readParameters(client);
  parameters.set(database, known);
  return new PostgresStore(client, await known);
}

type Parameters = Map<string, string>;

/** Read once, for a crowd opens many. */
const parameters = new WeakMap<Database, Promise<Parameters>>();

async function readParameters(client: pg.Client): Promise<Parameters> {
  const { rows } = await client.query<{ name: string; columns: string }>(PARAMETERS);
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

/** Parameters of each function as columns of a record. */
const PARAMETERS = `
  select p.proname as name, string_agg(format('%I %s', a.name, format_type(a.type, null)), ', ') as columns
  from pg_proc p cross join lateral unnest(p.proargnames, p.proargtypes::oid[]) a(name, type)
  where p.pronamespace = 'public'::regnamespace group by p.oid, p.proname`;

class PostgresStore implements Store {
  readonly #client: pg.Client;
  readonly #parameters: Parameters;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(client: pg.Client, parameters: Parameters) {
    this.#client = client;
    this.#parameters = parameters;
  }

  async call<Name extends LedgerFunction>(name: Name, args: LedgerArguments<Name>): Promise<LedgerResult<Name>> {
    const given = checkArguments(name, args);
    const named = Object.keys(given).map((argument) => `${argument} => given.${argument}`);
    const record = named.length === 0 ? '' : `from json_to_record($1) as given(${this.#parameters.get(name)})`;
    const sql = `select to_jsonb(public.${name}(${named.join(', ')}))::text as answer ${record}`;
    const values = named.length === 0 ? [] : [JSON.stringify(given)];
    const answer = this.#last.then(() => this.#ask(sql, values));
    this.#last = answer.catch(() => {});
    return parseAnswer(name, await answer);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.end();
  }

  async #ask(sql: string, values: unknown[]): Promise<string> {
    if (this.#closed) throw new AutomationError('store_unavailable', 'The ledger was closed');
    try {
      const { rows } = await this.#client.query<{ answer: string | null }>(sql, values);
      return rows[0]?.answer ?? 'null';
    } catch (cause) {
      throw faultOf(cause);
    }
  }
}

function faultOf(cause: unknown): AutomationError {
  if (!(cause instanceof Error)) throw cause;
  const { code = '', hint, message } = cause as Error & { code?: string; hint?: string };
  const raised = ledgerFault({ code, message, hint, cause });
  if (raised !== undefined) return raised;
  const gone = /^(57P|08)|^E[A-Z]+$/.test(code) || /terminat|not queryable|closed/i.test(message);
  return new AutomationError(gone ? 'store_unavailable' : 'internal', message, { cause, retryable: gone });
}
