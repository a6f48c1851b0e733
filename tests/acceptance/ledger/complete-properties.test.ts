import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../src/contracts/ledger/life.ts';
import type { Claimed } from '../../../src/contracts/ledger/queue.ts';
import { imbalances } from '../../support/books.ts';
import { ended, MINUTE, type TestLedger, usage } from '../../support/ledger.ts';
import { claim, openLedger } from '../../support/queue.ts';

const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...others) });

const settlement = fc.record({
  repo: fc.constantFrom('acme/web', 'acme/app'),
  category: fc.constantFrom('development' as const, 'testing' as const),
  started: fc.boolean(),
  state: mostly<Outcome['state']>('succeeded', 'budget_capped', 'cancelled', 'failed'),
  retry: fc.constantFrom('none' as const, 'provider' as const, 'shutdown' as const),
  source: mostly<'metered' | 'estimated'>('metered', 'estimated'),
  tokens: fc.array(fc.nat(160), { maxLength: 3 }),
  micros: fc.nat(30_000),
  reported: mostly<'none' | 'equal' | 'other'>('none', 'equal', 'other'),
  result: fc.boolean(),
  token: mostly<'own' | 'unknown' | 'first'>('own', 'unknown', 'first'),
});
type Settlement = typeof settlement extends fc.Arbitrary<infer S> ? S : never;

type Batch = typeof batch extends fc.Arbitrary<infer B> ? B : never;
const batch = fc.record({
  settlements: fc.array(settlement, { minLength: 1, maxLength: 10 }),
  minutes: fc.nat(70),
  late: mostly(false, true),
});

function outcomeOf(claimed: Claimed, s: Settlement): Outcome {
  const entries = s.tokens.flatMap(
    (tokens) => ended(claimed.hold, usage({ tokens, micros: 2 * (tokens + s.micros) })).entries,
  );
  const cost = s.tokens.reduce((sum, tokens) => sum + 2 * (tokens + s.micros), 0);
  return {
    ...{ state: s.state, reason: s.state === 'succeeded' ? 'completed' : 'api_failed', costSource: s.source, entries },
    ...{ turns: 3, durationMs: 1_000, changedFiles: ['a.ts'], retry: { class: s.retry, afterSeconds: 30 } },
    ...(s.reported === 'none' ? {} : { reportedCostMicros: s.reported === 'equal' ? cost : cost * 2 + 9 }),
    ...(s.result ? { result: 'done' } : {}),
  };
}

/** What a batch asks to settle: those it claimed, with the mistakes that it shall contain. */
async function prepare(ledger: TestLedger, { settlements, minutes, late }: Batch) {
  for (const { repo, category } of settlements) await ledger.queued({ repo, category });
  const { claimed } = await claim(ledger, settlements.length);
  const asked: { leaseToken: string; outcome: Outcome }[] = [];
  for (const [at, one] of claimed.entries()) {
    const how = settlements[at];
    if (how === undefined) continue;
    if (how.started) await ledger.start(one.hold);
    const first = asked[0]?.leaseToken ?? one.hold.leaseToken;
    const leaseToken = { own: one.hold.leaseToken, unknown: randomUUID(), first }[how.token];
    asked.push({ leaseToken, outcome: outcomeOf(one, how) });
  }
  await ledger.clock.advance(minutes * MINUTE);
  if (late) await ledger.expire();
  return asked;
}

const TABLES = [
  ...['automation_tasks', 'usage_holds', 'token_usage_history', 'task_events', 'task_texts', 'audit_log', 'alerts'],
  ...['budget_periods', 'rate_limit_usage', 'automation_analytics', 'settings'],
];

/** Every row of every table, sorted, with tasks named by their turn and nothing else that is random. */
async function contents(ledger: TestLedger): Promise<Record<string, string[]>> {
  const tasks = await ledger.sql<{ id: string }>('select id from public.automation_tasks order by queue_no');
  const turns = new Map(tasks.map(({ id }, at) => [id, `task ${at}`]));
  const named = (text: string) =>
    text.replace(/T-[0-9A-Z]{8}/g, (id) => turns.get(id) ?? id).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id');
  const found: [string, string[]][] = [];
  for (const table of TABLES) {
    const rows = await ledger.sql<{ row: string }>(
      `select (to_jsonb(x) - '{id,queue_no}'::text[])::text as row from public.${table} x`,
    );
    found.push([table, rows.map(({ row }) => named(row)).toSorted()]);
  }
  return Object.fromEntries(found);
}

type Asked = Awaited<ReturnType<typeof prepare>>;

async function together(ledger: TestLedger, p_settlements: Asked): Promise<object[]> {
  return ledger.call('siso_complete', { p_request_id: randomUUID(), p_settlements });
}

async function oneByOne(ledger: TestLedger, asked: Asked): Promise<object[]> {
  const answers: object[] = [];
  for (const { leaseToken, outcome } of asked) {
    const settlement = { p_request_id: randomUUID(), p_lease_token: leaseToken, p_outcome: outcome };
    answers.push(await ledger.call('siso_settle', settlement));
  }
  return answers;
}

/** What the ledger says and holds after all batches. `watch` sees each before it is settled. */
async function played(batches: Batch[], settle: typeof together, watch = async (_: TestLedger, __: Asked) => {}) {
  const ledger = await openLedger();
  await ledger.setBudget({ dailyMicros: 3_000_000, dailyTokens: 6_000 });
  await ledger.setLimits('development', { tokensPerMinute: 900, tokensPerHour: 3_000, requestsPerMinute: 30 });
  const answers: object[] = [];
  for (const one of batches) {
    const asked = await prepare(ledger, one);
    if (asked.length === 0) continue;
    await watch(ledger, asked);
    answers.push(...(await settle(ledger, asked)).map((answer) => ({ ...answer, taskId: undefined })));
  }
  expect(await imbalances(ledger)).toEqual([]);
  return { answers, rows: await contents(ledger) };
}

test('settling together comes to the same as settling one by one', { timeout: 120_000 }, async () => {
  const seen = { alike: 0, apart: 0 };
  const watch = async (ledger: TestLedger, asked: Asked) => {
    const [row] = await ledger.sql<{ alike: boolean }>(
      'select a is not null and siso.moves(a, siso.now()) is not null as alike from siso.alike($1::jsonb[]) a',
      [asked],
    );
    seen[row?.alike ? 'alike' : 'apart'] += 1;
  };
  const property = fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 5 }), async (batches) => {
    expect(await played(batches, together, watch)).toEqual(await played(batches, oneByOne));
  });
  await fc.assert(property, { numRuns: 10 });
  // both ways are gone
  expect(seen.alike).toBeGreaterThan(0);
  expect(seen.apart).toBeGreaterThan(0);
});
