import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { imbalances } from '../support/books.ts';
import { Herd } from '../support/chaos.ts';
import { type Crowd, crowdOf } from '../support/crowd.ts';
import { SECOND } from '../support/ledger.ts';
import { TASK } from '../support/ledger-arguments.ts';
import { startPostgrest } from '../support/postgrest.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

const TASKS = 500;
const WORKERS = 8;
const SLOTS = 6;
const CAP = 12_000_000;
/** The ledger's clock moves so far whenever every worker has been heard: well under a lease of 90 s. */
const STEP = 20 * SECOND;
const KILL_EVERY = 4;
/** At least so many of them die, however fast the others are. */
const KILLS = 24;
/** Answers of the ledger within which a run is over. */
const BEATS = 6;
const SILENT_AFTER = 120 * SECOND;

interface Dead {
  id: string;
  at: number;
}

/** What holds at every moment: slots and money that are never exceeded, and how far the tasks are. */
async function look({ ledger }: Crowd) {
  const [row] = await ledger.sql<{ running: number; most: number; finished: number; now: number }>(`
    select (select count(*)::int from usage_holds where state = 'active') as running,
      (select coalesce(max(spent + held), 0)::int from budget_periods where unit = 'usd' and kind = 'day') as most,
      (select count(*)::int from automation_tasks where finished_at is not null) as finished,
      (select extract(epoch from at)::float8 * 1000 from siso.test_clock) as now`);
  if (row === undefined) throw new Error('The ledger says nothing');
  expect(row.running).toBeLessThanOrEqual(SLOTS);
  expect(row.most).toBeLessThanOrEqual(CAP);
  return row;
}

/** Each dead worker is known to be silent two minutes of the ledger's clock after it was killed. */
async function expectNoticed({ ledger }: Crowd, dead: Dead[], now: number): Promise<void> {
  const silent = new Map((await ledger.call('siso_workers', {})).map((worker) => [worker.id, worker.silent]));
  for (const { id, at } of dead) if (now - at > SILENT_AFTER) expect(silent.get(id) ?? true, id).toBe(true);
}

async function prepare(crowd: Crowd, tasks: number): Promise<void> {
  const { ledger } = crowd;
  await ledger.set('max_concurrent_jobs', SLOTS);
  await ledger.setBudget({ dailyMicros: CAP, monthlyMicros: null, dailyTokens: null });
  // without a cap of its own, a task whose attempt was lost, and booked at its whole hold, may be tried again
  await ledger.set('default_hold_micros', 100_000);
  for (let n = 0; n < tasks; n += 1) {
    const p_task = { ...TASK, estimateTokens: 100, tokenHold: 100, repo: `acme/app-${n % 7}` };
    await ledger.call('siso_submit', { p_request_id: randomUUID(), p_task });
  }
  await ledger.sql('create schema chaos');
  await ledger.sql('create table chaos.marks (task_id text, attempt int, token uuid, at timestamptz)');
}

test('500 tasks end once each, whatever dies under them', { timeout: 600_000 }, () => chaos(TASKS));

test('a ledger that takes a lost lease for a live one is seen', { timeout: 600_000 }, async () => {
  const careless = async ({ ledger }: Crowd) => {
    const [found] = await ledger.sql<{ text: string }>(`select pg_get_functiondef('siso.live_hold'::regproc) as text`);
    const wrong = found?.text.replace(/if v_hold\.state is distinct from 'active'/, 'if v_hold.id is null') ?? '';
    expect(wrong).not.toBe(found?.text);
    await ledger.sql(wrong);
  };

  await expect(chaos(TASKS / 2, careless)).rejects.toThrow('effects of lost leases');
});

/** `tasks` of them, some of whose workers die, on a ledger that was made `other` before. */
async function chaos(tasks: number, other?: (crowd: Crowd) => Promise<void>): Promise<void> {
  const crowd = await crowdOf(1, { way: 'Postgres', postgres: postgres() });
  onTestFinished(() => crowd.end());
  const postgrest = await startPostgrest(crowd.database.url);
  onTestFinished(() => postgrest.stop());
  const supabase = { url: postgrest.url, key: postgrest.serviceKey };
  await prepare(crowd, tasks);
  await other?.(crowd);
  const folder = await mkdtemp(join(tmpdir(), 'siso-chaos-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const herd = new Herd((index) => ({
    ...{ folder: join(folder, `worker-${index}`), database: crowd.database.url },
    ...(index % 2 === 0 ? {} : { supabase }),
  }));
  onTestFinished(() => herd.endAll());
  for (let n = 0; n < WORKERS; n += 1) herd.start();

  const dead: Dead[] = [];
  let [crashed, asked, thawedAt] = [false, false, 0];
  for (let step = 1; ; step += 1) {
    await herd.allBeat();
    const { finished, now } = await look(crowd);
    // whoever thawed late is given the time to do harm
    if (finished === tasks && thawedAt > 0 && step > thawedAt + BEATS) break;
    await crowd.ledger.clock.advance(STEP);
    await expectNoticed(crowd, dead, now);
    if (step % KILL_EVERY === 0 || finished > ((dead.length + 1) * tasks) / KILLS) {
      dead.push({ id: await herd.kill(step * 7), at: now + STEP });
      herd.start();
    }
    if (!crashed && finished > tasks / 4) {
      crashed = true;
      await postgres().kill();
      await postgres().restart();
      await crowd.reconnect();
    } else if (finished > tasks / 3 && !asked) {
      asked = true;
      herd.freezeOne();
    } else if (herd.frozenToken !== undefined && (await isOver(crowd, herd.frozenToken))) {
      thawedAt = step;
      herd.thaw();
    }
  }
  await herd.endAll();

  expect({ crashed, deaths: dead.length >= tasks / 50 }).toEqual({ crashed: true, deaths: true });
  await expectInOrder(crowd);
}

async function isOver({ ledger }: Crowd, token: string): Promise<boolean> {
  const rows = await ledger.sql(`select from usage_holds where lease_token = $1 and state <> 'active'`, [token]);
  return rows.length > 0;
}

async function expectInOrder({ ledger }: Crowd): Promise<void> {
  // lost twice in a row is the one way not to succeed
  const lost = await ledger.sql(`
    select id, state from automation_tasks where state <> 'succeeded' and not (state = 'dead' and lease_losses = 1 and (
      select count(*) from usage_holds h where h.task_id = automation_tasks.id and h.state = 'expired') >= 2)`);
  expect(lost).toEqual([]);
  const [retried] = await ledger.sql<{ n: number }>(
    `select count(*)::int as n from automation_tasks where state = 'succeeded' and attempt > 1`,
  );
  expect(retried?.n).toBeGreaterThan(0);
  const wrong = await ledger.sql(`
    select t.id, count(e.*) as ends from automation_tasks t
    left join task_events e on e.task_id = t.id and e.event in ('succeeded', 'failed', 'budget_capped', 'cancelled', 'dead')
    group by t.id having count(e.*) <> 1`);
  expect(wrong).toEqual([]);
  expect(await ledger.sql(`select id from usage_holds where state = 'active' or ended_at is null`)).toEqual([]);
  // an effect is one of a lease that was live, once for each attempt, and no task succeeded without
  const stale = await ledger.sql(`
    select m.* from chaos.marks m join usage_holds h on h.lease_token = m.token
    where m.at > h.ended_at or (h.state = 'expired' and m.at = h.ended_at) or h.task_id <> m.task_id or exists (
      select from usage_holds n where n.task_id = h.task_id and n.admitted_at > h.admitted_at and m.at > n.admitted_at)`);
  expect(stale, 'effects of lost leases').toEqual([]);
  expect(await ledger.sql('select token from chaos.marks group by token having count(*) > 1')).toEqual([]);
  const silent = await ledger.sql(`
    select id from automation_tasks t where state = 'succeeded' and not exists (select from chaos.marks m where m.task_id = t.id)`);
  expect(silent).toEqual([]);
  expect(await imbalances(ledger)).toEqual([]);
}
