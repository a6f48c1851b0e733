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

test('a hold that belongs to no period of now, since its budget has moved to another zone, lives on as any other', async () => {
  const ledger = await ledgerAt('2026-04-01T00:00:00Z');
  const [settled, silent, resized] = [await ledger.held(), await ledger.held(), await ledger.held()];
  await ledger.clock.advance(5 * MINUTE);
  for (const { hold } of [settled, silent, resized]) await ledger.start(hold);
  // in Havana it was still March when they were admitted, and April has begun since
  await ledger.clock.set('2026-04-01T04:00:00Z');
  await ledger.setBudget({ zone: 'America/Havana' });

  expect(await ledger.settle(settled.hold, usage({ tokens: 10 }))).toMatchObject({ ok: true });
  expect(await ledger.expire()).toBe(2);
  expect(await ledger.settle(silent.hold, usage({ tokens: 10 }))).toMatchObject({ ok: true, booked: 'late' });
});

test('a hold that belongs to no period of now can be resized', async () => {
  const ledger = await ledgerAt('2026-04-01T03:59:00Z');
  const { hold } = await ledger.running();
  await ledger.clock.advance(MINUTE);
  await ledger.setBudget({ zone: 'America/Havana' });

  expect(await ledger.resize(hold, { micros: 50_000 })).toEqual({ ok: true });
});
