/**
 * A worker as siso has it, whose runs are stand-ins: heartbeats, usage, a settlement, and an effect outside that the lease has to allow.
 * Whoever started it hears its name and each answer of the ledger.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { RunClaimed } from '../../src/engine/worker/run-claimed.ts';
import { createWorker } from '../../src/engine/worker.ts';
import { openSupabaseStore, type Store } from '../../src/store/index.ts';
import { ended, lease, usage } from './ledger-arguments.ts';
import { openPostgresStore } from './postgres-store.ts';
import { connectTo } from './real-postgres.ts';
import { pastGateway } from './supabase.ts';

export interface ChaosOrders {
  /** Its own, for what a worker keeps on disk. */
  folder: string;
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
let freezes = false;
process.on('disconnect', () => process.exit(0)); // the test is over
process.on('message', () => {
  freezes = true;
});
for (let life = 1; ; life += 1) {
  // whoever is cut off begins anew, under another name; what ran is lost, and the ledger will notice
  await work(join(orders.folder, `${life}`)).catch(() => delay(POLL_MS));
}

/** Works until something breaks. */
async function work(dataDirectory: string): Promise<void> {
  const broken = new AbortController();
  const outside = await connectTo(orders.database);
  const store = telling(await open());
  const worker = createWorker({
    ...{ store, dataDirectory, runClaimed: standIn(store, outside), signal: broken.signal },
    ...{ slots: 1, filter: {}, version: 'test', pollMs: POLL_MS },
    onEvent: ({ kind }) => {
      if (kind === 'fault' || kind === 'failed') broken.abort();
    },
  });
  process.send?.(worker.id);
  try {
    await worker.run();
  } finally {
    await Promise.allSettled([outside.end(), store.close()]);
  }
}

/** Says after every answer that it lives. */
function telling(store: Store): Store {
  return {
    call: async (name, args) => {
      const answer = await store.call(name, args);
      process.send?.('');
      return answer;
    },
    close: () => store.close(),
  };
}

function open(): Promise<Store> {
  const { database: url, supabase } = orders;
  if (supabase !== undefined) return openSupabaseStore({ ...supabase, fetch: pastGateway });
  return openPostgresStore({ url, connect: () => connectTo(url), drop: async () => {} });
}

/** Returns at once, without an effect, when the ledger no longer accepts the lease. */
function standIn(store: Store, outside: pg.Client): RunClaimed {
  return async ({ claimed: { hold, taskId, attempt } }) => {
    if (!(await store.call('siso_start', lease(hold))).ok) return { ended: false };
    for (let beat = 1; beat <= BEATS; beat += 1) {
      const p_progress = { usedMicros: beat * 20, usedTokens: beat * 10 };
      if (!(await store.call('siso_heartbeat', { ...lease(hold), p_progress })).ok) return { ended: false };
    }
    if (freezes) await standStill(hold.leaseToken);
    const { rowCount } = await outside.query(MARK, [taskId, attempt, hold.leaseToken]);
    if (rowCount === 0) return { ended: false };
    await store.call('siso_settle', { ...lease(hold), p_outcome: ended(hold, usage({ tokens: BEATS * 10 })) });
    return { ended: true };
  };
}

/** Stops this process, as a machine that is suspended, in the moment before its effect, and says with which lease. */
async function standStill(leaseToken: string): Promise<void> {
  freezes = false;
  await new Promise((resolve) => process.send?.({ frozen: leaseToken }, resolve));
  process.kill(process.pid, 'SIGSTOP');
}
