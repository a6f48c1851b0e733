import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hold } from '../../../src/contracts/ledger/admission.ts';
import type { LedgerResult } from '../../../src/contracts/ledger/functions.ts';
import { imbalances } from '../../support/books.ts';
import { DAY, HOUR, ledgerAt, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';
import { by, TASK } from '../../support/ledger-arguments.ts';
import { prune } from '../../support/prune.ts';

const MODEL = 'claude-sonnet-5-5';
const ZONES = ['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Kiritimati'] as const;
const BY = ['category', 'model', 'repo', 'actor', 'service', 'day', 'label'] as const;

const pick = fc.nat(99);
const act = fc.record({
  what: fc.constantFrom(
    'done',
    'failed',
    'failed',
    'failed',
    'lost',
    'unstarted',
    'waits',
    'late',
    'again',
    'recorded',
    'price',
    'zone',
  ),
  pick,
  tokens: fc.integer({ min: 1, max: 3_000 }),
  category: fc.constantFrom('testing' as const, 'development' as const),
  repo: fc.constantFrom('acme/web', 'acme/api'),
  pause: fc.constantFrom(MINUTE, 7 * HOUR, DAY, 3 * DAY, 6 * DAY),
});
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

/** What a test remembers beside its ledger. */
interface World {
  ledger: TestLedger;
  lost: Hold[];
  open: Hold[];
  over: string[];
  waits: string[];
  price: number;
}

async function newWorld(): Promise<World> {
  const ledger = await ledgerAt('2026-01-05T10:00:00Z');
  await ledger.call('siso_limits_preset', { ...by('ada'), p_preset: 'team' });
  await ledger.set('max_concurrent_jobs', 1_000);
  await ledger.setBudget({ dailyMicros: 20 * USD, monthlyMicros: 100 * USD, dailyTokens: 500_000 });
  await ledger.setBudget(
    { dailyMicros: 9 * USD, monthlyMicros: 40 * USD, zone: 'Asia/Tokyo' },
    { scope: 'repo', value: 'acme/web' },
  );
  return { ledger, lost: [], open: [], over: [], waits: [], price: 2_000 };
}

const ASK = { estimateTokens: 500, budgetMicros: 200_000 };

async function take(world: World, { what, pick, tokens, category, repo, pause }: Act): Promise<void> {
  const { ledger } = world;
  const task = { ...ASK, category, repo, labels: { team: repo } };
  const of = <Item>(items: Item[]): Item | undefined => items[pick % Math.max(1, items.length)];
  const begun = async () => {
    const verdict = await ledger.admit(task);
    if (verdict.decision === 'admitted') await ledger.start(verdict.hold);
    return verdict.decision === 'admitted' ? verdict : undefined;
  };
  const acts: Record<typeof what, () => Promise<unknown>> = {
    async done() {
      const run = await begun();
      if (run && (await ledger.settle(run.hold, usage({ tokens, micros: tokens * 4 })))) world.over.push(run.taskId);
    },
    async failed() {
      const run = await begun();
      if (run === undefined) return;
      await ledger.settle(run.hold, usage({ tokens }), { state: 'failed', reason: 'agent_failed' });
      world.over.push(run.taskId);
    },
    async lost() {
      const run = await begun();
      if (run) world.lost.push(run.hold);
    },
    async unstarted() {
      const verdict = await ledger.admit(task);
      if (verdict.decision === 'admitted') world.lost.push(verdict.hold);
    },
    async waits() {
      world.waits.push(await ledger.queued(task));
    },
    async late() {
      const hold = of(world.lost);
      if (hold) await ledger.settle(hold, usage({ tokens }));
    },
    async again() {
      const id = of([...world.waits, ...world.over]);
      if (id === undefined || (await ledger.retry(id)).decision === 'refused') return;
      const verdict = await ledger.admitQueued(id);
      if (verdict.decision !== 'admitted') return;
      await ledger.start(verdict.hold);
      await ledger.settle(verdict.hold, usage({ tokens }), pick % 2 ? {} : { state: 'failed', reason: 'agent_failed' });
    },
    recorded: () => ledger.record({ service: 'anthropic-api', model: MODEL, inputTokens: tokens, category }),
    async price() {
      world.price += 100;
      await reprice(world, '2026-01-01T00:00:00Z');
    },
    zone: () => ledger.setBudget({ zone: ZONES[pick % 4] ?? 'UTC' }, { scope: 'repo', value: 'acme/web' }),
  };
  await acts[what]();
  await ledger.clock.advance(pause);
}

async function reprice({ ledger, price }: World, p_from: string) {
  const p_price = {
    model: MODEL,
    inputNanos: price,
    outputNanos: 9,
    write5mNanos: 9,
    write1hNanos: 9,
    readNanos: 100,
    source: 'test',
  };
  await ledger.call('siso_add_price', { ...by('ada'), p_price });
  return ledger.call('siso_reprice', { ...by('ada'), p_model: MODEL, p_from, p_to: '2030-01-01T00:00:00Z' });
}

/** All that a person can be told about the time since `from`, and what would come of all that can be done now. */
async function everything(world: World, from: string): Promise<unknown> {
  const { ledger } = world;
  const range = { p_from: from, p_to: '2030-01-01T00:00:00Z' };
  const reports = async () => [
    await ledger.status(),
    ...(await Promise.all(BY.map((p_by) => ledger.call('siso_usage_summary', { ...range, p_by })))),
    await ledger.call('siso_analytics', range),
    await ledger.call('siso_task_totals', range),
  ];
  const said: unknown[] = [await reports()];
  said.push(await ledger.list({ from }, { limit: 500 }));
  const { tasks } = await ledger.list({ states: ['queued', 'running'] }, { limit: 500 });
  for (const { id } of tasks) said.push(await ledger.task(id));
  for (const tokens of [100, 90_000]) said.push(await ledger.check({ estimateTokens: tokens, tokenHold: tokens }));
  for (const category of ['testing', 'development'] as const)
    said.push(await ledger.call('siso_check', { p_task: { ...TASK, category } }));

  await ledger.sql('begin');
  try {
    for (const hold of world.open) said.push(await ledger.settle(hold, usage({ tokens: 70 })));
    for (const [at, zone] of ZONES.entries())
      await ledger.setBudget(
        { zone, dailyMicros: USD, monthlyMicros: USD },
        { scope: 'label', value: `team=${at % 2 ? 'acme/web' : 'acme/api'}` },
      );
    await ledger.setBudget({ zone: 'Pacific/Kiritimati' });
    world.price += 1;
    said.push(await reprice(world, from), (await ledger.admit(ASK)).decision, (await ledger.status()).budgets);
    said.push(await ledger.call('siso_analytics', range));
  } finally {
    world.price -= 1;
    await ledger.sql('rollback');
  }
  // ids of prices made and rolled back go on
  return JSON.parse(JSON.stringify(said).replaceAll(/"priceId":\d+/g, ''));
}

test('whatever happened, after a prune of whatever is old every question about what remains is answered as before', async () => {
  let removed = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 30, maxLength: 45, size: 'max' }),
      fc.record({
        days: fc.integer({ min: 32, max: 60 }),
        batch: fc.integer({ min: 1, max: 30 }),
        batches: fc.nat(12),
      }),
      async (acts, { days, batch, batches }) => {
        const world = await newWorld();
        const { ledger } = world;
        for (const one of acts) await take(world, one);
        await ledger.clock.advance(10 * MINUTE);
        await ledger.expire();
        for (const repo of ['acme/web', 'acme/api']) world.open.push((await ledger.running({ repo })).hold);
        const figures = { p_figure_days: days, p_text_days: 9_999 };
        const { figuresBefore } = await ledger.call('siso_prune_preview', { p_actor: 'ada', ...figures });
        const before = await everything(world, figuresBefore);

        // Interrupted after some batches, then done.
        let next: string | null = null;
        for (let at = 0; at < batches && (at === 0 || next !== null); at++) {
          const step: LedgerResult<'siso_prune'> = await ledger.call('siso_prune', {
            ...{ ...by('ada'), ...figures, p_batch: batch, p_after: next },
          });
          next = step.next;
          removed += step.tasks;
        }
        expect(await everything(world, figuresBefore)).toEqual(before);
        expect(await imbalances(ledger)).toEqual([]);
        removed += (await prune(ledger, { figures: days, texts: 9_999, batch })).tasks;

        expect(await everything(world, figuresBefore)).toEqual(before);
        for (const hold of [...world.lost, ...world.open]) await ledger.settle(hold, usage({ tokens: 33 }));
        await reprice(world, '2026-01-01T00:00:00Z');
        expect(await imbalances(ledger)).toEqual([]);
      },
    ),
    { numRuns: 8, endOnFailure: true },
  );
  expect(removed).toBeGreaterThan(10);
}, 240_000);
