import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { HOUR, MINUTE, type TestLedger } from '../../support/ledger.ts';
import { claim, claimed, claimedIds, openLedger, queue } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

/** Submits `count` tasks alike, in order. */
async function many(count: number, task: Parameters<TestLedger['queued']>[0] = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await ledger.queued(task));
  return ids;
}

/** Of which repository each of the next tasks is. */
async function repos(count: number): Promise<string[]> {
  const { tasks } = await queue(ledger, 500);
  const of = new Map(tasks.map(({ id, repo }) => [id, repo ?? '']));
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(...(await claimedIds(ledger)));
  return ids.map((id) => of.get(id) ?? '');
}

describe('within a flow', () => {
  test('the first queued is the first claimed', async () => {
    const ids = await many(4);

    expect(await claimedIds(ledger, 4)).toEqual(ids);
    expect(await claim(ledger)).toMatchObject({ claimed: [], nextAt: null, waiting: 0 });
  });

  test('priority is a head start of fixed length, so that age wins in the end', async () => {
    const low = await ledger.queued({ priority: 'low' });
    await ledger.clock.advance(HOUR + 49 * MINUTE);
    const medium = await ledger.queued();
    const high = await ledger.queued({ priority: 'high' });
    await ledger.clock.advance(2 * MINUTE);
    const tooLate = await ledger.queued({ priority: 'high' });

    expect(await claimedIds(ledger, 10)).toEqual([high, low, tooLate, medium]);
  });

  test('a changed priority is another place in the same flow', async () => {
    const [first = '', second = ''] = await many(2, { priority: 'medium' });
    await ledger.retry(second, { priority: 'high' });

    expect(await claimedIds(ledger, 2)).toEqual([second, first]);
  });
});

describe('among flows', () => {
  test('the flow with the fewest running tasks is next, however many another has queued', async () => {
    await many(6, { repo: 'acme/dump' });
    await ledger.clock.advance(MINUTE);
    await many(2, { repo: 'acme/late' });

    expect(await repos(5)).toEqual(['acme/dump', 'acme/late', 'acme/dump', 'acme/late', 'acme/dump']);
  });

  test('repository, category and person make a flow', async () => {
    const [first] = await many(2);
    const rest = [
      await ledger.queued({ category: 'testing' }),
      await ledger.queued({ actor: 'bob' }),
      await ledger.queued({ repo: 'x' }),
    ];

    expect(await claimedIds(ledger, 4)).toEqual([first, ...rest]);
  });

  test('case 21: of two flows weighted 3:1 the first four slots go 3 and 1, and all are served', async () => {
    await ledger.call('siso_set_setting', {
      ...{ p_request_id: crypto.randomUUID(), p_actor: 'ada', p_key: 'flow_weights' },
      p_value: [{ repo: 'acme/heavy', weight: 3 }],
    });
    await many(8, { repo: 'acme/heavy' });
    await many(8, { repo: 'acme/light' });
    const order = await repos(16);

    expect(order.slice(0, 4).filter((repo) => repo === 'acme/heavy')).toHaveLength(3);
    expect(order.slice(0, 8).filter((repo) => repo === 'acme/heavy')).toHaveLength(6);
    expect(order.filter((repo) => repo === 'acme/light')).toHaveLength(8);
  });

  test('urgent tasks go before all flows, and take turns among themselves', async () => {
    const plain = await ledger.queued({ repo: 'a' });
    await ledger.clock.advance(24 * HOUR);
    const [first, third] = await many(2, { repo: 'b', priority: 'urgent' });
    const second = await ledger.queued({ repo: 'c', priority: 'urgent' });

    expect(await claimedIds(ledger, 10)).toEqual([first, second, third, plain]);
  });

  test('case 40: a low task is served within 4 h past its deadline under endless high ones, and urgent ones do not notice', async () => {
    await ledger.set('max_concurrent_jobs', 1);
    const low = await ledger.queued({ repo: 'quiet', actor: 'low', priority: 'low' });
    await ledger.queued({ repo: 'quiet', actor: 'low', priority: 'low' });
    // its flow runs one more than the others, so that fairness alone never helps it
    await ledger.sql(`update automation_tasks set enqueued_at = enqueued_at - interval '1 hour' where id <> $1`, [low]);
    const before = await claimed(ledger);
    await ledger.set('max_concurrent_jobs', 2);
    const servedAfter = async () => {
      for (let minute = 0; minute <= 7 * 60; minute += 10) {
        await ledger.queued({ repo: `loud-${minute}`, priority: 'high' });
        const urgent = minute % 60 === 0 ? await ledger.queued({ repo: 'fire', priority: 'urgent' }) : undefined;
        const [next] = (await claim(ledger)).claimed;
        if (urgent !== undefined) expect(next?.taskId).toBe(urgent);
        if (next?.taskId === low) return minute;
        if (next !== undefined) await ledger.release(next.hold).then(() => ledger.cancel(next.taskId));
        await ledger.heartbeat(before.hold);
        await ledger.clock.advance(10 * MINUTE - 1);
        await ledger.clock.advance(1);
      }
      return Number.POSITIVE_INFINITY;
    };
    await ledger.start(before.hold);
    await ledger.sql(`update usage_holds set lease_expires_at = lease_expires_at + interval '1 day'`);

    expect(await servedAfter()).toBeLessThanOrEqual(6 * 60 + 10);
  });

  test('of heads that are hours late one of a flow goes first at a time', async () => {
    await many(3, { repo: 'late', priority: 'low' });
    await ledger.clock.advance(7 * HOUR);
    await many(2, { repo: 'a', priority: 'high' });
    await many(2, { repo: 'b', priority: 'high' });

    expect(await repos(7)).toEqual(['late', 'a', 'b', 'late', 'a', 'b', 'late']);
  });
});

describe('a worker', () => {
  test('gets only what its filter lets through', async () => {
    const web = await ledger.queued({ repo: 'acme/web' });
    const tests = await ledger.queued({ repo: 'acme/app', category: 'testing' });
    await ledger.queued({ repo: 'acme/app' });

    expect(await claim(ledger, 10, { filter: { repos: ['acme/none'] } })).toMatchObject({ claimed: [], waiting: 0 });
    expect(await claimedIds(ledger, 10, { filter: { repos: ['acme/web'] } })).toEqual([web]);
    expect(await claimedIds(ledger, 10, { filter: { categories: ['testing'] } })).toEqual([tests]);
    expect(await claim(ledger, 1)).toMatchObject({ claimed: [{ attempt: 1 }], nextAt: null, waiting: 0 });
  });

  test('gets the request, the hold and ten minutes to start', async () => {
    const taskId = await ledger.queued({ repo: 'acme/web', prompt: 'Do it.', workspace: '/src', commit: 'abc' });
    const [got] = (await claim(ledger)).claimed;

    expect(got).toMatchObject({
      ...{ taskId, attempt: 1 },
      request: { name: 'Tidy up', prompt: 'Do it.', workspace: '/src', commit: 'abc', repo: 'acme/web' },
      hold: { amountMicros: 100_000, tokens: 100, leaseExpiresAt: '2026-03-01T10:10:00+00:00' },
    });
    expect(await ledger.task(taskId)).toMatchObject({ state: 'running', attempt: 1, holdMicros: 100_000 });
  });

  test('is told when to ask again', async () => {
    await many(3);
    expect(await claim(ledger, 2)).toMatchObject({ nextAt: '2026-03-01T10:00:00+00:00', waiting: 1 });

    await ledger.set('max_concurrent_jobs', 2);
    expect(await claim(ledger, 2)).toMatchObject({ claimed: [], nextAt: '2026-03-01T10:10:00+00:00', waiting: 1 });
    await ledger.set('paused', true);
    expect(await claim(ledger, 2)).toMatchObject({ claimed: [], nextAt: null, waiting: 1 });
  });

  test('is listed while it is heard, and silent after two minutes', async () => {
    await many(1);
    const one = await claimed(ledger);
    await ledger.start(one.hold);
    const workers = () => ledger.call('siso_workers', {});
    expect(await workers()).toMatchObject([{ id: 'worker-1', running: 1, silent: false, slots: 3 }]);

    await ledger.clock.advance(80_000);
    await ledger.heartbeat(one.hold);
    await ledger.clock.advance(60_000);
    expect(await workers()).toMatchObject([{ silent: false, seenAt: '2026-03-01T10:01:20+00:00' }]);
    await ledger.clock.advance(2 * MINUTE);
    expect(await workers()).toMatchObject([{ silent: true }]);
    await claim(ledger);
    expect(await workers()).toMatchObject([{ silent: false }]);
  });
});
