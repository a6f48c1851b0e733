import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClaimFilter } from '../../../src/contracts/ledger/queue.ts';
import { imbalances } from '../../support/books.ts';
import { comment, commented, dispatch } from '../../support/bot-ledger.ts';
import { HOUR, MINUTE, type TestLedger } from '../../support/ledger.ts';
import { small, TASK } from '../../support/ledger-arguments.ts';
import { claim, claimedIds, explain, openLedger, queue } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const POOLS = ['workflow', 'comments'] as const;
const both = (task = {}, origin = {}) => Promise.all(POOLS.map((pool) => commented(ledger, task, { pool, ...origin })));
const dispatchedIds = async (filter?: ClaimFilter) =>
  (await dispatch(ledger, 10, filter)).claimed.map(({ taskId }) => taskId);

describe('a worker that asks for no pool', () => {
  test.each<[string, () => Promise<unknown>, ClaimFilter]>([
    ['when they are all that waits', async () => undefined, {}],
    ['when they are late', () => ledger.clock.advance(90 * HOUR), {}],
    ['with a filter of their repository', async () => undefined, { repos: ['acme/web'] }],
    ['with a filter of their category', async () => undefined, { categories: ['development'] }],
    ['when it asks for that of workflows', async () => undefined, { pool: 'workflow' }],
    [
      'with weights of flows',
      () =>
        ledger.call('siso_set_setting', {
          ...{ p_request_id: randomUUID(), p_actor: 'ada', p_key: 'flow_weights' },
          p_value: [{ repo: 'acme/web', weight: 9 }],
        }),
      {},
    ],
  ])('gets no task of either %s', async (_, prepare, filter) => {
    await both();
    await both({ priority: 'urgent' }, { role: 'maintain' });
    await prepare();

    expect(await claim(ledger, 10, { filter })).toMatchObject({ claimed: [], waiting: 0 });
    if (filter.pool === undefined) expect(await dispatchedIds(filter)).toEqual([]);
  });

  test('gets those of its own behind and between them, in their order', async () => {
    const own = [];
    for (let n = 0; n < 4; n++) {
      await both({ priority: n === 0 ? 'urgent' : 'high' }, { role: 'maintain' });
      own.push(await ledger.queued({ repo: 'acme/web', actor: 'octocat', priority: n === 3 ? 'urgent' : 'medium' }));
    }
    expect(await claimedIds(ledger, 1)).toEqual([own[3]]);
    expect(await claimedIds(ledger, 10)).toEqual(own.slice(0, 3));
    expect(await claimedIds(ledger, 10)).toEqual([]);
  });

  test('is given the same by walking along deadlines as by jumping from flow to flow', async () => {
    for (const n of [1, 2, 3, 4, 5, 6]) {
      await both({ name: `c${n}` }, { author: `c${n}` });
      await ledger.queued({ actor: `a${n % 4}`, repo: `acme/${n % 3}`, priority: n % 2 ? 'high' : 'low' });
    }
    const picks = (how: object) =>
      ledger.sql(`select task_id from siso.picks($1, null, 4, siso.now()) p`, [{ weights: [], pool: '', ...how }]);

    expect(await picks({})).toEqual(await picks({ categories: ['development', 'testing'] }));
    expect(await picks({})).toHaveLength(4);
  });
});

test('tasks from comments go to a worker that asks for them, and to nobody else', async () => {
  const [forWorkflow, forWorker] = await both();
  await ledger.queued();

  expect(await claim(ledger, 10, { filter: { pool: 'comments', repos: ['acme/api'] } })).toMatchObject({ claimed: [] });
  expect(await claimedIds(ledger, 10, { filter: { pool: 'comments', repos: ['acme/web'] } })).toEqual([forWorker]);
  expect(await dispatchedIds({ pool: 'workflow', repos: ['acme/api'] })).toEqual([]);
  expect(await dispatchedIds()).toEqual([forWorkflow]);
});

test('a task goes back to its own pool', async () => {
  const id = await commented(ledger);
  const { claimed } = await dispatch(ledger);
  if (claimed[0] === undefined) throw new Error('This test needs a dispatched task');
  await ledger.release(claimed[0].hold);

  expect(await claimedIds(ledger, 10)).toEqual([]);
  expect(await dispatchedIds()).toEqual([id]);
});

test('the queue shows the tasks of all pools, and each is told its place', async () => {
  const ids = [...(await both()), await ledger.queued()];

  expect((await queue(ledger)).tasks.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  for (const id of ids) expect(await explain(ledger, id)).toMatchObject({ waiting: 3, position: expect.any(Number) });
});

test('nobody but the bot says of which pool a task is, who asked for it there, or that it was approved', async () => {
  await ledger.member('eve', 'write');
  const own = { actor: 'eve', priority: 'urgent', ...{ pool: 'workflow', githubRole: 'admin', approval: {} } };
  const call = (name: string, task: object) =>
    ledger.sql<{ answer: object }>(`select public.${name} as answer`, [{ ...TASK, ...small({}), ...task }]);
  for (const name of ['siso_submit(gen_random_uuid(), $1)', 'siso_admit(gen_random_uuid(), $1)', 'siso_check($1)']) {
    expect([name, await call(name, own)]).toMatchObject([name, [{ answer: { reason: 'forbidden' } }]]);
  }
  await call('siso_submit(gen_random_uuid(), $1)', { ...own, priority: 'low' });

  expect(
    await ledger.sql(
      `select pool, state, request ? 'githubRole' as role, request ? 'approval' as approval from automation_tasks`,
    ),
  ).toEqual([{ pool: '', state: 'queued', role: false, approval: false }]);
  const refusal = await comment(ledger, { ...own, priority: 'urgent' } as never, { role: 'write' }).catch(
    (error) => error,
  );
  expect(refusal).toMatchObject({ reason: 'forbidden' });
});

test('what is delayed sleeps until then, and what nobody wants any more is cancelled', async () => {
  const late = await commented(ledger, {}, { delaySeconds: 600 });
  const wanted = await commented(ledger, {}, { giveUpSeconds: 900 });
  const dropped = await commented(ledger, {}, { giveUpSeconds: 900, delaySeconds: 9_000 });
  const due = async () => (await ledger.call('siso_github_due', {})).workflow;
  expect(await due()).toBe(true);
  expect(await dispatchedIds()).toEqual([wanted]);
  expect(await due()).toBe(false);
  await ledger.clock.advance(10 * MINUTE);
  expect(await due()).toBe(true);
  expect(await dispatchedIds()).toEqual([late]);
  await ledger.clock.advance(5 * MINUTE - 1);
  const states = async () => {
    await ledger.call('siso_github_refresh', { p_request_id: randomUUID() });
    return Promise.all([late, wanted, dropped].map(async (id) => (await ledger.task(id)).state));
  };
  expect(await states()).toEqual(['running', 'running', 'queued']);
  await ledger.clock.advance(1);

  expect(await states()).toEqual(['running', 'running', 'cancelled']);
});
