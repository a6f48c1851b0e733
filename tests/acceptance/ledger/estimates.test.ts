import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TaskRequest } from '../../../src/contracts/ledger/admission.ts';
import { imbalances } from '../../support/books.ts';
import { ledgerAt, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  await ledger.setLimits('testing', { tokensPerMinute: null, tokensPerHour: null, requestsPerMinute: null });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

/** The hold that the ledger would work out for a task that says nothing. */
async function proposal(task: Partial<TaskRequest> = {}) {
  const verdict = await ledger.ask({ category: 'testing', ...task });
  if (verdict.decision !== 'admitted') return verdict;
  const { estimateTokens, tokens, amountMicros } = verdict.hold;
  await ledger.release(verdict.hold);
  return { estimateTokens, tokens, amountMicros };
}

async function history(runs: { tokens: number; micros: number }[], task: Partial<TaskRequest> = {}) {
  for (const run of runs) {
    await ledger.done({ category: 'testing', budgetMicros: 10_000, ...task }, usage(run));
    await ledger.clock.advance(MINUTE);
  }
}

const ten = Array.from({ length: 10 }, (_, at) => ({ tokens: 1_100 + 100 * at, micros: (at + 1) * 400_000 }));

describe('without a word from the task', () => {
  test('the estimate is 10,000 tokens, the token hold twice that, the hold $2', async () => {
    expect(await proposal()).toEqual({ estimateTokens: 10_000, tokens: 20_000, amountMicros: 2 * USD });
  });

  test('the settings replace these', async () => {
    await ledger.set('default_estimate_tokens', 4_000);
    await ledger.set('default_hold_micros', 300_000);
    await ledger.set('token_hold', 5_000);

    expect(await proposal()).toEqual({ estimateTokens: 4_000, tokens: 5_000, amountMicros: 300_000 });
    await ledger.set('token_hold', null);
    expect(await proposal()).toMatchObject({ tokens: 8_000 });
  });

  test("a template's maximum is its hold", async () => {
    expect(await proposal({ templateMaxMicros: 700_000 })).toMatchObject({ amountMicros: 700_000 });
  });

  test('the estimate is never above the smallest matching day limit', async () => {
    await ledger.setLimits('testing', { tokensPerDay: 3_000 }, { repo: 'acme/web' });

    expect(await proposal({ repo: 'acme/web' })).toMatchObject({ estimateTokens: 3_000 });
    expect(await proposal({ repo: 'acme/web', environment: 'staging' })).toMatchObject({ estimateTokens: 6_000 });
  });

  test('a derived hold is cut to the smallest budget, so that it never makes a task too large', async () => {
    await ledger.setBudget({ dailyTokens: 15_000, monthlyMicros: 1_500_000 });

    expect(await proposal()).toEqual({ estimateTokens: 10_000, tokens: 15_000, amountMicros: 1_500_000 });
  });

  test('what the task says counts for more', async () => {
    await ledger.set('token_hold', 5_000);

    expect(await proposal({ estimateTokens: 700, tokenHold: 900, budgetMicros: 5, templateMaxMicros: 9 })).toEqual({
      estimateTokens: 700,
      tokens: 900,
      amountMicros: 5,
    });
    await ledger.set('token_hold', null);
    expect(await proposal({ estimateTokens: 700 })).toMatchObject({ tokens: 1_400 });
  });
});

describe('with a history', () => {
  beforeEach(() => ledger.setBudget({ dailyTokens: 1_000_000 }));

  test('ten alike give the median as estimate and the 90th percentile and a quarter as hold', async () => {
    await history(ten);

    expect(await proposal()).toEqual({ estimateTokens: 1_500, tokens: 3_000, amountMicros: 4_500_000 });
    expect(await proposal({ templateMaxMicros: 1 })).toMatchObject({ amountMicros: 4_500_000 });
  });

  test('nine alike are not enough, and others are not alike', async () => {
    await history(ten.slice(1));
    await history(ten.slice(0, 1), { model: 'claude-haiku-4-5' });
    await history(ten.slice(0, 1), { template: 'fix-tests' });

    expect(await proposal()).toEqual({ estimateTokens: 10_000, tokens: 20_000, amountMicros: 2 * USD });
  });

  test('only what succeeded counts', async () => {
    await history(ten.slice(1));
    const { hold } = await ledger.running({ category: 'testing' });
    await ledger.settle(hold, usage({ tokens: 1_000 }), { state: 'failed', reason: 'agent_failed' });

    expect(await proposal()).toMatchObject({ estimateTokens: 10_000 });
  });

  test('the hold stays between fifty cents and the most its category may hold, the estimate above 1,000', async () => {
    await history(ten.map(() => ({ tokens: 20, micros: 1_000 })));
    expect(await proposal()).toMatchObject({ estimateTokens: 1_000, amountMicros: 500_000 });

    await history(ten);
    await ledger.setLimits('testing', { maxHoldMicros: 600_000 });
    expect(await proposal()).toMatchObject({ amountMicros: 600_000 });
  });

  test('the newest fifty alike are read, however many there are', async () => {
    await ledger.sql('begin');
    // So many that a planner with fresh statistics expected fewer than fifty, and sorted all of them.
    await ledger.sql(`
      insert into public.automation_tasks (id, name, actor, category, priority, environment, state, model, tools, direct, attempt,
        cost_micros, counted_tokens, created_at, finished_at)
      select 'H-' || n, 'history', 'bench', (array['development', 'testing', 'analysis'])[1 + n % 3], 'medium', 'development',
        'succeeded', 'claude-sonnet-5-5', '{Read}', true, 1, 30000, 1500, at, at
      from generate_series(1, 25000) n, lateral (select siso.now() - n * interval '1 hour' as at) moment`);
    await ledger.sql('analyze public.automation_tasks');

    const entriesRead = async () => {
      const read = "select pg_stat_get_xact_tuples_returned('public.automation_tasks_alike'::regclass)::int as entries";
      return (await ledger.sql<{ entries: number }>(read))[0]?.entries ?? Number.NaN;
    };
    const before = await entriesRead();
    const [answer] = await ledger.sql("select siso.evaluate($1, siso.now()) ->> 'decision' as decision", [
      HISTORY_TASK,
    ]);
    const after = await entriesRead();
    await ledger.sql('rollback');

    expect(answer).toEqual({ decision: 'admitted' });
    // Entries of tasks that earlier tests have deleted may lie between them; 8,333 are alike.
    expect(after - before).toBeLessThan(500);
  });
});

const HISTORY_TASK = {
  ...{ name: 'task', actor: 'ada', category: 'testing', priority: 'medium', environment: 'development' },
  ...{ model: 'claude-sonnet-5-5', prompt: 'Do it.', tools: ['Read'] },
};
