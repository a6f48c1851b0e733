import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { claim, openLedger } from '../../support/queue.ts';

const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
const task = fc.record({
  repo: fc.constantFrom('acme/a', 'acme/b', 'acme/c'),
  actor: fc.constantFrom('ada', 'bob'),
  category: fc.constantFrom('development', 'testing'),
  priority: fc.constantFrom(...PRIORITIES, 'medium', 'medium'),
  estimateTokens: fc.constantFrom(10, 10, 10, 40, 700),
  budgetMicros: fc.constantFrom(20_000, 20_000, 60_000, undefined),
  environment: fc.constantFrom('development', 'development', 'staging'),
});
const scenario = fc.record({
  tasks: fc.array(task, { minLength: 15, maxLength: 40, size: 'max' }),
  tokensPerHour: fc.constantFrom(60, 120, 600),
  dailyMicros: fc.constantFrom(100_000, 300_000, 50_000_000),
  slots: fc.constantFrom(4, 9, 100),
  ofRepo: fc.constantFrom(undefined, 2),
  /** Minutes; short enough that nothing has been passed over for half an hour: that is looked at whenever somebody is tried. */
  wait: fc.integer({ min: 1, max: 9 }),
  /** How long ago every third task was queued, hours. */
  age: fc.constantFrom(0, 3, 7),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never;

/** Claims up to ten, at once or one after the other; asks on while it is told that this helps. */
async function ten(ledger: TestLedger, each: 1 | 10) {
  const got = [];
  const { now } = await ledger.status();
  for (let soon = true; soon && got.length < 10; ) {
    const { claimed, nextAt } = await claim(ledger, Math.min(each, 10 - got.length));
    got.push(...claimed);
    soon = claimed.length > 0 || nextAt === now;
  }
  return got;
}

/** What is in the books, with ids replaced by the number of the task's submission. */
async function books(ledger: TestLedger): Promise<unknown> {
  const [tasks, holds, windows, periods] = await Promise.all([
    ledger.sql(
      'select queue_no - min(queue_no) over () as n, state, reason, attempt, hold_micros from automation_tasks order by 1',
    ),
    ledger.sql(`select t.queue_no - (select min(queue_no) from automation_tasks) as n, h.attempt, h.state, h.flow, h.overdue, h.worker,
      h.amount_micros, h.tokens, h.estimate_tokens, h.buffer_tokens, h.periods, h.lease_expires_at,
      (select jsonb_agg(c - 'config' order by n) from jsonb_array_elements(h.charges) with ordinality as all_of (c, n)) as charges
      from usage_holds h join automation_tasks t on t.id = h.task_id order by 1, h.admitted_at`),
    ledger.sql(`select c.category, c.repo, u.window_kind, u.bucket_start, u.tokens, u.requests
      from rate_limit_usage u join rate_limit_config c on c.id = u.config_id order by 1, 2, 3, 4`),
    ledger.sql('select * from budget_periods order by 1, 2, 3, 4'),
  ]);
  const counts = await ledger.sql('select action, count(*) from audit_log group by 1 order by 1');
  return { tasks, holds, windows, periods, counts };
}

/** Two rounds of claims, the first one's tasks settled or lost in between. */
async function play({ tasks, tokensPerHour, dailyMicros, slots, ofRepo, wait, age }: Scenario, each: 1 | 10) {
  const ledger = await openLedger(slots);
  await ledger.setLimits('development', { tokensPerHour });
  await ledger.setBudget({ dailyMicros, dailyTokens: 3_000 });
  if (ofRepo !== undefined) await ledger.setLimits('testing', { maxConcurrent: ofRepo }, { repo: 'acme/b' });
  await ledger.set('default_estimate_tokens', 25);
  const ids: string[] = [];
  for (const one of tasks) {
    const answer = await ledger.submit(one);
    if (answer.decision === 'queued') ids.push(answer.taskId);
  }
  const late = `update automation_tasks set enqueued_at = enqueued_at - $1 * interval '1 hour' where queue_no % 3 = 0`;
  await ledger.sql(late.replace('queue_no', '(queue_no - (select min(queue_no) from automation_tasks))'), [age]);
  const order: number[] = [];
  for (let round = 0; round < 2; round++) {
    const got = await ten(ledger, each);
    order.push(...got.map(({ taskId }) => ids.indexOf(taskId)));
    for (const [n, { hold }] of got.entries()) {
      if (n % 3 === 0) await ledger.start(hold);
      if (n % 6 === 0) await ledger.settle(hold, usage({ tokens: 4 }));
    }
    await ledger.clock.advance(wait * MINUTE);
  }
  await ten(ledger, each);
  expect(await imbalances(ledger)).toEqual([]);
  return { order, books: await books(ledger) };
}

test('claiming ten at once leaves the same tasks, holds and counters as claiming one ten times', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const one = await play(given, 1);

      expect(await play(given, 10)).toEqual(one);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 240_000);
