/** The sweep, and its job where `pg_cron` is. A schema with the documented functions and tables stands in for the extension. */
import type pg from 'pg';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { sweepStatusSchema } from '../../src/contracts/ledger/members.ts';
import { imbalances } from '../support/books.ts';
import { ledgerOver } from '../support/crowd.ts';
import { MINUTE, type TestLedger } from '../support/ledger.ts';
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
});

/** As pg_cron documents it: a name is one job of a user, scheduling it again changes that job. */
const CRON = (knowsSeconds: boolean) => `
  create schema cron;
  create table cron.job (jobid bigint generated always as identity primary key, schedule text, command text,
    nodename text default 'localhost', nodeport int default 5432, database text default current_database(),
    username text default current_user, active boolean default true, jobname text, unique (jobname, username));
  create table cron.job_run_details (jobid bigint, runid bigint generated always as identity primary key, job_pid int, database text,
    username text, command text, status text, return_message text, start_time timestamptz, end_time timestamptz);
  create function cron.schedule(job_name text, schedule text, command text) returns bigint language plpgsql as $$
  declare v_id bigint;
  begin
    if schedule like '% seconds' and not ${knowsSeconds} then raise exception 'invalid schedule: %', schedule; end if;
    insert into cron.job (jobname, schedule, command) values (job_name, schedule, command)
    on conflict (jobname, username) do update set schedule = excluded.schedule, command = excluded.command returning jobid into v_id;
    return v_id;
  end $$;`;

const scheduleSweep = async () => {
  const [row] = await ledger.sql<{ scheduled: boolean }>('select siso.schedule_sweep() as scheduled');
  return row?.scheduled;
};
const jobs = () => ledger.sql('select jobname, schedule, command, active from cron.job');
const status = () => ledger.call('siso_sweep_status', {});

describe('the sweep', () => {
  test('ends overdue holds and forgets old requests, and a second time does nothing', async () => {
    const { taskId } = await ledger.running();
    await ledger.clock.set('2026-03-03T10:00:00Z');
    const sweep = () => ledger.sql('select siso.sweep() as ended');

    expect(await sweep()).toEqual([{ ended: 1 }]);
    expect(await ledger.task(taskId)).toMatchObject({ state: 'failed', reason: 'lease_lost' });
    expect(await ledger.sql('select * from request_log')).toEqual([]);
    const swept = await ledger.dump();
    expect(await sweep()).toEqual([{ ended: 0 }]);
    expect(await ledger.dump()).toEqual(swept);
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('leaves what is younger', async () => {
    await ledger.running();
    await ledger.clock.advance(MINUTE);
    const before = await ledger.dump();

    expect(await ledger.sql('select siso.sweep() as ended')).toEqual([{ ended: 0 }]);
    expect(await ledger.dump()).toEqual(before);
  });
});

describe('the job', () => {
  test('is not made without pg_cron, and nothing else is missing', async () => {
    expect(await scheduleSweep()).toBe(false);
    expect(await status()).toEqual({ schedule: null, lastRun: null });
    await ledger.done();
  });

  test('is made once, however often it is asked for', async () => {
    await client.query(CRON(true));
    expect(await status()).toEqual({ schedule: null, lastRun: null });

    expect([await scheduleSweep(), await scheduleSweep()]).toEqual([true, true]);
    await ledger.sql(`select siso_initialise('{"defaultRole": "none"}')`);

    const job = { jobname: 'siso-sweep', schedule: '15 seconds', active: true };
    expect(await jobs()).toEqual([{ ...job, command: 'select siso.sweep_by_cron()' }]);
    expect(await status()).toEqual({ schedule: '15 seconds', lastRun: null });
  });

  test('is made by the first words to a ledger that has been there longer than the extension', async () => {
    await ledger.sql(`select siso_initialise('{"defaultRole": "write"}')`);
    await client.query(CRON(true));

    await ledger.sql(`select siso_initialise('{"defaultRole": "admin"}')`);

    expect(await jobs()).toHaveLength(1);
    expect(await ledger.sql(`select value from settings where key = 'default_role'`)).toEqual([{ value: 'write' }]);
  });

  test('runs every minute where pg_cron is too old for seconds', async () => {
    await client.query(CRON(false));

    expect(await scheduleSweep()).toBe(true);
    expect(await status()).toMatchObject({ schedule: '* * * * *' });
  });

  test('a pg_cron that refuses stops nothing', async () => {
    await client.query(CRON(true));
    await client.query('drop function cron.schedule(text, text, text)');

    expect(await scheduleSweep()).toBe(false);
    await ledger.sql(`select siso_initialise('{"defaultRole": "write"}')`);
  });

  test('sweeps, and throws away its own notes of yesterday', async () => {
    await client.query(CRON(true));
    await scheduleSweep();
    await ledger.running();
    await ledger.clock.advance(2 * MINUTE);
    await client.query(`
      insert into cron.job_run_details (jobid, status, return_message, start_time, end_time) values
        (1, 'succeeded', '1 row', '2026-02-27', '2026-02-27'), (7, 'succeeded', 'of another job', '2026-02-27', '2026-02-27'),
        (1, 'failed', 'out of memory', '2026-03-01T10:01:00Z', '2026-03-01T10:01:00Z')`);
    const [job] = await ledger.sql<{ command: string }>('select command from cron.job');

    expect(await ledger.sql(job?.command ?? '')).toEqual([{ sweep_by_cron: 1 }]);

    const notes = await ledger.sql('select return_message as said from cron.job_run_details order by runid');
    expect(notes).toEqual([{ said: 'of another job' }, { said: 'out of memory' }]);
    const { lastRun } = sweepStatusSchema.parse(await status());
    expect(lastRun).toMatchObject({ failed: true, message: 'out of memory' });
  });
});
