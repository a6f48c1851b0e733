import { beforeEach, describe, expect, test } from 'vitest';
import type { LedgerEvent } from '../../../src/contracts/ledger/events.ts';
import { EVENT_KINDS } from '../../../src/domain/events.ts';
import { ledgerAt, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';
import { by, lease } from '../../support/ledger-arguments.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const page = (after: string | null, limit = 500) => ledger.call('siso_events', { p_after: after, p_limit: limit });
const end = async () => (await page(null)).next;
const kinds = (events: LedgerEvent[]) => events.map(({ kind }) => kind);

/** All after a cursor, some at a time. */
async function follow(after: string, limit: number): Promise<LedgerEvent[]> {
  const all: LedgerEvent[] = [];
  for (let cursor = after; ; ) {
    const { events, next } = await page(cursor, limit);
    if (events.length === 0) return all;
    all.push(...events);
    expect(next).toBe(events.at(-1)?.cursor);
    cursor = next;
  }
}

/** A little of everything that happens. */
async function life(): Promise<void> {
  const { hold } = await ledger.running({ repo: 'acme/web' });
  await ledger.heartbeat(hold, { usedMicros: 5, stage: 'running' });
  await ledger.settle(hold, usage({ micros: 2_000 }), { branch: 'siso/task-1' });
  const waiting = await ledger.queued();
  await ledger.cancel(waiting);
  await ledger.retry(waiting);
  await ledger.set('paused', true);
  await ledger.set('paused', false);
  await ledger.setLimits('testing', { tokensPerDay: 900_000 });
  await ledger.setBudget({ dailyMicros: 9 * USD });
  await ledger.grant(5);
  await ledger.member('lin', 'read');
}

describe('the feed', () => {
  test('begins with now: nothing that was, all that comes', async () => {
    await life();
    const first = await page(null);
    expect(first.events).toEqual([]);
    expect(await page(first.next)).toEqual(first);

    const id = await ledger.queued();
    expect((await page(first.next)).events).toMatchObject([{ kind: 'task.queued', subject: id }]);
  });

  test('tells in order of tasks, and of who changed what', async () => {
    const after = await end();
    await life();

    expect(kinds(await follow(after, 500))).toEqual([
      ...['task.admitted', 'task.started', 'task.succeeded', 'task.queued', 'task.cancelled', 'task.retried'],
      ...['queue.paused', 'queue.resumed', 'limits.changed', 'budget.changed', 'budget.granted', 'member.changed'],
    ]);
  });

  test('gives every event once, however few at a time', async () => {
    await life();
    const whole = await follow('start', 500);
    for (const limit of [1, 2, 3, 7]) expect(await follow('start', limit)).toEqual(whole);
    expect(new Set(whole.map(({ cursor }) => cursor)).size).toBe(whole.length);
  });

  test('keeps the order of what is written when the clock goes back', async () => {
    const after = await end();
    await ledger.queued();
    await ledger.clock.advance(-60 * MINUTE);
    const { hold } = await ledger.running();
    await ledger.set('token_hold', 7);
    await ledger.settle(hold);

    const found = kinds(await follow(after, 2));
    expect(found.filter((kind) => kind.startsWith('task.'))).toEqual([
      ...['task.queued', 'task.admitted', 'task.started', 'task.succeeded'],
    ]);
    expect(found).toContain('setting.changed');
  });

  test('tells of the progress of what runs, the latest once', async () => {
    const { hold, taskId } = await ledger.running();
    const after = await end();
    for (const turns of [1, 2, 3]) await ledger.heartbeat(hold, { usedMicros: turns, turns, stage: 'running' });

    const first = await page(after);
    expect(first.events).toMatchObject([{ kind: 'task.progress', subject: taskId, data: { turns: 3, usedMicros: 3 } }]);
    expect((await page(first.next)).events).toEqual([]);
    await ledger.heartbeat(hold, { turns: 4 });
    expect((await page(first.next)).events).toMatchObject([{ data: { turns: 4 } }]);
    await ledger.settle(hold);
    expect(kinds((await page(first.next)).events)).toEqual(['task.succeeded']);
  });

  test('tells of thresholds once, the highest of several', async () => {
    await ledger.setBudget({ dailyMicros: USD });
    const after = await end();
    const { hold } = await ledger.running({ budgetMicros: USD });
    await ledger.settle(hold, usage({ micros: 950_000 }));

    const alerts = (await follow(after, 500)).filter(({ kind }) => kind === 'budget.threshold');
    expect(alerts).toMatchObject([
      { subject: 'global', data: { threshold: 90, period: 'day', unit: 'usd', spent: 950_000, cap: USD } },
    ]);
  });

  test.each(['', 'x', '1.2.3', '1.2.3.4.5', '-1.0.0.0', '999999999.0.0.0', '1.1.1.99999', 'START', '1.0.0.0\n'])(
    'refuses %j, which is no cursor of this ledger',
    async (cursor) => {
      await expect(page(cursor)).rejects.toMatchObject({ code: 'SI400', hint: expect.stringContaining('start') });
    },
  );

  test('says nothing that the agent was told or said, and nothing that could be used', async () => {
    const words = ['secret-prompt', 'secret-result', 'secret-line', 'secret-log', 'secret-error', 'secret-name'];
    const id = await ledger.queued({ prompt: 'secret-prompt', name: 'secret-name' });
    const { hold } = await ledger.runQueued(id);
    await ledger.heartbeat(hold, { line: 'secret-line' });
    const running = [await follow('start', 500), await ledger.dump()] as const;
    await ledger.call('siso_append_log', { ...lease(hold), p_text: 'secret-log' });
    await ledger.settle(hold, {}, { result: 'secret-result', error: 'secret-error' });
    const secret = `whsec_${'A'.repeat(43)}=`;
    const hook = { url: 'https://hooks.example.com/secret-path', kinds: ['*'], format: 'standard' as const };
    await ledger.call('siso_add_webhook', { ...by('ada'), p_webhook: { ...hook, secret, allowPrivate: false } });

    const told = JSON.stringify([running[0], await follow('start', 500)]);
    const kept = JSON.stringify([running[1], await ledger.dump()]);
    for (const word of [...words, hold.leaseToken, secret, 'secret-path']) {
      expect([word, kept.includes(word), told.includes(word)]).toEqual([word, true, false]);
    }
  });

  test('has no kind that is not listed', async () => {
    await life();
    const found = kinds(await follow('start', 500));
    expect(found.filter((kind) => !(EVENT_KINDS as readonly string[]).includes(kind))).toEqual([]);
  });
});

test('whatever writes takes the lock of the ledger first, so that ids are given in the order of commits', async () => {
  const writers = await ledger.sql<{ proname: string; prosrc: string }>(
    `select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace and proname like 'siso\\_%' and provolatile = 'v'`,
  );
  expect(writers.length).toBeGreaterThan(40);
  const unlocked = writers.filter(
    ({ prosrc }) => !/^\s*perform siso\.lock\(\);/m.test(prosrc.split(/insert|update|delete/)[0] ?? ''),
  );
  expect(unlocked.map(({ proname }) => proname)).toEqual([]);
});
