import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { created, look, resume, runAll, states, workAll } from '../../support/chains.ts';
import { MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { openLedger, working } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const THREE = { a: [], b: [], c: [] };
const CAPPED = { state: 'budget_capped', reason: 'hold_reached' } as const;

describe('the cap of a chain', () => {
  test('is shared by steps that run at once: what one holds another cannot', async () => {
    const { id } = await created(ledger, THREE, { budgetMicros: 150_000 });
    const running = await workAll(ledger);

    expect(running.map(({ hold }) => hold.amountMicros)).toEqual([100_000, 50_000]);
    expect(await look(ledger, id)).toMatchObject({ heldMicros: 150_000, costMicros: 0 });
    expect(await workAll(ledger)).toEqual([]);
  });

  test('goes to the next step as far as it was not used', async () => {
    await created(ledger, THREE, { budgetMicros: 150_000 });
    for (const { hold } of await workAll(ledger)) await ledger.settle(hold, usage({ micros: 40_000 }));

    expect((await workAll(ledger)).map(({ hold }) => hold.amountMicros)).toEqual([70_000]);
  });

  test('that is used up ends the remaining steps as budget_capped', async () => {
    const { id } = await created(ledger, { a: [], b: ['a'], c: ['b'], d: [] }, { budgetMicros: 100_000 });
    const { hold } = await working(ledger);
    await ledger.settle(hold, usage({ micros: 100_000 }));

    expect(await states(ledger, id)).toEqual({
      ...{ chain: 'budget_capped', a: 'succeeded', b: 'budget_capped', c: 'budget_capped', d: 'budget_capped' },
    });
    expect(
      (await ledger.sql('select count(*)::int as n from task_events where event = $1', ['budget_capped']))[0],
    ).toEqual({ n: 3 });
  });

  test('is reached with the step whose hold was all that was left', async () => {
    const { id } = await created(ledger, { a: [], b: [] }, { budgetMicros: 90_000 });
    const { hold } = await working(ledger);
    expect(hold.amountMicros).toBe(90_000);
    await ledger.settle(hold, usage({ micros: 89_000 }), CAPPED);

    expect(await states(ledger, id)).toEqual({ chain: 'budget_capped', a: 'budget_capped', b: 'budget_capped' });
  });

  test('counts attempts that failed and were tried again', async () => {
    await created(ledger, { a: [] }, { budgetMicros: 60_000 });
    const { hold } = await working(ledger);
    const failed = { state: 'failed', reason: 'api_failed', retry: { class: 'transient', afterSeconds: 1 } } as const;
    await ledger.settle(hold, usage({ micros: 20_000 }), failed);
    await ledger.clock.advance(MINUTE);

    expect((await working(ledger)).hold.amountMicros).toBe(40_000);
  });

  test('holds for a task that is admitted directly, and for a hold that grows', async () => {
    const { steps } = await created(ledger, { a: [], b: [] }, { budgetMicros: 120_000 });
    const first = await ledger.runQueued(steps[0]?.taskId ?? '');
    expect(await ledger.resize(first.hold, { micros: 120_001 })).toEqual({ ok: false, reason: 'no_room' });
    expect(await ledger.resize(first.hold, { micros: 120_000 })).toMatchObject({ ok: true });

    expect(await ledger.admitQueued(steps[1]?.taskId ?? '')).toMatchObject({
      ...{ decision: 'deferred', reason: 'budget_held', used: 120_000, max: 120_000 },
    });
  });

  test('is raised when the chain is resumed', async () => {
    const { id } = await created(ledger, { a: [], b: ['a'] }, { budgetMicros: 50_000 });
    const { hold } = await working(ledger);
    await ledger.settle(hold, usage({ micros: 50_000 }));
    expect(await states(ledger, id)).toMatchObject({ chain: 'budget_capped', b: 'budget_capped' });
    expect(await resume(ledger, id)).toMatchObject({
      ...{ decision: 'refused', step: 'b', hint: expect.stringContaining('used up its $0.05') },
    });
    expect(await states(ledger, id)).toMatchObject({ chain: 'budget_capped', b: 'budget_capped' });

    expect(await resume(ledger, id, { budget: 80_000 })).toMatchObject({
      decision: 'queued',
      workflow: { budgetMicros: 80_000 },
    });
    expect((await workAll(ledger)).map(({ hold: { amountMicros } }) => amountMicros)).toEqual([30_000]);
  });

  test('that is missing limits nothing', async () => {
    const { id } = await created(ledger, THREE);

    expect(await runAll(ledger)).toHaveLength(3);
    expect(await look(ledger, id)).toMatchObject({ state: 'succeeded', budgetMicros: null });
  });
});
