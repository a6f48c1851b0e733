import type pg from 'pg';
import type { Store } from '../../src/store/index.ts';
import { openSupabaseStore } from '../../src/store/index.ts';
import { type Queries, TestLedger } from './ledger.ts';
import { by } from './ledger-arguments.ts';
import { openPostgresStore } from './postgres-store.ts';
import { type Postgrest, startPostgrest } from './postgrest.ts';
import type { Database, RealPostgres } from './real-postgres.ts';
import { pastGateway } from './supabase.ts';

/** How each of a crowd reaches the ledger: by a connection of its own, or as a client of Supabase. */
export const WAYS = ['Postgres', 'supabase-js'] as const;
export type Way = (typeof WAYS)[number];

/** Many who use one ledger on a real Postgres at once. */
export interface Crowd {
  ledgers: TestLedger[];
  /** One more connection, for what the test itself does. */
  ledger: TestLedger;
  database: Database;
  /** All begin before anybody has an answer; the answers in the order of the crowd. */
  atOnce<Answer>(act: (ledger: TestLedger, index: number) => Promise<Answer>): Promise<Answer[]>;
  /** After Postgres died, which takes every connection with it. */
  reconnect(): Promise<void>;
  end(): Promise<void>;
}

interface CrowdOptions {
  way: Way;
  postgres: RealPostgres;
}

/** A new ledger whose clock stands still. Everybody is admin, and no rate limit but those the test sets. */
export async function crowdOf(people: number, { way, postgres }: CrowdOptions): Promise<Crowd> {
  const database = await postgres.database({ defaultRole: 'admin' });
  // Room for all of them: whoever had to wait for a connection would not race.
  const postgrest = way === 'Postgres' ? undefined : await startPostgrest(database.url, { pool: people });
  const open = () => (postgrest === undefined ? openPostgresStore(database) : openClient(postgrest));
  const crowd: Crowd = {
    ...(await connectAll(people, { database, open })),
    database,
    atOnce: (act) => Promise.all(crowd.ledgers.map(act)),
    reconnect: async () => {
      Object.assign(crowd, await connectAll(people, { database, open }));
    },
    end: async () => {
      await postgrest?.stop();
      await database.drop();
    },
  };
  await prepare(crowd.ledger);
  return crowd;
}

async function connectAll(people: number, { database, open }: { database: Database; open(): Promise<Store> }) {
  const queries = await sqlOver(database);
  const connect = async () => new TestLedger(queries, await open());
  return {
    ledger: new TestLedger(queries, await openPostgresStore(database)),
    ledgers: await Promise.all(Array.from({ length: people }, connect)),
  };
}

const openClient = ({ url, serviceKey }: Postgrest) => openSupabaseStore({ url, key: serviceKey, fetch: pastGateway });

async function prepare(ledger: TestLedger): Promise<void> {
  await ledger.sql('create table siso.test_clock (at timestamptz)');
  await ledger.sql(`insert into siso.test_clock values ('2026-03-01T10:00:00Z')`);
  await ledger.set('max_concurrent_jobs', 10_000);
  await ledger.call('siso_limits_preset', { ...by('ada'), p_preset: 'unlimited' });
}

/** A ledger over one superuser's connection. */
export const ledgerOver = (client: pg.Client) => new TestLedger(inTurn(client));

/** A superuser's connection that may be asked several things at once. */
export const sqlOver = async (database: Database): Promise<Queries> => inTurn(await database.connect());

function inTurn(client: pg.Client): Queries {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query<Row>(text: string, values: unknown[] = []) {
      const answer = last.then(async () => ({ rows: (await client.query(text, values)).rows as Row[] }));
      last = answer.catch(() => {});
      return answer;
    },
  };
}
