import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, type TestLedger } from '../../support/ledger.ts';
import { claim, openLedger } from '../../support/queue.ts';

const task = fc.record({
  repo: fc.integer({ min: 1, max: 9 }).map((n) => `acme/app-${n}`),
  actor: fc.constantFrom('ada', 'bob'),
  priority: fc.oneof(
    { weight: 1, arbitrary: fc.constant('urgent' as const) },
    { weight: 80, arbitrary: fc.constantFrom('high' as const, 'medium' as const, 'low' as const) },
  ),
  estimateTokens: fc.constantFrom(10, 10, 10, 900),
  /** Minutes until the next one. */
  pause: fc.constantFrom(0, 0, 0, 1, 1, 3, 10),
});
const scenario = fc.record({
  tasks: fc.array(task, { minLength: 20, maxLength: 40, size: 'max' }),
  claims: fc.integer({ min: 0, max: 12 }),
  limit: fc.integer({ min: 1, max: 14 }),
  /** Hours that all of them have waited. */
  age: fc.constantFrom(0, 0, 0, 4),
});

/** A rule that fits no flow changes no order, and is looked up flow by flow. */
const BY_FLOWS = { weights: [{ repo: 'nobody/none', weight: 1 }] };

/** What a worker without filters says, and `how`; some flows were tried in this call already. */
const picks = (ledger: TestLedger, how: object, limit: number) =>
  ledger.sql('select to_jsonb(p) as pick from siso.picks($1, $2, $3, siso.now()) p', [
    { repos: [], categories: [], ...how },
    ['1acme/app-3\u001fdevelopment\u001fada'],
    limit,
  ]);

test('walking along the deadlines finds those that jumping from flow to flow finds', async () => {
  let walked = 0;
  await fc.assert(
    fc.asyncProperty(scenario, async ({ tasks, claims, limit, age }) => {
      const ledger = await openLedger();
      await ledger.setLimits('development', { tokensPerDay: 1_000 });
      for (const { pause, ...asked } of tasks) {
        await ledger.queued(asked);
        await ledger.clock.advance(pause * MINUTE);
      }
      await ledger.clock.advance(age * HOUR);
      for (let at = 0; at < claims; at += 1) await claim(ledger);

      expect(await picks(ledger, {}, limit)).toEqual(await picks(ledger, BY_FLOWS, limit));
      const [first] = await ledger.sql<{ n: number }>(
        `select count(*)::int as n from siso.first_picks('{}', '{}', null, $1, siso.now())`,
        [limit],
      );
      if (first?.n === limit) walked += 1;
    }),
    { numRuns: 20 },
  );
  expect(walked).toBeGreaterThan(3);
});
