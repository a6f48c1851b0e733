import { beforeEach, describe, expect, test } from 'vitest';
import type { LentItem } from '../../../src/contracts/ledger/github.ts';
import { receive, request, take } from '../../support/bot-ledger.ts';
import { DAY, HOUR, ledgerAt, MINUTE, SECOND, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const done = (
  { id, token }: LentItem,
  result: { ok: boolean; error?: string; passes?: boolean; retryAfterSeconds?: number },
) => ledger.call('siso_github_done', { ...request(), p_item_id: id, p_token: token, p_result: result });
async function one(): Promise<LentItem> {
  const [item, another] = await take(ledger);
  if (item === undefined || another !== undefined) throw new Error('This test needs one item that is due');
  return item;
}
const kept = () => ledger.sql('select state, attempts, payload, error from github_inbox order by id');
const due = async () => (await ledger.call('siso_github_due', {})).inbox;

describe('what was heard', () => {
  test('is stored once by what happened, whatever delivery told of it', async () => {
    expect(await receive(ledger, { deliveryId: 'd-1' })).toEqual({ stored: true });
    expect(await receive(ledger, { deliveryId: 'd-2', payload: { body: 'another' } })).toEqual({ stored: false });
    await done(await one(), { ok: true });
    expect(await receive(ledger, { deliveryId: 'd-3' })).toEqual({ stored: false });

    expect(await take(ledger)).toEqual([]);
  });

  test('is lent to one, oldest first, until that one tells', async () => {
    for (const key of ['a', 'b', 'c']) await receive(ledger, { key });
    expect((await take(ledger, 2)).map(({ key }) => key)).toEqual(['a', 'b']);
    expect(await one()).toMatchObject({ key: 'c', event: 'issue_comment', payload: { body: 'hi' }, attempt: 1 });

    expect(await due()).toBe(false);
    expect(await take(ledger)).toEqual([]);
  });

  test('is lent anew when two minutes are over, and the first one is heard no more', async () => {
    await receive(ledger);
    const lost = await one();
    await ledger.clock.advance(2 * MINUTE - 1);
    expect(await take(ledger)).toEqual([]);
    await ledger.clock.advance(1);
    expect(await due()).toBe(true);
    const again = await one();

    expect(again).toMatchObject({ id: lost.id, attempt: 2 });
    expect(await done(lost, { ok: true })).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await done(again, { ok: true })).toEqual({ ok: true, state: 'done' });
  });

  test('is tried again later each time, or when it was asked for', async () => {
    await receive(ledger);
    for (const seconds of [10, 20, 40]) {
      await done(await one(), { ok: false, error: 'GitHub said 502' });
      await ledger.clock.advance(seconds * SECOND - 1);
      expect(await take(ledger)).toEqual([]);
      await ledger.clock.advance(1);
    }
    await done(await one(), { ok: false, retryAfterSeconds: 3_600 });
    await ledger.clock.advance(3_600 * SECOND - 1);
    expect(await take(ledger)).toEqual([]);
    await ledger.clock.advance(1);

    expect(await one()).toMatchObject({ attempt: 5 });
  });

  test.each<[string, (item: LentItem) => Promise<unknown>, string]>([
    ['fails', (item) => done(item, { ok: false, error: 'no', retryAfterSeconds: 120 }), 'no'],
    ['is lost', async () => undefined, 'whoever worked on it died before they could tell'],
  ])('is given up when it %s six times', async (_, end, error) => {
    await receive(ledger);
    for (let attempt = 1; attempt <= 6; attempt++) {
      await end(await one());
      await ledger.clock.advance(3 * MINUTE);
    }

    expect(await take(ledger)).toEqual([]);
    expect(await kept()).toEqual([{ state: 'failed', attempts: 6, payload: {}, error }]);
  });

  test('waits three days for whoever is away, at most ten minutes at a time', async () => {
    await receive(ledger);
    let tries = 0;
    for (const until = Date.parse('2026-03-04T09:50:00Z'); ; tries += 1) {
      const item = await one();
      if (Date.parse(item.receivedAt) + tries * 10 * MINUTE > until) break;
      expect(await done(item, { ok: false, passes: true, error: 'GitHub is away' })).toMatchObject({
        state: 'pending',
      });
      await ledger.clock.advance(10 * MINUTE);
    }
    expect(tries).toBeGreaterThan(400);
    await ledger.clock.advance(HOUR);
    const [last] = await take(ledger);

    expect(last?.attempt).toBeLessThan(6);
  });

  test('of a thread nothing is lent before what came earlier, and other threads do not wait', async () => {
    const thread = (number: number) => ({ thread: { repoId: 1, number } });
    for (const [key, number] of [
      ['a', 1],
      ['b', 1],
      ['c', 2],
    ] as const)
      await receive(ledger, { key, payload: thread(number) });
    const [first, second, other] = await take(ledger);
    expect([first?.key, second?.key, other?.key]).toEqual(['a', 'b', 'c']);
    if (first === undefined || second === undefined) throw new Error('This test needs two of one thread');
    await done(first, { ok: false, retryAfterSeconds: 600 });
    await done(second, { ok: false, retryAfterSeconds: 0 });
    await ledger.clock.advance(MINUTE);
    expect(await take(ledger)).toEqual([]);
    await ledger.clock.advance(10 * MINUTE);

    expect((await take(ledger)).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  test('loses its words when it is done, keeps its key for thirty days, and is forgotten then', async () => {
    await receive(ledger);
    await done(await one(), { ok: true });
    expect(await kept()).toEqual([{ state: 'done', attempts: 1, payload: {}, error: null }]);

    await ledger.clock.advance(30 * DAY - 1);
    await take(ledger);
    expect(await kept()).toHaveLength(1);
    await ledger.clock.advance(1);
    await take(ledger);
    expect(await kept()).toEqual([]);
  });
});
