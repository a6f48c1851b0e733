import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Claimed } from '../../../src/contracts/ledger/queue.ts';
import { imbalances } from '../../support/books.ts';
import { ended, MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { claim, openLedger } from '../../support/queue.ts';

const complete = (ledger: TestLedger, claimed: Claimed[]) =>
  ledger.call('siso_complete', {
    p_request_id: randomUUID(),
    p_settlements: claimed.map(({ hold }) => ({
      leaseToken: hold.leaseToken,
      outcome: ended(hold, usage({ tokens: 40 })),
    })),
  });

async function claimedOf(ledger: TestLedger, count: number): Promise<Claimed[]> {
  for (let n = 0; n < count; n += 1) await ledger.queued({ repo: `acme/${n % 3}` });
  return (await claim(ledger, count)).claimed;
}

test('ten attempts are settled in one call, each answered in its place', async () => {
  const ledger = await openLedger();
  const claimed = await claimedOf(ledger, 10);

  const answers = await complete(ledger, claimed);
  expect(answers).toMatchObject(
    claimed.map(({ taskId }) => ({ ok: true, taskId, booked: 'settled', costMicros: 80, tokens: { counted: 40 } })),
  );
  expect((await ledger.budget('day', 'usd')).spent).toBe(800);
  expect(await imbalances(ledger)).toEqual([]);
  // each hold remembers its own answer
  expect(await complete(ledger, claimed.slice(0, 2))).toEqual(answers.slice(0, 2));
});

test('a lease that nobody knows, or that was lost, leaves the others settled', async () => {
  const ledger = await openLedger();
  const [one, lost, two] = await claimedOf(ledger, 3);
  if (one === undefined || lost === undefined || two === undefined) throw new Error('This test needs three tasks');
  await ledger.start(lost.hold);
  await ledger.clock.advance(5 * MINUTE);
  await ledger.start(one.hold);
  await ledger.start(two.hold);
  await ledger.heartbeat(one.hold);
  await ledger.heartbeat(two.hold);
  await ledger.clock.advance(MINUTE);
  await ledger.expire();
  const unknown = { ...one, hold: { ...one.hold, leaseToken: randomUUID() } };

  expect(await complete(ledger, [one, lost, unknown, two])).toMatchObject([
    { ok: true, booked: 'settled' },
    { ok: true, booked: 'late' },
    { ok: false, reason: 'lease_lost' },
    { ok: true, booked: 'settled' },
  ]);
  expect(await imbalances(ledger)).toEqual([]);
});

test('one outcome that is not in order refuses all of them', async () => {
  const ledger = await openLedger();
  const [one, two] = await claimedOf(ledger, 2);
  if (one === undefined || two === undefined) throw new Error('This test needs two tasks');
  const foreign = { ...two, hold: { ...two.hold, prices: two.hold.prices.map((price) => ({ ...price, id: 999 })) } };

  await expect(complete(ledger, [one, foreign])).rejects.toThrow('The usage to settle is not valid');
  expect(await ledger.task(one.taskId)).toMatchObject({ state: 'running', costMicros: 0 });
  expect(await complete(ledger, [one, two])).toMatchObject([{ ok: true }, { ok: true }]);
});
