/** Runs of agents around which there is no meter of ours: leases that last until they are settled. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Hold } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { HOUR, ledgerAt, MINUTE, SECOND, type TestLedger } from '../../support/ledger.ts';
import { lease } from '../../support/ledger-arguments.ts';
import { claimed, openLedger } from '../../support/queue.ts';
import { booked, entriesOf, raw, settleUnmetered, unmetered } from '../../support/unmetered.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const startFor = (hold: Hold, seconds: number) =>
  ledger.call('siso_start', { ...lease(hold), p_lease_seconds: seconds });
const leaseEnd = async ({ leaseToken }: Hold) => {
  const [row] = await ledger.sql<{ at: Date }>(
    'select lease_expires_at as at from usage_holds where lease_token = $1',
    [leaseToken],
  );
  return row?.at.toISOString();
};

describe('a lease that waits for its settlement', () => {
  test('ends after an hour without one: the whole hold is booked, and the truth corrects it whenever it comes', async () => {
    const { taskId, hold } = await ledger.held();
    await startFor(hold, 3_600);
    await ledger.clock.advance(HOUR - 1);
    expect(await ledger.expire()).toBe(0);
    await ledger.clock.advance(1);
    expect(await ledger.expire()).toBe(1);

    const lost = { state: 'failed', reason: 'lease_lost' };
    expect(await ledger.task(taskId)).toMatchObject({ ...lost, costMicros: 100_000, costSource: 'estimated' });
    expect(await booked(ledger)).toEqual({ spent: [100_000, 100_000, 100], held: 0 });

    await ledger.clock.advance(HOUR);
    expect(await settleUnmetered(ledger, hold, unmetered(30_000))).toMatchObject({
      ok: true,
      booked: 'late',
      costMicros: 30_000,
    });
    expect(await ledger.task(taskId)).toMatchObject({ ...lost, costMicros: 30_000, costSource: 'reported' });
    expect(await booked(ledger)).toEqual({ spent: [30_000, 30_000, 0], held: 0 });
    expect(await entriesOf(ledger)).toEqual([
      { kind: 'usage', source: 'estimated', requests: 0, counted: 100, micros: 100_000, others: 0 },
      { kind: 'adjust', source: 'estimated', requests: 0, counted: -100, micros: -100_000, others: 0 },
      { kind: 'adjust', source: 'reported', requests: 0, counted: 0, micros: 30_000, others: 0 },
    ]);
  });

  test('is as long as the start asks for, 30 s to an hour, and 90 s for a client that names only its lease', async () => {
    for (const [seconds, end] of [
      [30, '10:00:30'],
      [3_600, '11:00:00'],
    ] as const) {
      const { hold } = await ledger.held();
      expect(await startFor(hold, seconds)).toEqual({ ok: true });
      expect(await leaseEnd(hold)).toBe(`2026-03-01T${end}.000Z`);
    }
    const { hold } = await ledger.held();
    await raw(ledger, 'siso_start', lease(hold));
    expect(await leaseEnd(hold)).toBe('2026-03-01T10:01:30.000Z');
  });

  test.each([29, 3_601, 0, -90, null])('is refused with %s seconds, and nothing has started', async (seconds) => {
    const { hold } = await ledger.held();
    const asked = raw(ledger, 'siso_start', { ...lease(hold), p_lease_seconds: seconds });

    await expect(asked).rejects.toMatchObject({ code: 'SI400', hint: expect.stringContaining('leave it out for 90') });
    expect(await leaseEnd(hold)).toBe('2026-03-01T10:10:00.000Z');
    expect(await ledger.release(hold)).toEqual({ ok: true });
  });

  test('is not cut short by a heartbeat, which adds its 90 s once they reach further', async () => {
    const { hold } = await ledger.held();
    await startFor(hold, 600);
    expect(await ledger.heartbeat(hold)).toMatchObject({ leaseExpiresAt: '2026-03-01T10:10:00+00:00' });
    await ledger.clock.advance(9 * MINUTE);
    expect(await ledger.heartbeat(hold)).toMatchObject({ leaseExpiresAt: '2026-03-01T10:10:30+00:00' });
  });

  test('is not made longer by the same request once more', async () => {
    const { hold } = await ledger.held();
    const args = { ...lease(hold), p_lease_seconds: 60 };
    await ledger.call('siso_start', args);
    await ledger.clock.advance(59 * SECOND);

    expect(await ledger.call('siso_start', { ...args, p_lease_seconds: 3_600 })).toEqual({ ok: true });
    expect(await leaseEnd(hold)).toBe('2026-03-01T10:01:00.000Z');
  });

  test('lets nobody believe that its worker was heard in the future', async () => {
    ledger = await openLedger();
    await ledger.queued();
    await startFor((await claimed(ledger)).hold, 3_600);
    await ledger.clock.advance(MINUTE);

    const seen = { running: 1, silent: false, seenAt: '2026-03-01T10:01:00+00:00' };
    expect(await ledger.call('siso_workers', {})).toMatchObject([seen]);
  });
});
