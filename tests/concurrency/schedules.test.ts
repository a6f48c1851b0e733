/** Several schedulers and several workers at one ledger, on a real Postgres. */
import { afterEach, describe, expect, test } from 'vitest';
import { createScheduler } from '../../src/engine/schedules/scheduler.ts';
import { imbalances } from '../support/books.ts';
import { created, look } from '../support/chains.ts';
import { type Crowd, crowdOf } from '../support/crowd.ts';
import { MINUTE, usage } from '../support/ledger.ts';
import { by, small, TASK } from '../support/ledger-arguments.ts';
import { claim } from '../support/queue.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { SCHEDULE } from '../support/schedules.ts';

const postgres = postgresOfThisFile();
let crowd: Crowd;
afterEach(async () => {
  expect(await imbalances(crowd.ledger)).toEqual([]);
  await crowd.end();
});

describe('schedulers that look at once', () => {
  test('queue each of many occurrences exactly once, also those that are made up for', async () => {
    crowd = await crowdOf(12, { way: 'Postgres', postgres: postgres() });
    const { ledger, atOnce } = crowd;
    const { now } = await ledger.call('siso_list_schedules', {});
    const start = new Date(Math.floor(Date.parse(now) / MINUTE) * MINUTE - 40 * MINUTE);
    for (let n = 0; n < 5; n++) {
      const p_schedule = { ...SCHEDULE, cron: '* * * * *', catchUp: 100, nextAt: start.toISOString() };
      await ledger.call('siso_set_schedule', { ...by('ada'), p_schedule });
    }
    const faults: unknown[] = [];
    const fired = await atOnce((one) => {
      const parts = { store: one as never, signal: new AbortController().signal };
      const task = { ...TASK, ...small({}) };
      return createScheduler({ ...parts, plan: async () => task, onFault: (error) => faults.push(error) }).look();
    });

    const rows = await ledger.sql<{ key: string }>('select dedupe_key as key from automation_tasks');
    expect(faults).toEqual([]);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThanOrEqual(5 * 40);
    expect(fired.reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });
});

describe('workers at the steps of one chain', () => {
  test('never exceed its cap together, whatever they claim at once', async () => {
    crowd = await crowdOf(10, { way: 'Postgres', postgres: postgres() });
    const { ledger, atOnce } = crowd;
    const steps = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`s${n}`, n < 10 ? [] : [`s${n - 10}`]]));
    const { id } = await created(ledger, steps, { budgetMicros: 1_000_000 });
    await atOnce(async (one, n) => {
      for (let round = 0; round < 12; round++) {
        for (const { hold } of (await claim(one, 1 + (n % 3), { worker: `w${n}` })).claimed) {
          await one.start(hold);
          const { costMicros, heldMicros } = await look(one, id);
          expect(costMicros + heldMicros).toBeLessThanOrEqual(1_000_000);
          await one.settle(hold, usage({ micros: Math.floor(hold.amountMicros * 0.35) * 2 }));
        }
      }
    });

    const chain = await look(ledger, id);
    expect(chain.costMicros).toBeLessThanOrEqual(1_000_000);
    expect(chain.costMicros).toBeGreaterThan(500_000);
  });
});
