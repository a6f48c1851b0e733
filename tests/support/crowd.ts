import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type Queries, TestLedger } from './ledger.ts';
import type { Database, RealPostgres } from './real-postgres.ts';

/** Many who use one ledger on a real Postgres at once, each over a connection of their own. */
export interface Crowd {
  ledgers: TestLedger[];
  /** One more connection, for what the test itself does. */
  ledger: TestLedger;
  database: Database;
  /** All begin before anybody has an answer; the answers in the order of the crowd. */
  atOnce<Answer>(act: (ledger: TestLedger, index: number) => Promise<Answer>): Promise<Answer[]>;
}

/** A new ledger whose clock stands still. Everybody is admin, and no rate limit but those the test sets. */
export async function crowdOf(people: number, postgres: RealPostgres): Promise<Crowd> {
  const database = await postgres.database({ defaultRole: 'admin' });
  const connect = async () => ledgerOver(await database.connect());
  const ledger = await connect();
  await ledger.sql('create table siso.test_clock (at timestamptz)');
  await ledger.sql(`insert into siso.test_clock values ('2026-03-01T10:00:00Z')`);
  await ledger.set('max_concurrent_jobs', 10_000);
  await ledger.call('siso_limits_preset', { p_request_id: randomUUID(), p_actor: 'ada', p_preset: 'unlimited' });
  const ledgers = await Promise.all(Array.from({ length: people }, connect));
  return { ledgers, ledger, database, atOnce: (act) => Promise.all(ledgers.map(act)) };
}

export const ledgerOver = (client: pg.Client) => new TestLedger(inTurn(client));

/** A connection that may be asked several things at once. */
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
