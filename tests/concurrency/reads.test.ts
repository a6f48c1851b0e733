/** What one call reads of a table must not grow with what others have left in it: Postgres counts, nobody takes the time. */
import type pg from 'pg';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ledgerOver } from '../support/crowd.ts';
import { DAY, type TestLedger } from '../support/ledger.ts';
import { by } from '../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();
let client: pg.Client;
let ledger: TestLedger;
beforeEach(async () => {
  const database = await postgres().database({ defaultRole: 'admin' });
  onTestFinished(() => database.drop());
  client = await database.connect();
  ledger = ledgerOver(client);
  await ledger.sql('create table siso.test_clock (at timestamptz)');
  await ledger.sql(`insert into siso.test_clock values ('2026-03-01T10:00:00Z')`);
  await ledger.set('max_concurrent_jobs', 10_000);
  await ledger.call('siso_limits_preset', { ...by('ada'), p_preset: 'unlimited' });
});

/** Blocks of a table that `act` reads; what it did is taken back. */
async function blocksRead(table: string, act: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const { rows } = await client.query(`select pg_stat_get_xact_blocks_fetched($1::regclass)::int as blocks`, [table]);
    return Number(rows[0]?.blocks);
  };
  await client.query('begin');
  const before = await count();
  await act();
  const after = await count();
  await client.query('rollback');
  return after - before;
}

/** Requests of others, `count` of them, a second apart up to now. */
const rememberRequests = (count: number) =>
  ledger.sql(
    `insert into request_log (request_id, function, answer, at)
    select gen_random_uuid(), 'siso_admit', '{}', siso.now() - n * interval '1 second' from generate_series(1, $1) n`,
    [count],
  );

describe('a settlement, by a connection whose plans were made when the tables were empty', () => {
  test('reads as much of 20,000 remembered requests as of none', async () => {
    const { hold } = await ledger.running();
    const settle = () => ledger.settle(hold);
    const before = await blocksRead('request_log', settle);
    await rememberRequests(20_000);

    expect(await blocksRead('request_log', settle)).toBeLessThan(before + 10);
  });

  test('reads as much of 300 holds as of none', async () => {
    const { hold } = await ledger.running();
    const settle = () => ledger.settle(hold);
    const before = await blocksRead('usage_holds', settle);
    for (let at = 0; at < 300; at += 1) await ledger.running();

    expect(await blocksRead('usage_holds', settle)).toBeLessThan(before + 20);
  });

  test('forgets what is more than a day old, and nothing younger', async () => {
    await rememberRequests(500);
    await ledger.clock.advance(DAY - 250_500);
    await ledger.done();

    const [left] = await ledger.sql<{
      old: number;
      young: number;
    }>(`select count(*) filter (where at < siso.now() - interval '24 hours') as old,
      count(*) filter (where answer = '{}') as young from request_log`);
    expect(left).toEqual({ old: 0, young: 250 });
  });
});

// Which plan is made is the planner's mood; a wrong one is kept for as long as the connection, and grows with the table.
test('every call but the reports looks up by plain index scans, and compiles nothing', async () => {
  const others = await ledger.sql<{
    name: string;
  }>(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace
    and proname like 'siso\\_%' and not proconfig @> '{enable_seqscan=off,enable_bitmapscan=off,jit=off}' order by 1`);
  const lists = others.filter(({ name }) => !name.startsWith('siso_list_')).map(({ name }) => name);

  const reports = ['siso_alerts', 'siso_analytics', 'siso_audit', 'siso_prune_preview', 'siso_task_totals'];
  expect([...reports, 'siso_usage_summary']).toEqual(expect.arrayContaining(lists));
});
