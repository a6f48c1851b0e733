import { expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { ledgerAt } from '../../support/ledger.ts';

test('the worked example of docs/ledger.md', async () => {
  const ledger = await ledgerAt('2026-03-02T10:00:00Z');
  const at = (time: string) => ledger.clock.set(`2026-03-02T${time}Z`);
  const money = async () => {
    const { spent, held } = await ledger.budget('day', 'usd');
    const tokens = await ledger.budget('day', 'tokens');
    return [spent, held, tokens.spent, tokens.held];
  };
  const ask = { estimateTokens: 600, budgetMicros: 500_000 };

  const first = await ledger.ask(ask);
  if (first.decision !== 'admitted') throw new Error(first.reason);
  expect(first.hold).toMatchObject({ tokens: 1_200, leaseExpiresAt: '2026-03-02T10:10:00+00:00' });
  expect(await money()).toEqual([0, 500_000, 0, 1_200]);

  await at('10:00:20');
  const deferred = {
    limit: 'development tokens/minute',
    max: 1_000,
    retryAt: '2026-03-02T10:01:01+00:00',
    promised: true,
  };
  expect(await ledger.ask(ask)).toMatchObject({ ...deferred, used: 600 });

  await at('10:00:30');
  await ledger.start(first.hold);
  await at('10:00:50');
  const used = { inputTokens: 300, outputTokens: 200, cacheReadTokens: 4_000 };
  expect(await ledger.settle(first.hold, used)).toMatchObject({ costMicros: 3_000, tokens: { counted: 500 } });
  expect(await money()).toEqual([3_000, 0, 500, 0]);
  expect(await ledger.ask(ask)).toMatchObject({ ...deferred, used: 500 });

  await at('10:01:01');
  const second = await ledger.ask(ask);
  if (second.decision !== 'admitted') throw new Error(second.reason);
  await at('10:01:10');
  await ledger.start(second.hold);
  await at('10:02:40');
  expect(await ledger.expire()).toBe(1);
  expect(await money()).toEqual([503_000, 0, 1_700, 0]);

  await at('10:20:00');
  expect(await ledger.settle(second.hold, { inputTokens: 400, outputTokens: 100 })).toMatchObject({ booked: 'late' });
  expect(await money()).toEqual([4_800, 0, 1_000, 0]);
  expect(await imbalances(ledger)).toEqual([]);
});
