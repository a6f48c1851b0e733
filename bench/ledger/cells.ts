import type { Store } from '../../src/store/index.ts';
import { admit, settle, wholeLife } from '../tasks.ts';
import type { Work } from './load.ts';
import { openPeer } from './peer.ts';
import { liftedDatabase, type Servers } from './servers.ts';
import { openPooledStores, openPostgresStore, openPostgrestStore } from './stores.ts';

export const PATHS = ['pglite', 'postgres', 'supabase'] as const;
export const PEERS = ['sharedKey', 'keyPerClient'] as const;
const EXTRAS = ['ownConnections', 'wholeLife', 'asynchronousCommit', 'twoLedgers'] as const;

/** One thing that is measured: what so many clients do. */
export interface Cell {
  kind: (typeof PATHS)[number] | (typeof PEERS)[number] | (typeof EXTRAS)[number];
  clients: number;
  /** In the closed loop. */
  pairs: Work[];
  /** Of a path to our ledger: an admission, and its settlement as what comes after. */
  admissions?: Work[];
  close(): Promise<unknown>;
}

const CLIENTS = [1, 8, 32];

/** Each client has a store of its own; those of Postgres share a pool. */
export async function openCells(servers: Servers): Promise<Cell[]> {
  const { pglite, database, postgrest } = servers;
  const cells: Cell[] = [path('pglite', [pglite])];
  for (const clients of CLIENTS) {
    cells.push(path('postgres', await openPooledStores(database.url, clients)));
    cells.push(path('supabase', await open(clients, () => openPostgrestStore(postgrest))));
    for (const kind of PEERS) {
      const key = (client: number) => (kind === 'sharedKey' ? 'one' : `client-${client}`);
      const { work, close } = await openPeer(database.url, { clients, key });
      cells.push({ kind, clients, pairs: work, close });
    }
  }
  return [...cells, ...(await openExtras(servers))];
}

async function openExtras({ postgres, database }: Servers): Promise<Cell[]> {
  const url = (one: string, option: string) => `${one}?options=${encodeURIComponent(option)}`;
  const second = await liftedDatabase(postgres);
  const life = await open(8, () => openPostgresStore(database.url));
  const unsynced = await open(8, () => openPostgresStore(url(database.url, '-c synchronous_commit=off')));
  const [here, there] = await Promise.all([database, second].map(({ url }) => open(4, () => openPostgresStore(url))));
  const own = await Promise.all(CLIENTS.map((clients) => open(clients, () => openPostgresStore(database.url))));
  return [
    ...own.map((stores) => cell('ownConnections', stores, pair)),
    cell('wholeLife', life, wholeLife),
    cell('asynchronousCommit', unsynced, pair),
    cell('twoLedgers', [...(here ?? []), ...(there ?? [])], pair),
  ];
}

const pair = async (store: Store) => settle(store, await admit(store));

function cell(kind: Cell['kind'], stores: Store[], work: (store: Store) => Promise<void>): Cell {
  const pairs = stores.map(
    (store): Work =>
      async () => {
        await work(store);
        return undefined;
      },
  );
  return { kind, clients: stores.length, pairs, close: () => Promise.all(stores.map((store) => store.close())) };
}

function path(kind: (typeof PATHS)[number], stores: Store[]): Cell {
  const admissions = stores.map(
    (store): Work =>
      async () => {
        const hold = await admit(store);
        return () => settle(store, hold);
      },
  );
  return { ...cell(kind, stores, pair), admissions };
}

const open = (count: number, one: () => Promise<Store>) => Promise.all(Array.from({ length: count }, one));
