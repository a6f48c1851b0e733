import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileForService, openStore, type Store } from '../../src/store/index.ts';
import { type Postgrest, startPostgrest } from '../../tests/support/postgrest.ts';
import { type Database, type RealPostgres, startPostgres } from '../../tests/support/real-postgres.ts';
import { lift } from '../tasks.ts';
import { openPostgresStore } from './stores.ts';

/** Whatever is acknowledged is on the disk, as on Supabase. */
export const DURABLE = [
  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  'shared_buffers=256MB',
  'max_wal_size=4GB',
  'max_connections=300',
];

export interface Servers {
  postgres: RealPostgres;
  /** A ledger whose limits are looked at and never reached. */
  database: Database;
  postgrest: Postgrest;
  pglite: Store;
  stop(): Promise<void>;
}

/** Everything that is measured, each a ledger of its own. */
export async function startServers(): Promise<Servers> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const each of stops.toReversed()) await each();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'siso-bench-'));
    stops.push(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
    compileForService(); // as the keeper of a ledger does
    const pglite = await openStore({ directory: folder });
    stops.push(() => pglite.close());
    await lift(pglite);
    const postgres = await startPostgres(DURABLE);
    stops.push(() => postgres.stop());
    const database = await liftedDatabase(postgres);
    const postgrest = await startPostgrest(database.url);
    stops.push(() => postgrest.stop());
    return { postgres, database, postgrest, pglite, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function liftedDatabase(postgres: RealPostgres): Promise<Database> {
  const database = await postgres.database({ defaultRole: 'admin' });
  const store = await openPostgresStore(database.url);
  await lift(store).finally(() => store.close());
  return database;
}
