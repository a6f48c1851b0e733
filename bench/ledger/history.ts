import type pg from 'pg';
import type { RealPostgres } from '../../tests/support/real-postgres.ts';
import { historySql } from '../history.ts';
import { median, percentile, round, timed } from '../statistics.ts';
import { admit, settle } from '../tasks.ts';
import { liftedDatabase } from './servers.ts';
import { openPostgresStore } from './stores.ts';

const SIZES = [
  ['1k', 1_000],
  ['100k', 100_000],
  ['1m', 1_000_000],
] as const;

interface HistoryOptions {
  quick: boolean;
  note(line: string): void;
}

/** One client on Postgres, with so many finished tasks in the ledger: milliseconds of an admission, and of the settlement after it. */
export async function measureHistory(postgres: RealPostgres, { quick, note }: HistoryOptions) {
  const database = await liftedDatabase(postgres);
  const client = await database.connect();
  const figures = { admitP50Ms: {}, admitP99Ms: {}, settleP50Ms: {} };
  let from = 0;
  for (const [name, to] of SIZES) {
    await addHistory(client, historySql({ from, to, lean: quick }));
    from = to;
    if (!quick) await client.query('checkpoint'); // not while it is measured
    const { admitMs, settleMs } = await sample(database.url, quick ? 200 : 2_000);
    Object.assign(figures.admitP50Ms, { [name]: round(median(admitMs)) });
    Object.assign(figures.admitP99Ms, { [name]: round(percentile(admitMs, 0.99)) });
    Object.assign(figures.settleP50Ms, { [name]: round(median(settleMs)) });
    note(`  ${name}: ${round(median(admitMs))} ms`);
  }
  await database.drop();
  return figures;
}

/** Past triggers and foreign keys, and with the larger indexes made once instead of row by row: a million is there in seconds. */
async function addHistory(client: pg.Client, history: string): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = 'public.automation_tasks'::regclass and not indisprimary`);
  await client.query(`
    set session_replication_role = replica;
    set maintenance_work_mem = '256MB';
    ${rows.map(({ name }) => `drop index ${name};`).join('\n')}
    ${history}
    ${rows.map(({ definition }) => `${definition};`).join('\n')}`);
  await client.query('analyze');
}

async function sample(url: string, samples: number) {
  const warmUp = samples / 4;
  const store = await openPostgresStore(url);
  const [admitMs, settleMs]: [number[], number[]] = [[], []];
  for (let at = 0; at < warmUp + samples; at += 1) {
    const begun = performance.now();
    const hold = await admit(store);
    const admitted = performance.now() - begun;
    const settled = await timed(() => settle(store, hold));
    if (at < warmUp) continue;
    admitMs.push(admitted);
    settleMs.push(settled);
  }
  await store.close();
  return { admitMs, settleMs };
}
