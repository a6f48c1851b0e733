import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { HOUR, SECOND, type TestLedger } from '../../support/ledger.ts';
import { claim, claimed, claimedIds, openLedger, queue } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

describe('what keeps everything', () => {
  test('a pause, until it is over; direct admissions are deferred too', async () => {
    const taskId = await ledger.queued();
    await ledger.set('paused', true);
    expect(await claim(ledger)).toMatchObject({ claimed: [], nextAt: null });
    expect(await queue(ledger)).toMatchObject({ paused: true, tasks: [{ waitsFor: { reason: 'paused' } }] });

    await ledger.set('paused', false);
    expect(await claimedIds(ledger)).toEqual([taskId]);
  });

  test('the provider’s gate, for all workers', async () => {
    const [, second] = [await ledger.queued(), await ledger.queued()];
    const { hold } = await claimed(ledger);
    await ledger.heartbeat(hold, { provider: { retryAfterSeconds: 120 } });
    expect(await claim(ledger, 1, { worker: 'another' })).toMatchObject({
      ...{ claimed: [], nextAt: '2026-03-01T10:02:00+00:00' },
    });

    await ledger.clock.advance(120 * SECOND);
    expect(await claimedIds(ledger, 1, { worker: 'another' })).toEqual([second]);
  });

  test('the slots, one pool for claims and direct admissions', async () => {
    await ledger.set('max_concurrent_jobs', 2);
    const direct = await ledger.held();
    const [first, second] = [await ledger.queued(), await ledger.queued()];
    expect(await claimedIds(ledger, 10)).toEqual([first]);
    expect(await ledger.admit()).toMatchObject({ decision: 'deferred', reason: 'no_slot' });
    await ledger.release(direct.hold);

    expect(await claimedIds(ledger, 10)).toEqual([second]);
  });

  test('a clock that is set back keeps nobody from a second try', async () => {
    await ledger.setLimits('development', { tokensPerHour: 100 });
    await ledger.held();
    const taskId = await ledger.queued();
    await claim(ledger);
    await ledger.clock.advance(-HOUR);
    await ledger.setLimits('development', { tokensPerHour: 300 });

    expect(await claimedIds(ledger)).toEqual([taskId]);
  });
});
