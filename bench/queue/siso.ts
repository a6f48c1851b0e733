import { randomUUID } from 'node:crypto';
import type { Claimed } from '../../src/contracts/ledger/queue.ts';
import type { Store } from '../../src/store/index.ts';
import type { Database, RealPostgres } from '../../tests/support/real-postgres.ts';
import { liftedDatabase } from '../ledger/servers.ts';
import { openPooledStores, openPostgresStore } from '../ledger/stores.ts';
import { outcomeOf } from '../tasks.ts';
import { BATCH, isFull, type System, workersOf } from './system.ts';

const TABLES = [
  ...['automation_tasks', 'task_texts', 'usage_holds', 'request_log', 'budget_periods', 'rate_limit_usage'],
  ...['settings', 'workers', 'resting_flows', 'automation_analytics'],
];

/** Every claim admits up to ten tasks under all limits and budgets, and takes a hold for each; `siso_complete` settles
 * each of these holds with its usage. */
export async function openSiso(postgres: RealPostgres): Promise<System> {
  const database = await liftedDatabase(postgres);
  const filler = await database.connect();
  return {
    fill: async (count) => {
      const { rows } = await filler.query(`select count(*)::int as n from automation_tasks where state = 'queued'`);
      if (isFull(rows[0].n, count)) return;
      await filler.query(waitingSql(count - rows[0].n));
      await filler.query(`vacuum (analyze) ${TABLES.join(', ')}`);
    },
    start: async (workers) => {
      const stores = await openPooledStores(database.url, workers);
      const running = workersOf(stores.map((store, at) => () => turn(store, `worker-${at}`)));
      return {
        done: running.done,
        stop: async () => {
          await running.stop();
          await Promise.all(stores.map((store) => store.close()));
        },
      };
    },
    close: () => database.drop(),
  };
}

/** Claims and settles ten. Throws where the ledger had no room, for then nothing was measured. */
async function turn(store: Store, worker: string): Promise<number> {
  const claimed = await claim(store, worker);
  await settleAll(store, claimed);
  return claimed.length;
}

async function claim(store: Store, worker: string): Promise<Claimed[]> {
  const answer = await store.call('siso_claim', {
    ...{ p_request_id: randomUUID(), p_filter: { repos: [], categories: [] }, p_limit: BATCH },
    p_worker: { id: worker, host: 'bench', version: 'bench', slots: BATCH },
  });
  return answer.claimed;
}

async function settleAll(store: Store, claimed: Claimed[]): Promise<void> {
  if (claimed.length === 0) throw new Error('The ledger had nothing to claim');
  const p_settlements = claimed.map(({ hold }) => ({ leaseToken: hold.leaseToken, outcome: outcomeOf(hold) }));
  for (const answer of await store.call('siso_complete', { p_request_id: randomUUID(), p_settlements })) {
    if (!answer.ok) throw new Error(`The settlement was refused: ${answer.reason}`);
  }
}

/** Milliseconds of each of `count` claims of ten, one after another, while the queue stays as long as it is: what was claimed is settled. */
export async function claimTimes(database: Database, count: number): Promise<number[]> {
  const store = await openPostgresStore(database.url);
  const took: number[] = [];
  const warmUp = Math.ceil(count / 5);
  for (let at = 0; at < warmUp + count; at += 1) {
    const begun = performance.now();
    const claimed = await claim(store, 'worker-1');
    if (at >= warmUp) took.push(performance.now() - begun);
    await settleAll(store, claimed);
  }
  await store.close();
  return took;
}

/** A queue of so many tasks in 200 flows. */
export async function queueOf(postgres: RealPostgres, waiting: number): Promise<Database> {
  const database = await liftedDatabase(postgres);
  const client = await database.connect();
  await client.query(waitingSql(waiting));
  await client.query('vacuum (analyze)');
  return database;
}

/** Tasks as submissions leave them, in 200 flows: 40 repositories of five people each. */
function waitingSql(count: number): string {
  return `
    with task as (
      insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, repo, org, direct, request,
        created_at, enqueued_at)
      select 'Q-' || gen_random_uuid(), 'bench', 'person-' || n % 5, 'development', (array['high', 'medium', 'low'])[1 + n % 3], 'development',
        'queued', 'claude-sonnet-5-5', '{Read}', 'acme/app-' || n / 5 % 40, 'acme', false,
        jsonb_build_object('name', 'bench', 'actor', 'person-' || n % 5, 'category', 'development', 'environment', 'development',
          'priority', (array['high', 'medium', 'low'])[1 + n % 3], 'model', 'claude-sonnet-5-5', 'tools', '["Read"]'::jsonb,
          'repo', 'acme/app-' || n / 5 % 40, 'org', 'acme'),
        t.at, t.at
      from generate_series(1, ${count}) n cross join lateral (select clock_timestamp() - interval '10 minutes' + n * interval '1 ms' as at) t
      returning id, created_at
    )
    insert into public.task_texts (task_id, kind, body, at) select id, 'prompt', 'Measure a claim.', created_at from task`;
}
