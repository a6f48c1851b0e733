import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { cancelChain, created, FAILED, look, resume, runAll, states, workAll } from '../../support/chains.ts';
import { HOUR, type TestLedger, usage } from '../../support/ledger.ts';
import { openLedger } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const DIAMOND = { a: [], b: ['a'], c: ['a'], d: ['b', 'c'] };

describe('a chain', () => {
  test('runs each step once all it needs have ended well', async () => {
    const { id } = await created(ledger, DIAMOND);
    expect(await states(ledger, id)).toEqual({
      chain: 'running',
      a: 'queued',
      b: 'blocked',
      c: 'blocked',
      d: 'blocked',
    });

    expect(await runAll(ledger)).toEqual(['a']);
    const [b, c] = await workAll(ledger);
    expect([b?.step, c?.step]).toEqual(['b', 'c']);
    if (b) await ledger.settle(b.hold);
    expect(await runAll(ledger)).toEqual([]);
    if (c) await ledger.settle(c.hold);
    expect(await runAll(ledger)).toEqual(['d']);

    expect(await look(ledger, id)).toMatchObject({
      state: 'succeeded',
      finishedAt: expect.any(String),
      counts: { succeeded: 4 },
    });
    expect(await runAll(ledger)).toEqual([]);
  });

  test('is told of as a whole, in an order in which it can run', async () => {
    const { id } = await created(ledger, { last: ['first'], first: [] }, { budgetMicros: 500_000 });

    expect(await look(ledger, id)).toMatchObject({
      ...{ name: 'A chain', actor: 'ada', onFailure: 'skip_descendants', budgetMicros: 500_000, heldMicros: 0 },
      steps: [
        { key: 'first', needs: [] },
        { key: 'last', needs: ['first'], state: 'blocked' },
      ],
    });
  });

  test('is listed page by page, newest first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) {
      ids.unshift((await created(ledger, { a: [] })).id);
      await ledger.clock.advance(HOUR);
    }
    const page = async (p_after: string | null) =>
      ledger.call('siso_list_workflows', { p_filter: { states: ['running'] }, p_limit: 2, p_after });

    const first = await page(null);
    const second = await page(first.next);
    expect([...first.chains, ...second.chains].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
    await expect(page('elsewhere')).rejects.toMatchObject({ code: 'SI400' });
  });
});

describe('when a step fails', () => {
  const FORK = { a: [], b: ['a'], c: ['b'], x: ['a'], y: ['x'] };

  test('by default what is behind it never runs, and the rest goes on', async () => {
    const { id } = await created(ledger, FORK);
    await runAll(ledger);
    expect(await runAll(ledger, { b: FAILED })).toEqual(['b', 'x']);
    expect(await states(ledger, id)).toMatchObject({ chain: 'running', b: 'failed', c: 'skipped', y: 'queued' });

    expect(await runAll(ledger)).toEqual(['y']);
    expect(await states(ledger, id)).toMatchObject({ chain: 'failed', y: 'succeeded' });
  });

  test('with "continue" what is behind it runs all the same', async () => {
    const { id } = await created(ledger, { a: { onFailure: 'continue' }, b: ['a'] });

    expect(await runAll(ledger, { a: FAILED })).toEqual(['a']);
    expect(await runAll(ledger)).toEqual(['b']);
    expect(await states(ledger, id)).toEqual({ chain: 'succeeded', a: 'failed', b: 'succeeded' });
  });

  test('with "fail_workflow" nothing more starts and what runs is told to stop', async () => {
    const { id } = await created(ledger, FORK, { onFailure: 'fail_workflow' });
    await runAll(ledger);
    const [b, x] = await workAll(ledger);
    if (b) await ledger.settle(b.hold, {}, FAILED);
    expect(await states(ledger, id)).toMatchObject({ chain: 'running', c: 'skipped', x: 'running', y: 'skipped' });

    expect(x && (await ledger.heartbeat(x.hold))).toMatchObject({ cancelRequested: true });
    if (x) await ledger.settle(x.hold, {}, { state: 'cancelled', reason: 'cancelled' });
    expect(await states(ledger, id)).toMatchObject({ chain: 'failed', x: 'cancelled' });
  });

  test('a step’s own policy counts before the chain’s', async () => {
    const { id } = await created(
      ledger,
      { a: { onFailure: 'skip_descendants' }, b: ['a'], c: [] },
      { onFailure: 'fail_workflow' },
    );
    await runAll(ledger, { a: FAILED });

    expect(await states(ledger, id)).toEqual({ chain: 'failed', a: 'failed', b: 'skipped', c: 'succeeded' });
  });

  test('a cancelled step skips what is behind it, and only that', async () => {
    const { id, steps } = await created(ledger, { a: [], b: ['a'], c: [] });
    await ledger.cancel(steps.find(({ key }) => key === 'a')?.taskId ?? '');
    expect(await states(ledger, id)).toMatchObject({ chain: 'running', a: 'cancelled', b: 'skipped', c: 'queued' });

    await runAll(ledger);
    expect(await states(ledger, id)).toMatchObject({ chain: 'cancelled', c: 'succeeded' });
  });
});

describe('a cancelled chain', () => {
  test('ends what waits at once and asks what runs to stop, once', async () => {
    const { id } = await created(ledger, DIAMOND);
    const [a] = await workAll(ledger);
    expect(await cancelChain(ledger, id)).toMatchObject({ changed: true, workflow: { stopping: 'cancelled' } });
    expect(await states(ledger, id)).toEqual({
      chain: 'running',
      a: 'running',
      b: 'skipped',
      c: 'skipped',
      d: 'skipped',
    });
    expect(await cancelChain(ledger, id)).toMatchObject({ changed: false });

    if (a) await ledger.settle(a.hold, usage({ micros: 1_000 }), { state: 'cancelled', reason: 'cancelled' });
    expect(await look(ledger, id)).toMatchObject({ state: 'cancelled', costMicros: 1_000 });
    expect(await cancelChain(ledger, id)).toMatchObject({ changed: false });
  });

  test('needs a permission of whoever did not make it', async () => {
    const { id } = await created(ledger, DIAMOND);
    await ledger.member('eve', 'write');

    await expect(cancelChain(ledger, id, 'eve')).rejects.toMatchObject({ code: 'SI403' });
    await expect(resume(ledger, id, { actor: 'eve' })).rejects.toMatchObject({ code: 'SI403' });
    await expect(cancelChain(ledger, 'W-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });
});

describe('a resumed chain', () => {
  test('goes on from what failed, and keeps what ended well', async () => {
    const { id } = await created(ledger, { a: [], b: ['a'], c: ['b'] });
    await runAll(ledger);
    await runAll(ledger, { b: FAILED });
    expect(await states(ledger, id)).toEqual({ chain: 'failed', a: 'succeeded', b: 'failed', c: 'skipped' });

    expect(await resume(ledger, id)).toMatchObject({ decision: 'queued', workflow: { id, state: 'running' } });
    expect(await states(ledger, id)).toEqual({ chain: 'running', a: 'succeeded', b: 'queued', c: 'blocked' });
    expect([...(await runAll(ledger)), ...(await runAll(ledger))]).toEqual(['b', 'c']);
    expect(await states(ledger, id)).toMatchObject({ chain: 'succeeded' });
    expect((await ledger.audit()).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['chain.created', 'chain.failed', 'chain.resumed', 'chain.succeeded']),
    );
  });

  test('has to be over, and not well', async () => {
    const { id } = await created(ledger, { a: [] });
    await expect(resume(ledger, id)).rejects.toMatchObject({
      code: 'SI409',
      message: expect.stringContaining('running'),
    });

    await runAll(ledger);
    await expect(resume(ledger, id)).rejects.toMatchObject({
      code: 'SI409',
      message: expect.stringContaining('succeeded'),
    });
  });

  test('a step that is retried alone brings its chain back too', async () => {
    const { id, steps } = await created(ledger, { a: [] });
    await runAll(ledger, { a: FAILED });
    await ledger.retry(steps[0]?.taskId ?? '');
    expect(await states(ledger, id)).toEqual({ chain: 'running', a: 'queued' });

    await runAll(ledger);
    expect(await states(ledger, id)).toEqual({ chain: 'succeeded', a: 'succeeded' });
  });

  test('a skipped step that is retried alone waits for what it needs, and gets its outputs', async () => {
    const prompt = 'Go on.\n{{ steps.a.result }}';
    const { id, steps } = await created(ledger, { a: [], b: { needs: ['a'], task: { prompt } } });
    const [a = '', b = ''] = steps.map(({ taskId }) => taskId);
    await runAll(ledger, { a: FAILED });
    await ledger.retry(b);
    expect(await states(ledger, id)).toEqual({ chain: 'running', a: 'failed', b: 'blocked' });

    await ledger.retry(a);
    await runAll(ledger, { a: { result: 'Done.' } });
    expect(await workAll(ledger)).toMatchObject([{ step: 'b', prompt: 'Go on.\n> Done.' }]);
  });

  test('a skipped step that is retried once its need has ended well starts at once', async () => {
    const prompt = '{{ steps.a.result }}';
    const { id, steps } = await created(ledger, { a: [], b: { needs: ['a'], task: { prompt } } });
    const [a = '', b = ''] = steps.map(({ taskId }) => taskId);
    await runAll(ledger, { a: FAILED });
    await ledger.retry(a);
    await runAll(ledger, { a: { result: 'Done.' } });
    expect(await states(ledger, id)).toEqual({ chain: 'failed', a: 'succeeded', b: 'skipped' });

    await ledger.retry(b);
    expect(await workAll(ledger)).toMatchObject([{ step: 'b', prompt: '> Done.' }]);
  });
});
