/** A machine whose clock is wrong by a day: admission, lease, settlement and lists go by the ledger's clock alone. */
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore, openSupabaseStore, type Store } from '../../../src/store/index.ts';
import { imbalances } from '../../support/books.ts';
import { ledgerOver } from '../../support/crowd.ts';
import { startPostgrest } from '../../support/postgrest.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aSiso, type Siso, type SisoEnd } from '../../support/siso.ts';
import { Gateway } from '../../support/supabase.ts';

const postgres = postgresOfThisFile();
const DAY = 86_400_000;
const SKEW = new URL('../../support/skewed-clock.ts', import.meta.url).href;
const MAIN = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));

interface Place {
  siso: Siso;
  env: Record<string, string>;
  store: Store;
  wrong(): Promise<string[]>;
}

/** A shared ledger of rehearsals. */
async function aProject(): Promise<Place> {
  const database = await postgres().database();
  const client = await database.connect();
  await client.query(`select siso_initialise('{"defaultRole": "admin", "rehearsal": true}')`);
  await client.query(`select siso_limits_preset(gen_random_uuid(), 'ada', 'unlimited')`);
  const postgrest = await startPostgrest(database.url);
  onTestFinished(() => postgrest.stop());
  const gateway = await Gateway.start(postgrest.url);
  onTestFinished(() => gateway.stop());
  const env = { SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey };
  const store = await openSupabaseStore({ url: gateway.url, key: postgrest.serviceKey });
  return { siso: await aSiso(), env, store, wrong: () => imbalances(ledgerOver(client)) };
}

/** A folder whose ledger another process has open, as a keeper or a second command does: the clock of that one is right. */
async function aFolder(): Promise<Place> {
  const siso = await aSiso();
  const store = await openStore({ directory: siso.dataDirectory, rehearsal: true });
  onTestFinished(() => store.close());
  return { siso, env: {}, store, wrong: async () => [] };
}

describe.each([
  ['the shared ledger', aProject],
  ['the ledger in the folder', aFolder],
] as const)('with %s', (_, open) => {
  test.each([
    ['ahead', DAY],
    ['behind', -DAY],
  ])('a clock a day %s changes nothing', async (_way, offset) => {
    const { siso, env, store, wrong } = await open();
    const skewed = (args: string[]): Promise<SisoEnd> =>
      siso.run(args, {
        command: [process.execPath, '--import', SKEW, MAIN],
        env: { ...env, CLOCK_IS_OFF_BY: String(offset) },
      });
    const { now: before } = await store.call('siso_status', {});

    const end = await skewed(['run', 'Do it.', '--rehearse=fix-bug', '--json']);

    const { taskId, costMicros } = end.report();
    expect({ code: end.code, costMicros }).toEqual({ code: 0, costMicros: expect.any(Number) });
    const { now, running, budgets } = await store.call('siso_status', {});
    const task = await store.call('siso_get_task', { p_task_id: taskId ?? '' });
    const moments = [before, task.createdAt, task.startedAt ?? '', task.finishedAt ?? '', now];
    expect(moments).toEqual(moments.toSorted());
    const spent = budgets.map(({ scope, kind, unit, spent: micros }) => [scope, kind, unit, micros]);
    expect(spent).toContainEqual(['global', 'day', 'usd', costMicros]);
    expect(running).toBe(0);
    expect(await wrong()).toEqual([]);

    const json = async (args: string[]) => JSON.parse((await skewed([...args, '--rehearse', '--json'])).stdout);
    expect(await json(['tasks'])).toMatchObject({ tasks: [{ id: taskId, state: 'succeeded' }] });
    expect(await json(['usage', '--range', 'today'])).toMatchObject({ total: { costMicros, tasks: 1 } });
  });
});
