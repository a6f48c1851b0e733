import { afterEach, describe, expect, test } from 'vitest';
import type { LedgerEvent } from '../../src/contracts/ledger/events.ts';
import { type Crowd, crowdOf, ledgerOver } from '../support/crowd.ts';
import { type TestLedger, USD, usage } from '../support/ledger.ts';
import { claim, fail, sweep } from '../support/queue.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

let crowd: Crowd;
afterEach(() => crowd.end());

/** Asks all the time, a few at once, until nothing has come after `done`. */
async function follow(ledger: TestLedger, { limit, done }: { limit: number; done(): boolean }): Promise<LedgerEvent[]> {
  const all: LedgerEvent[] = [];
  for (let cursor = 'start'; ; ) {
    const over = done();
    const { events, next } = await ledger.call('siso_events', { p_after: cursor, p_limit: limit });
    all.push(...events);
    if (over && events.length === 0) return all;
    cursor = next;
  }
}

/** What one of the crowd writes: of every table that the feed is made of. */
async function work(one: TestLedger, n: number): Promise<void> {
  for (let round = 0; round < 6; round++) {
    await one.submit({ repo: `acme/${n}` });
    for (const { hold } of (await claim(one, 2, { worker: `w${n}` })).claimed) {
      await one.start(hold);
      await one.heartbeat(hold, { usedMicros: round, turns: round });
      if (round % 3 === 2) await fail(one, hold);
      else await one.settle(hold, usage({ micros: 90_000 }));
    }
    if (round === n % 6) await one.setBudget({ dailyMicros: (5 + n) * USD });
    if (round === 3) await one.set('token_hold', 1_000 + n);
    if (round === 4) await sweep(one);
  }
}

/** An event without its place, which depends on who asked when. */
const content = ({ cursor, ...event }: LedgerEvent) => JSON.stringify(event);

describe('a follower that asks while twenty write', () => {
  test('sees every event exactly once, those of one task in order', async () => {
    crowd = await crowdOf(20, { way: 'Postgres', postgres: postgres() });
    const others = await crowdOfFollowers(3);
    let writing = true;
    const followers = others.map((one, n) => follow(one, { limit: [1, 7, 200][n] ?? 1, done: () => !writing }));
    await crowd.atOnce(work);
    writing = false;
    const found = (await Promise.all(followers)).map((events) => events.filter(({ kind }) => kind !== 'task.progress'));

    const whole = (await follow(crowd.ledger, { limit: 500, done: () => true })).filter(
      (e) => e.kind !== 'task.progress',
    );
    const [{ rows } = { rows: 0 }] = await crowd.ledger.sql<{
      rows: number;
    }>(`select (select count(*) from task_events)::int
      + (select count(*) from audit_log where action not like 'task.%')::int + (select count(*) from alerts where notify)::int as rows`);
    expect(whole).toHaveLength(rows);
    expect(new Set(whole.map(({ kind }) => kind.split('.')[0]))).toEqual(
      new Set(['limits', 'setting', 'task', 'budget']),
    );
    for (const events of found) {
      expect(events.map(content).sort()).toEqual(whole.map(content).sort());
      expect(ofTasks(events)).toEqual(ofTasks(whole));
    }
  });
});

/** What happened to each task, in its order. */
function ofTasks(events: LedgerEvent[]): Record<string, string[]> {
  const tasks: Record<string, string[]> = {};
  for (const { kind, subject } of events.filter((event) => event.kind.startsWith('task.')))
    tasks[subject] = [...(tasks[subject] ?? []), kind];
  return tasks;
}

/** Connections of their own: whoever shared one would wait for the writers. */
async function crowdOfFollowers(count: number): Promise<TestLedger[]> {
  return Promise.all(Array.from({ length: count }, async () => ledgerOver(await crowd.database.connect())));
}
