/** What no client of ours sends, and somebody with a key may: it reaches nobody but who sent it. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { HOUR, ledgerAt, type TestLedger } from '../../support/ledger.ts';
import { small, TASK } from '../../support/ledger-arguments.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

/** Past every check of ours. */
const raw = async (name: string, ...values: unknown[]) => {
  const places = values.map((_, at) => `$${at + 1}`).join(', ');
  const [row] = await ledger.sql<{ answer: Record<string, unknown> }>(`select ${name}(${places}) as answer`, values);
  return row?.answer;
};

describe('figures that no sum can hold', () => {
  test('a heartbeat that tells of them changes nothing, and the lost run ends like any other', async () => {
    const { hold } = await ledger.running();
    for (const used of [{ usedMicros: 9e18 }, { usedTokens: 9e18 }]) {
      const progress = { usedMicros: 0, usedTokens: 0, ...used };
      await expect(raw('siso_heartbeat', randomUUID(), hold.leaseToken, progress)).rejects.toThrow(/used that much/);
    }
    await ledger.clock.advance(HOUR);

    expect((await ledger.admit()).decision).toBe('admitted');
    expect(await imbalances(ledger)).toEqual([]);
  });

  test('a settlement with them changes nothing', async () => {
    const { hold } = await ledger.running();
    const counts = { requests: 1, outputTokens: 0, cacheReadTokens: 0, cacheWrite5mTokens: 0, cacheWrite1hTokens: 0 };
    const entry = { ...counts, webSearches: 0, inputTokens: 1e14, priceId: hold.prices[0]?.id };
    const entries = [{ ...entry, estimated: false, longPrompt: false, regional: false }];
    const outcome = { state: 'succeeded', reason: 'completed', costSource: 'metered', entries };

    await expect(raw('siso_settle', randomUUID(), hold.leaseToken, outcome)).rejects.toThrow(/not valid/);
    expect(await imbalances(ledger)).toEqual([]);
  });

  test.each([
    ...[
      { templateMaxMicros: -1, budgetMicros: null },
      { templateMaxMicros: 0, budgetMicros: null },
    ],
    ...[{ budgetMicros: 9e18 }, { estimateTokens: 9e18 }, { tokenHold: 9e18 }],
    ...[{ commit: 'a'.repeat(10_000) }, { template: 'a'.repeat(10_000) }, { dedupeKey: 'a'.repeat(10_000) }],
  ])('a task that asks for them is refused: %o', async (asked) => {
    const given = Object.entries({ ...TASK, ...small({}), ...asked }).filter(([, value]) => value !== null);
    const task = Object.fromEntries(given);

    expect(await raw('siso_submit', randomUUID(), task)).toMatchObject({ decision: 'refused', reason: 'bad_input' });
    expect(await raw('siso_admit', randomUUID(), task)).toMatchObject({ decision: 'refused', reason: 'bad_input' });
  });
});

describe('a run that nobody noted', () => {
  test('cannot take over a dispatched task, and none un-notes the one that was', async () => {
    await ledger.queued();
    const { claimed } = await ledger.call('siso_dispatch', { p_request_id: randomUUID(), p_filter: {}, p_limit: 1 });
    const [{ taskId, hold } = { taskId: '', hold: { leaseToken: '' } }] = claimed;
    const worker = { id: 'w', host: 'h', version: '1', slots: 1 };
    const takeOver = (run: string | null) => raw('siso_take_over', randomUUID(), taskId, run, worker);

    expect(await takeOver(null)).toEqual({ ok: false, reason: 'not_noted' });
    expect(await raw('siso_note_run', randomUUID(), hold.leaseToken, '17')).toEqual({ ok: true });
    expect(await raw('siso_note_run', randomUUID(), hold.leaseToken, null)).toMatchObject({ ok: false });
    expect(await takeOver('17')).toMatchObject({ ok: true });
  });
});

test('a chain whose steps have no names is refused', async () => {
  const workflow = { name: 'x', onFailure: 'continue', steps: [{ needs: ['x'], task: {} }] };
  expect(await raw('siso_create_workflow', randomUUID(), 'ada', workflow)).toMatchObject({ decision: 'refused' });
});
