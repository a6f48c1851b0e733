import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { imbalances } from '../support/books.ts';
import { type Crowd, crowdOf } from '../support/crowd.ts';
import { MINUTE, SECOND, type TestLedger, usage } from '../support/ledger.ts';
import { claim, fail, sweep, WORKER } from '../support/queue.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

let crowd: Crowd;
async function crowded(people: number, tasks: number): Promise<Crowd> {
  crowd = await crowdOf(people, { way: 'Postgres', postgres: postgres() });
  for (let n = 0; n < tasks; n++) await crowd.ledger.queued({ repo: `acme/${n % 7}` });
  return crowd;
}
afterEach(async () => {
  expect(await imbalances(crowd.ledger)).toEqual([]);
  await crowd.end();
});

const ids = (claims: Awaited<ReturnType<typeof claim>>[]) =>
  claims.flatMap(({ claimed }) => claimed.map((c) => c.taskId));
const running = (ledger: TestLedger) => ledger.sql(`select id from automation_tasks where state = 'running'`);

describe('workers that claim at once', () => {
  test('sixty against a cap of five: five get a task', async () => {
    const { ledger, atOnce } = await crowded(60, 80);
    await ledger.set('max_concurrent_jobs', 5);

    expect(ids(await atOnce((one, n) => claim(one, 1 + (n % 10), { worker: `w${n}` })))).toHaveLength(5);
    expect(await running(ledger)).toHaveLength(5);
  });

  test('never get the same task, and get all of them', async () => {
    const { ledger, atOnce } = await crowded(20, 60);
    const got = ids(await atOnce((one, n) => claim(one, 3, { worker: `w${n}` })));

    expect(new Set(got).size).toBe(60);
    expect(await running(ledger)).toHaveLength(60);
  });

  test('and settle, keep to their slots and end every task once', async () => {
    const { ledger, atOnce } = await crowded(8, 60);
    await ledger.set('max_concurrent_jobs', 4);
    await atOnce(async (one, n) => {
      for (let round = 0; round < 40; round++) {
        for (const { hold } of (await claim(one, 1 + (n % 3), { worker: `w${n}` })).claimed) {
          expect((await running(one)).length).toBeLessThanOrEqual(4);
          await one.start(hold);
          if (round % 9 === 8) await fail(one, hold, { class: 'shutdown' });
          else await one.settle(hold, usage({ micros: 2_000 }));
        }
      }
    });

    const { tasks } = await ledger.list({ states: ['succeeded'] }, { limit: 500 });
    const ends = await ledger.sql(`select task_id from task_events where event = 'succeeded'`);
    expect(tasks.length).toBe(ends.length);
    expect(new Set(ends.map(({ task_id }) => task_id)).size).toBe(ends.length);
  });
});

describe('at the end of a lease', () => {
  test('settlements and sweeps at once: each task ends or goes back once, and its cost is booked once', async () => {
    const { ledger, ledgers } = await crowded(12, 12);
    const holds = (await Promise.all([claim(ledger, 10), claim(ledger, 2)])).flatMap(({ claimed }) => claimed);
    for (const { hold } of holds) await ledger.start(hold);
    await ledger.clock.advance(90 * SECOND);
    await Promise.all(
      ledgers.map((one, n) => {
        const hold = holds[n]?.hold;
        return hold !== undefined && n % 2 === 0 ? one.settle(hold, usage({ micros: 4_000 })) : sweep(one);
      }),
    );
    await sweep(ledger);

    expect(await running(ledger)).toHaveLength(0);
    const cost = await ledger.sql<{ cost: number }>('select sum(cost_micros)::int as cost from token_usage_history');
    expect(cost).toEqual([{ cost: 6 * 4_000 + 6 * 100_000 }]);
  });

  test('taking over and expiring at once: either the runner has it, or the queue', async () => {
    const { ledger, ledgers } = await crowded(10, 5);
    const asked = { p_request_id: randomUUID(), p_filter: {}, p_limit: 5 };
    const { claimed } = await ledger.call('siso_dispatch', asked);
    for (const { hold } of claimed)
      await ledger.call('siso_note_run', { p_request_id: randomUUID(), p_lease_token: hold.leaseToken, p_run_id: '1' });
    await ledger.clock.advance(15 * MINUTE - 1);
    const takes = ledgers.map(async (one, n) => {
      if (n % 2 === 1)
        return ledger.clock
          .advance(1)
          .then(() => sweep(one))
          .then(() => undefined);
      const task = { p_task_id: claimed[n / 2]?.taskId ?? '', p_run_id: '1' };
      return one.call('siso_take_over', { p_request_id: randomUUID(), ...task, p_worker: WORKER });
    });
    const taken = (await Promise.all(takes)).filter((answer) => answer?.ok).length;

    expect(await running(ledger)).toHaveLength(taken);
    expect(ids([await claim(ledger, 10)])).toHaveLength(5 - taken);
  });
});
