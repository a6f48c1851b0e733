import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskRequest } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { DAY, HOUR, ledgerAt, MINUTE, SECOND, type TestLedger, usage } from '../../support/ledger.ts';
import { NaiveLedger, type Row, type Run } from '../../support/naive-ledger.ts';

const START = Date.parse('2026-03-30T22:00:00Z');
const WEB = 'acme/web';

const pick = fc.nat(99);
const pause = fc.oneof(
  fc.integer({ min: 0, max: 2 * SECOND }),
  fc.integer({ min: 1, max: 3 * MINUTE }),
  fc.integer({ min: 1, max: 2 * HOUR }),
);
/** How much of what was set aside is truly used: often all, sometimes less, sometimes more. */
const share = fc.oneof(
  fc.constant(1),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 1, max: 3, noNaN: true }),
);
const task = fc.record({
  category: fc.constantFrom('testing' as const, 'development' as const),
  environment: fc.constantFrom('development' as const, 'development' as const, 'staging' as const),
  repo: fc.constantFrom(WEB, 'acme/api'),
  estimateTokens: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom(100, 200, 300)),
  budgetMicros: fc.integer({ min: 1_000, max: 300_000 }),
});
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('admit' as const), task, patient: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('start' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('settle' as const), pick, share }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('wait' as const), pause }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('heartbeat' as const), pick, share }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('release' as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('limit' as const), pick, to: fc.integer({ min: 50, max: 500 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('cap' as const), to: fc.integer({ min: 100_000, max: 900_000 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** A world in which everything is scarce, as the ledger has it and as the naive one has it. */
async function scarcity(): Promise<{ ledger: TestLedger; naive: NaiveLedger; caps: { web: number; all: number } }> {
  const rows: Row[] = [
    { category: 'testing', limits: { minute: 400, hour: 600, day: 1_000 } },
    { category: 'testing', repo: WEB, limits: { minute: 300, hour: 500, day: 800 } },
    { category: 'development', limits: { minute: 300, hour: 700, day: 1_200 } },
  ];
  const ledger = await ledgerAt(new Date(START).toISOString());
  await ledger.set('max_concurrent_jobs', 1_000);
  for (const row of rows) await limit(ledger, row);
  await ledger.setBudget({ dailyMicros: 900_000, monthlyMicros: 1_500_000 });
  await ledger.setBudget({ dailyMicros: 400_000 }, { scope: 'repo', value: WEB });
  return { ledger, naive: new NaiveLedger(rows, START), caps: { web: 400_000, all: 900_000 } };
}

function limit(ledger: TestLedger, { category, repo, limits }: Row) {
  const changes = { tokensPerMinute: limits.minute, tokensPerHour: limits.hour, tokensPerDay: limits.day };
  const name = category === 'testing' ? 'testing' : 'development';
  return ledger.setLimits(name, { ...changes, requestsPerMinute: null }, { repo: repo ?? null });
}

type World = Awaited<ReturnType<typeof scarcity>>;

/** Does one step in both worlds; where they can differ, they must not. */
async function take(world: World, move: Step): Promise<void> {
  const { ledger, naive, caps } = world;
  switch (move.act) {
    case 'wait':
      return waitUntil(world, naive.now + move.pause);
    case 'admit':
      return admit(world, { ...move.task, tokenHold: move.task.estimateTokens * 2 }, move.patient);
    case 'limit': {
      const row = naive.rows[move.pick % naive.rows.length];
      if (row === undefined) return;
      row.limits = { ...row.limits, minute: move.to };
      await limit(ledger, row);
      return;
    }
    case 'cap':
      caps.all = move.to;
      await ledger.setBudget({ dailyMicros: move.to });
      return;
    default: {
      const run = naive.runs[move.pick % naive.runs.length];
      if (run !== undefined) await live(world, { ...move, run });
    }
  }
}

async function waitUntil({ ledger, naive }: World, moment: number): Promise<void> {
  naive.now = moment;
  await ledger.clock.set(new Date(moment));
}

/** The patient come back at the moment that they were told, which is when a window is let go of. */
async function admit(world: World, asked: Partial<TaskRequest>, patient: boolean): Promise<void> {
  const { ledger, naive, caps } = world;
  const verdict = await ledger.admit(asked);
  for (const run of naive.runs) naive.expire(run);
  if (verdict.decision === 'deferred' && verdict.promised && patient) {
    await waitUntil(world, Date.parse(verdict.retryAt ?? ''));
    return admit(world, asked, false);
  }
  if (verdict.decision !== 'admitted') return;
  naive.admit(asked, verdict);

  expect(naive.overruns()).toEqual([]);
  const day = Math.floor(naive.now / DAY) * DAY;
  const month = naive.now < Date.parse('2026-04-01T00:00:00Z') ? 0 : Date.parse('2026-04-01T00:00:00Z');
  expect(total(naive.dollars(day))).toBeLessThanOrEqual(caps.all);
  expect(total(naive.dollars(month))).toBeLessThanOrEqual(1_500_000);
  if (asked.repo === WEB) expect(total(naive.dollars(day, WEB))).toBeLessThanOrEqual(caps.web);
}

const total = ({ spent, held }: { spent: number; held: number }) => spent + held;

interface Word {
  act: 'start' | 'heartbeat' | 'release' | 'settle';
  run: Run;
  share?: number;
}

async function live({ ledger, naive }: World, { act, run, share = 1 }: Word): Promise<void> {
  const { hold } = run;
  if (act === 'settle') return settle({ ledger, run, share });
  naive.expire(run);
  const alive = run.state === 'active';
  if (act === 'release') {
    expect(await ledger.release(hold)).toMatchObject({ ok: alive && !run.started });
    if (alive && !run.started) Object.assign(run, { state: 'over', counted: 0 });
    return;
  }
  const used = { usedTokens: Math.round(hold.tokens * share), usedMicros: Math.round(hold.amountMicros * share) };
  const answer = act === 'start' ? await ledger.start(hold) : await ledger.heartbeat(hold, used);
  expect(answer.ok).toBe(alive);
  if (!alive) return;
  if (act === 'start') {
    Object.assign(run, { started: true, leaseEnd: naive.now + 90 * SECOND });
  } else {
    run.leaseEnd = Math.max(run.leaseEnd, naive.now + 90 * SECOND);
    run.usedTokens = Math.max(run.usedTokens, used.usedTokens);
    run.usedMicros = Math.max(run.usedMicros, used.usedMicros);
  }
}

async function settle({ ledger, run, share }: { ledger: TestLedger; run: Run; share: number }): Promise<void> {
  const tokens = Math.round(run.hold.estimateTokens * share);
  const micros = Math.max(tokens * 2, Math.round(run.hold.amountMicros * share));
  expect(await ledger.settle(run.hold, usage({ tokens, micros }))).toMatchObject({ ok: true });
  if (!run.answered) Object.assign(run, { state: 'over', answered: true, counted: tokens, cost: micros });
}

describe('whatever happens', () => {
  test('no trailing window and no budget is exceeded by an admission, and the books balance (case 16)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }), async (steps) => {
        const world = await scarcity();
        for (const move of steps) await take(world, move);

        const { ledger, naive } = world;
        await ledger.expire();
        for (const run of naive.runs) naive.expire(run);
        const { spent, held } = await ledger.budget('day', 'usd');
        expect({ spent, held }).toEqual(naive.dollars(Math.floor(naive.now / DAY) * DAY));
        expect(await imbalances(ledger)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 240_000);

  test('a promise is kept to the millisecond', async () => {
    const past = fc.array(fc.tuple(task, share, fc.nat(8 * MINUTE)), { minLength: 8, maxLength: 16, size: 'max' });
    const urgent = { priority: 'urgent', reason: 'production is down' } as const;
    await fc.assert(
      fc.asyncProperty(past, task, fc.boolean(), async (runs, asked, emergency) => {
        const world = await scarcity();
        const { ledger, naive } = world;
        await ledger.setBudget({ dailyTokens: 1_500, bufferTokens: 500 });
        const next = emergency ? { ...asked, ...urgent } : asked;
        for (const [run, part, gap] of runs) {
          const verdict = await ledger.admit(emergency ? { ...run, ...urgent } : run);
          if (verdict.decision === 'admitted')
            await ledger.settle(verdict.hold, usage({ tokens: Math.round(run.estimateTokens * part) }));
          await waitUntil(world, naive.now + gap);
        }

        const verdict = await ledger.check(next);
        if (verdict.decision !== 'deferred') return;
        expect(verdict).toMatchObject({ promised: true, retryAt: expect.any(String) });
        const promised = Date.parse(verdict.retryAt ?? '');
        await ledger.clock.set(new Date(promised - 1));
        expect(await ledger.check(next)).toMatchObject({ decision: 'deferred', retryAt: verdict.retryAt });
        await ledger.clock.set(new Date(promised));
        expect(await ledger.check(next)).toMatchObject({ decision: 'admitted' });
      }),
      { numRuns: 60 },
    );
  }, 240_000);
});
