import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { claim, claimedIds, explain, fail, openLedger, queue, working } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});

describe('a task that waits is explained', () => {
  test('by its turn', async () => {
    const [first, second] = [await ledger.queued(), await ledger.queued()];
    const other = await ledger.queued({ repo: 'acme/web' });

    expect(await explain(ledger, first)).toEqual({
      ...{ taskId: first, state: 'queued', position: 1, waiting: 3, waitsFor: { reason: 'turn' }, aheadInFlow: 0 },
      ...{ startsAt: '2026-03-01T10:00:00+00:00', promised: true },
    });
    expect(await explain(ledger, other)).toMatchObject({
      position: 2,
      aheadInFlow: 0,
      promised: false,
      startsAt: null,
    });
    expect(await explain(ledger, second)).toMatchObject({ position: 3, aheadInFlow: 1 });
  });

  test.each<[string, object, () => Promise<unknown>]>([
    ['paused', { startsAt: null, promised: false }, () => ledger.set('paused', true)],
    [
      'window_full',
      { startsAt: '2026-03-01T11:01:00+00:00', promised: true },
      () => ledger.setLimits('development', { tokensPerHour: 100 }).then(() => ledger.done({}, usage({ tokens: 100 }))),
    ],
    [
      'budget_used',
      { startsAt: '2026-03-02T00:00:00+00:00', promised: true },
      () => ledger.setBudget({ dailyMicros: 150_000 }).then(() => ledger.done({}, usage({ micros: 100_000 }))),
    ],
    [
      'budget_held',
      { startsAt: '2026-03-01T10:10:00+00:00', promised: false },
      () => ledger.setBudget({ dailyMicros: 150_000 }).then(() => ledger.held()),
    ],
    [
      'no_slot',
      { startsAt: '2026-03-01T10:10:00+00:00', promised: false },
      () => ledger.held().then(() => ledger.set('max_concurrent_jobs', 1)),
    ],
    [
      'provider_gate',
      { startsAt: '2026-03-01T10:01:00+00:00', promised: true },
      () => ledger.held().then(({ hold }) => ledger.heartbeat(hold, { provider: { retryAfterSeconds: 60 } })),
    ],
  ])('by %s, before and after a worker has looked at it', async (reason, when, block) => {
    await block();
    const taskId = await ledger.queued();

    expect(await explain(ledger, taskId)).toMatchObject({ position: 1, waitsFor: { reason }, ...when });
    await claim(ledger);
    expect(await explain(ledger, taskId)).toMatchObject({ position: 1, waitsFor: { reason }, ...when });
    expect((await queue(ledger)).tasks).toMatchObject([{ id: taskId, position: 1, waitsFor: { reason } }]);
  });

  test('by its delay, and stands behind those that are awake', async () => {
    const taskId = await ledger.queued();
    await fail(ledger, (await working(ledger)).hold, { class: 'provider', afterSeconds: 300 });
    expect(await explain(ledger, taskId)).toMatchObject({
      ...{ position: 1, waitsFor: { reason: 'delay' }, startsAt: '2026-03-01T10:05:00+00:00', promised: true },
    });
    await ledger.queued();

    expect(await explain(ledger, taskId)).toMatchObject({ position: 2, promised: false });
  });

  test('by what it depends on, or an approval', async () => {
    const taskId = await ledger.queued();
    await ledger.sql(`update automation_tasks set state = 'blocked' where id = $1`, [taskId]);
    expect(await explain(ledger, taskId)).toMatchObject({ position: null, waitsFor: { reason: 'dependency' } });
    await ledger.sql(`update automation_tasks set state = 'pending_approval' where id = $1`, [taskId]);
    expect(await explain(ledger, taskId)).toMatchObject({ position: null, waitsFor: { reason: 'approval' } });

    await ledger.sql('select siso.enqueue($1, siso.now())', [taskId]);
    expect(await claimedIds(ledger)).toEqual([taskId]);
    expect(await explain(ledger, taskId)).toMatchObject({ state: 'running', position: null, waitsFor: null });
    await expect(explain(ledger, 'T-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });
});

const task = fc.record({
  repo: fc.constantFrom('a', 'b', 'c', 'd'),
  priority: fc.constantFrom('urgent', 'high', 'medium', 'low'),
  estimateTokens: fc.constantFrom(10, 30, 70, 100),
  after: fc.integer({ min: 0, max: 50 }),
});

test('the queue lists the order of the claims, and explain names the same positions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(task, { minLength: 5, maxLength: 25, size: 'max' }), async (tasks) => {
      ledger = await openLedger();
      for (const { after, ...asked } of tasks) {
        await ledger.queued(asked);
        await ledger.clock.advance(after * MINUTE);
      }
      const listed = (await queue(ledger)).tasks;
      for (const { id, position } of listed) expect(await explain(ledger, id)).toMatchObject({ position });
      const claims: string[] = [];
      for (let n = 0; n < tasks.length; n++) claims.push(...(await claimedIds(ledger)));

      expect(claims).toEqual(listed.map(({ id }) => id));
    }),
    { numRuns: 15 },
  );
}, 240_000);

test('what is promised is kept to the millisecond, and not before', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(task, { minLength: 4, maxLength: 15, size: 'max' }), async (tasks) => {
      ledger = await openLedger();
      await ledger.setLimits('development', { tokensPerHour: 100, tokensPerDay: 400 });
      for (const { after, ...asked } of tasks) {
        await ledger.queued(asked);
        await ledger.clock.advance(after * MINUTE);
      }
      for (const { hold } of (await claim(ledger, 10)).claimed) {
        await ledger.start(hold);
        await ledger.settle(hold, usage({ tokens: hold.tokens }));
      }
      await claim(ledger, 10).then(({ claimed }) => Promise.all(claimed.map(({ hold }) => ledger.release(hold))));
      const [first] = (await queue(ledger)).tasks;
      if (first === undefined) return;
      const { startsAt, promised } = await explain(ledger, first.id);
      if (!promised || startsAt === null) return;
      const wait = Date.parse(startsAt) - Date.parse((await ledger.status()).now);
      if (wait > 0) {
        await ledger.clock.set(new Date(Date.parse(startsAt) - 1));
        expect((await explain(ledger, first.id)).startsAt).toBe(startsAt);
        await ledger.clock.set(startsAt);
      }
      expect(await claimedIds(ledger)).toEqual([first.id]);
      kept += 1;
    }),
    { numRuns: 25 },
  );
  expect(kept).toBeGreaterThan(5);
}, 240_000);

test('a queue of hours is listed in hours, late heads first', async () => {
  const late = await ledger.queued({ repo: 'late', priority: 'low' });
  await ledger.clock.advance(7 * HOUR);
  await ledger.queued({ repo: 'a', priority: 'high' });

  expect((await queue(ledger)).tasks.map(({ id }) => id)[0]).toBe(late);
});
