import { expect, test } from 'vitest';
import { ledgerAt, MINUTE, usage } from '../support/ledger.ts';

test('a run that was released, or never said that it started, and did run after all counts as a request', async () => {
  const ledger = await ledgerAt('2026-03-01T10:00:00Z');
  const released = await ledger.held();
  const silent = await ledger.held();
  const requests = async () => {
    const { limits } = await ledger.status();
    return limits.find(({ category }) => category === 'development')?.requests.minute.used;
  };
  await ledger.release(released.hold);
  expect(await requests()).toBe(1);
  await ledger.settle(released.hold, usage({ tokens: 10 }));
  expect(await requests()).toBe(2);

  await ledger.clock.advance(10 * MINUTE);
  await ledger.expire();
  await ledger.settle(silent.hold, usage({ tokens: 10 }));

  const [hold] = await ledger.sql<{ requests: number }>(
    `select sum(requests)::int as requests from rate_limit_usage where window_kind = 'minute'`,
  );
  expect(hold?.requests).toBe(2);
});
