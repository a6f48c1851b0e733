/** A worker process whose runs are stand-ins: real claims, heartbeats and settlements, and an effect outside that the lease has to allow. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Claimed } from '../../src/contracts/ledger/queue.ts';
import { openSupabaseStore, type Store } from '../../src/store/index.ts';
import { ended, lease, usage } from './ledger-arguments.ts';
import { openPostgresStore } from './postgres-store.ts';
import { connectTo } from './real-postgres.ts';
import { pastGateway } from './supabase.ts';

export interface ChaosOrders {
  id: string;
  database: string;
  /** Where it goes by supabase-js; otherwise it has a connection of its own. */
  supabase?: { url: string; key: string };
}

const POLL_MS = 20;
const BEATS = 2;

/** The effect asks the ledger in the moment in which it happens, so that a process that stood still in between has none. */
const MARK = `
  insert into chaos.marks (task_id, attempt, token, at)
  select $1, $2, $3::uuid, siso.now()
  where (public.siso_heartbeat(gen_random_uuid(), $3::uuid, '{"usedMicros": 40, "usedTokens": 20}') ->> 'ok')::boolean`;

const orders: ChaosOrders = JSON.parse(process.argv[2] ?? '');
process.on('disconnect', () => process.exit(0)); // the test is over
for (;;) {
  // whoever is cut off begins anew; what ran is lost, and the ledger will notice
  await work().catch(() => delay(POLL_MS));
}

/** Claims and runs, one after another, until something breaks. Tells after every answer of the ledger that it lives. */
async function work(): Promise<never> {
  const outside = await connectTo(orders.database);
  const store = await open();
  try {
    for (;;) {
      const { claimed } = await store.call('siso_claim', {
        ...{ p_request_id: randomUUID(), p_filter: {}, p_limit: 1 },
        p_worker: { id: orders.id, host: 'chaos', version: 'test', slots: 1 },
      });
      process.send?.('beat');
      for (const one of claimed) await run(store, outside, one);
      if (claimed.length === 0) await delay(POLL_MS);
    }
  } finally {
    await Promise.allSettled([outside.end(), store.close()]);
  }
}

function open(): Promise<Store> {
  const { database: url, supabase } = orders;
  if (supabase !== undefined) return openSupabaseStore({ ...supabase, fetch: pastGateway });
  return openPostgresStore({ url, connect: () => connectTo(url), drop: async () => {} });
}

/** Returns at once, without an effect, when the ledger no longer accepts the lease. */
async function run(store: Store, outside: pg.Client, { hold, taskId, attempt }: Claimed): Promise<void> {
  if (!(await store.call('siso_start', lease(hold))).ok) return;
  for (let beat = 1; beat <= BEATS; beat += 1) {
    const p_progress = { usedMicros: beat * 20, usedTokens: beat * 10 };
    if (!(await store.call('siso_heartbeat', { ...lease(hold), p_progress })).ok) return;
    process.send?.('beat');
  }
  const { rowCount } = await outside.query(MARK, [taskId, attempt, hold.leaseToken]);
  if (rowCount === 0) return;
  await store.call('siso_settle', { ...lease(hold), p_outcome: ended(hold, usage({ tokens: BEATS * 10 })) });
  process.send?.('beat');
}
