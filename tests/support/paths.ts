import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, openSupabaseStore, type Store } from '../../src/store/index.ts';
import { openPostgresStore } from './postgres-store.ts';
import { startPostgrest } from './postgrest.ts';
import type { Database, RealPostgres } from './real-postgres.ts';
import { Gateway } from './supabase.ts';

/** A new ledger where everybody is admin. */
export interface Opened {
  store: Store;
  end(): Promise<void>;
}

/** Every way to a ledger: the folder, a connection to Postgres, and supabase-js through PostgREST to Postgres. */
export function pathsOver(postgres: () => RealPostgres): [string, () => Promise<Opened>][] {
  return [
    ['the folder', openFolder],
    ['Postgres', () => openPostgres(postgres())],
    ['Supabase', () => openSupabase(postgres())],
  ];
}

async function openFolder(): Promise<Opened> {
  const directory = await mkdtemp(join(tmpdir(), 'siso-contract-'));
  const store = await openStore({ directory });
  const end = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, end };
}

/** On a server that lives in another time zone: nothing may depend on it. */
async function openPostgres(postgres: RealPostgres): Promise<Opened> {
  const database = await born(postgres);
  const client = await database.connect();
  await client.query(`alter database ${new URL(database.url).pathname.slice(1)} set timezone to 'Asia/Kathmandu'`);
  return { store: await openPostgresStore(database), end: () => database.drop() };
}

async function openSupabase(postgres: RealPostgres): Promise<Opened> {
  const database = await born(postgres);
  const postgrest = await startPostgrest(database.url);
  const gateway = await Gateway.start(postgrest.url);
  const store = await openSupabaseStore({ url: gateway.url, key: postgrest.serviceKey });
  const end = async () => {
    await store.close();
    await gateway.stop();
    await postgrest.stop();
    await database.drop();
  };
  return { store, end };
}

/** As the folder is when it is made. */
async function born(postgres: RealPostgres): Promise<Database> {
  const database = await postgres.database();
  const client = await database.connect();
  await client.query(`select siso_initialise('{"defaultRole": "admin", "rehearsal": false}')`);
  return database;
}
