import { expect, test } from 'vitest';
import { imbalances } from '../support/books.ts';
import { type Crowd, crowdOf, ledgerOver } from '../support/crowd.ts';
import { DAY, SECOND, type TestLedger, USD, usage } from '../support/ledger.ts';
import { by } from '../support/ledger-arguments.ts';
import { prune } from '../support/prune.ts';
import { connectTo, postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

const OLD = 150;

/** A ledger with old tasks that failed, some of which were lost and never settled. */
async function oldLedger(people: number): Promise<Crowd> {
  const crowd = await crowdOf(people, { way: 'Postgres', postgres: postgres() });
  const { ledger } = crowd;
  await ledger.setBudget({ dailyTokens: null, dailyMicros: 100 * USD, monthlyMicros: null });
  for (let at = 0; at < OLD; at++) {
    const { hold } = await ledger.running();
    if (at % 10 > 0) await ledger.settle(hold, usage({ tokens: 60 }), { state: 'failed', reason: 'agent_failed' });
    await ledger.clock.advance(SECOND);
  }
  await ledger.record({ service: 'openai', tokens: 500 });
  await ledger.clock.advance(DAY);
  await ledger.expire();
  await ledger.clock.advance(500 * DAY);
  return crowd;
}

/** Whole lives of tasks, ten each; what they cost together. */
async function live(ledger: TestLedger): Promise<number> {
  let cost = 0;
  for (let at = 0; at < 10; at++) {
    const { hold } = await ledger.running();
    await ledger.heartbeat(hold);
    const settled = await ledger.settle(hold, usage({ tokens: 60 }));
    if (settled.ok) cost += settled.costMicros;
  }
  return cost;
}

test('while 20 clients admit and settle, two prune: nobody is hindered, each old task goes once, the books balance', async () => {
  const crowd = await oldLedger(22);
  const gone: number[] = [];

  const costs = await crowd.atOnce(async (ledger, index) => {
    if (index >= 2) return live(ledger);
    gone.push((await prune(ledger, { batch: 7 })).tasks);
    return 0;
  });

  expect(gone.reduce((sum, tasks) => sum + tasks, 0)).toBe(OLD);
  expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(20 * 10 * 120);
  expect(await crowd.ledger.budget('day', 'usd')).toMatchObject({ spent: 20 * 10 * 120, held: 0 });
  expect(await crowd.ledger.sql('select count(*) as tasks from automation_tasks')).toEqual([{ tasks: 200 }]);
  expect(await crowd.ledger.sql('select count(*) as entries from token_usage_history')).toEqual([{ entries: 200 }]);
  expect(await imbalances(crowd.ledger)).toEqual([]);
  await crowd.end();
});

test('killed in the middle, once the connection and once Postgres: the books balance, and the next prune does the rest', async () => {
  const crowd = await oldLedger(1);
  const step = (ledger: TestLedger, after: string | null, batch = 20) =>
    ledger.call('siso_prune', {
      ...by('ada'),
      ...{ p_figure_days: null, p_text_days: null, p_batch: batch, p_after: after },
    });
  const left = async () => Number((await crowd.ledger.sql('select count(*) as n from automation_tasks'))[0]?.n);

  // The connection of a prune ends while its batch waits for the lock, and again between two batches.
  const blocker = await connectTo(crowd.database.url);
  await blocker.query('begin');
  await blocker.query('select siso.lock()');
  const pruner = await connectTo(crowd.database.url);
  const cut = step(ledgerOver(pruner), null).catch((error: Error) => error);
  await expect.poll(() => waiting(crowd.ledger)).toBe(1);
  await crowd.ledger.sql(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted`);
  expect(await cut).toBeInstanceOf(Error);
  await blocker.query('rollback');
  await Promise.all([blocker.end(), pruner.end()]);
  expect(await left()).toBe(OLD);

  let next: string | null = null;
  while ((await left()) > OLD / 2) ({ next } = await step(crowd.ledger, next));
  const underWay = Promise.withResolvers<void>();
  const dying = (async () => {
    for (let batches = 1; next !== null; batches++) {
      ({ next } = await step(crowd.ledger, next, 1));
      if (batches === 5) underWay.resolve();
    }
  })().catch((error: Error) => error);
  await underWay.promise;
  await postgres().kill();
  expect(await dying).toBeInstanceOf(Error);
  await postgres().restart();
  crowd.ledger = ledgerOver(await crowd.database.connect());

  expect(await imbalances(crowd.ledger)).toEqual([]);
  const rest = await left();
  expect(rest).toBeGreaterThan(0);
  expect(await prune(crowd.ledger)).toMatchObject({ tasks: rest });
  expect(await imbalances(crowd.ledger)).toEqual([]);
  await crowd.end();
});

const waiting = async (ledger: TestLedger) =>
  Number((await ledger.sql(`select count(*) as n from pg_locks where locktype = 'advisory' and not granted`))[0]?.n);
