import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import {
  APPROVAL,
  anOrigin,
  comment,
  commented,
  decide,
  dispatch,
  dispatched,
  lentThread,
  request,
  THREAD,
} from '../../support/bot-ledger.ts';
import { aChain } from '../../support/chains.ts';
import { HOUR, MINUTE, type TestLedger, USD, usage } from '../../support/ledger.ts';
import { by, small, TASK } from '../../support/ledger-arguments.ts';
import { claim, openLedger, WORKER } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

describe('what tasks of a thread may cost within an hour', () => {
  const within = { hourMicros: 1_000_000 };
  const ask = (budgetMicros: number, origin = {}) => comment(ledger, { budgetMicros }, { ...within, ...origin });
  const refused = { decision: 'refused', reason: 'forbidden', hint: expect.stringContaining('$1.00 within an hour') };

  test('counts the caps of those that wait or run, and what those that are over have cost', async () => {
    expect(await ask(600_000)).toMatchObject({ decision: 'queued' });
    expect(await ask(400_001)).toMatchObject(refused);
    const { hold } = await dispatched(ledger);
    expect(await ask(400_001)).toMatchObject(refused);
    await ledger.start(hold);
    await ledger.settle(hold, usage({ micros: 100_000 }));

    expect(await ask(900_001)).toMatchObject(refused);
    expect(await ask(900_000)).toMatchObject({ decision: 'queued' });
  });

  test('counts what waits for an approval, and nothing of what never ran', async () => {
    const id = await commented(ledger, { budgetMicros: USD }, { ...within, approval: APPROVAL });
    expect(await ask(1)).toMatchObject(refused);
    await decide(ledger, id, { approve: false });
    expect(await ask(USD)).toMatchObject({ decision: 'queued' });
  });

  test('counts each thread by itself, an hour long, and what has no cap by what a task holds', async () => {
    await ask(USD);
    expect(await ask(USD, { thread: { ...THREAD, number: 8 } })).toMatchObject({ decision: 'queued' });
    await ledger.clock.advance(HOUR - 1);
    expect(await ask(USD)).toMatchObject(refused);
    await ledger.clock.advance(1);
    const { budgetMicros, ...uncapped } = { ...TASK, ...small({}) };
    const p_origin = (hourMicros: number) => ({
      ...{ thread: THREAD, role: 'write', pool: 'workflow' as const, author: 'octocat', commentId: 5, commentUrl: '' },
      ...{ isFork: false, depth: 0, hourMicros },
    });
    const submit = (hourMicros: number) =>
      ledger.call('siso_github_submit', { ...request(), p_task: uncapped, p_origin: p_origin(hourMicros) });

    expect(await submit(1_999_999)).toMatchObject({ reason: 'forbidden' });
    expect(await submit(2_000_000)).toMatchObject({ decision: 'queued' });
  });

  test('is told of in the audit when it is too much', async () => {
    await comment(ledger, {}, { hourMicros: 1 });
    expect(await ledger.audit()).toContainEqual(expect.objectContaining({ actor: 'octocat', reason: 'forbidden' }));
  });
});

describe('a chain from a comment', () => {
  const chain = (origin = {}, budgetMicros = 150_000) =>
    ledger.call('siso_github_submit_chain', {
      ...{ ...request(), p_actor: 'octocat', p_origin: anOrigin(origin) },
      p_workflow: { ...aChain({ fix: { task: { repo: 'acme/api' } }, test: ['fix'] }), budgetMicros },
    });
  const run = async (step: string) => {
    expect((await claim(ledger, 10)).claimed).toEqual([]);
    const [first, another] = (await dispatch(ledger)).claimed;
    if (first === undefined || another !== undefined) throw new Error(`This test needs ${step} alone`);
    expect(first.request).toMatchObject({ name: step, repo: 'acme/web' });
    await ledger.start(first.hold);
    await ledger.settle(first.hold, usage({ micros: 2_000 }));
  };

  test('is of its pool, its repository and its author’s role, step by step, and of its thread', async () => {
    await ledger.member('ada', 'admin');
    await ledger.call('siso_set_default_role', { ...by('ada'), p_role: 'none' });
    expect(await chain({ role: 'read' })).toMatchObject({ reason: 'forbidden' });
    const answer = await chain();
    if (answer.decision !== 'queued') throw new Error('This test needs a chain');
    for (const step of ['fix', 'test']) await run(step);

    expect(await ledger.call('siso_get_workflow', { p_workflow_id: answer.workflow.id })).toMatchObject({
      state: 'succeeded',
    });
    expect((await lentThread(ledger)).tasks).toHaveLength(2);
  });

  test('says nothing of what is asked for after it', async () => {
    await chain();
    await ledger.queued({ name: 'plain', repo: 'acme/api' });
    expect((await claim(ledger, 10)).claimed).toMatchObject([{ request: { name: 'plain', repo: 'acme/api' } }]);
  });

  test('counts its own cap of what the thread may cost, however much its steps may', async () => {
    await chain({ hourMicros: 200_000 });
    expect(await chain({ hourMicros: 200_000 }, 50_001)).toMatchObject({ reason: 'forbidden' });
    expect(await chain({ hourMicros: 200_000 }, 50_000)).toMatchObject({ decision: 'queued' });
  });
});

describe('a quote', () => {
  const quote = (task = {}) =>
    ledger.call('siso_github_quote', { p_role: 'write', p_task: { ...TASK, ...small({}), ...task } });

  test('says what tasks alike have cost, of those that succeeded, and books nothing', async () => {
    for (const micros of [10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
      await ledger.done({ template: 'fix' }, usage({ micros: micros * 1_000 }));
    await ledger.done({ template: 'docs' }, usage({ micros: 2_000 }));
    const failed = await ledger.running({ template: 'fix' });
    await ledger.settle(failed.hold, usage({ micros: 2_000 }), { state: 'failed', reason: 'crashed' });
    const before = await ledger.dump();

    expect(await quote({ template: 'fix', budgetMicros: 200_000 })).toMatchObject({
      ...{ alike: 10, p50Micros: 50_000, p90Micros: 90_000, holdMicros: 200_000, verdict: { decision: 'admitted' } },
    });
    expect(await quote()).toMatchObject({ alike: 0, p50Micros: null, p90Micros: null });
    expect(await ledger.dump()).toEqual(before);
  });

  test('says what the ledger would say, without what is nobody’s business', async () => {
    await ledger.set('max_concurrent_jobs', 1);
    await ledger.running();
    const { verdict } = await quote();
    expect(verdict).toMatchObject({ decision: 'deferred', reason: 'no_slot', retryAt: expect.any(String) });
    expect(await quote({ model: 'claude-nonesuch' })).toMatchObject({
      holdMicros: null,
      verdict: { reason: 'price_unknown' },
    });
    expect(Object.keys(verdict)).not.toContain('periods');
  });

  test('counts nothing against it that is overdue', async () => {
    await ledger.set('max_concurrent_jobs', 1);
    await ledger.running();
    await ledger.clock.advance(2 * MINUTE);
    expect(await quote()).toMatchObject({ verdict: { decision: 'admitted' } });
  });
});

describe('a run of GitHub’s that is over', () => {
  const ended = (runId = '17', repo = 'ACME/web') =>
    ledger.call('siso_github_run_ended', { ...request(), p_run_id: runId, p_repo: repo });
  const takeOver = (taskId: string) =>
    ledger.call('siso_take_over', { ...request(), p_task_id: taskId, p_run_id: '17', p_worker: WORKER });

  test('and that nobody came for gives its task back at once, at no cost and without an attempt', async () => {
    const id = await commented(ledger);
    await dispatched(ledger);
    expect(await ledger.call('siso_github_runs', {})).toMatchObject([
      { taskId: id, runId: '17', repo: 'acme/web', installationId: 3, dispatched: true, started: false },
    ]);

    expect(await ended()).toEqual({ ended: 1 });
    expect(await ledger.task(id)).toMatchObject({ state: 'queued', attempt: 0, costMicros: 0 });
    expect(await ledger.call('siso_github_runs', {})).toEqual([]);
    expect((await dispatch(ledger)).claimed).toMatchObject([{ taskId: id, attempt: 1 }]);
  });

  test('and that had started counts as a lost runner, until its settlement says what it used', async () => {
    const id = await commented(ledger);
    await dispatched(ledger);
    const taken = await takeOver(id);
    if (!taken.ok) throw new Error('This test needs a run that was taken over');
    await ledger.start(taken.hold);
    expect(await ended()).toEqual({ ended: 1 });
    expect(await ledger.task(id)).toMatchObject({ costMicros: 100_000, costSource: 'estimated' });

    await ledger.settle(taken.hold, usage({ micros: 4_000 }));
    expect(await ledger.task(id)).toMatchObject({ costMicros: 4_000, costSource: 'metered' });
    expect(await ended()).toEqual({ ended: 0 });
  });

  test('ends nothing of another run, of another repository, or that is settled', async () => {
    const id = await commented(ledger);
    const { hold } = await dispatched(ledger);
    for (const other of [['18'], ['17', 'acme/api']]) expect(await ended(...other)).toEqual({ ended: 0 });
    expect(await ledger.task(id)).toMatchObject({ state: 'running' });
    await ledger.start(hold);
    await ledger.settle(hold, usage({ micros: 4_000 }));

    expect(await ended()).toEqual({ ended: 0 });
    expect(await ledger.task(id)).toMatchObject({ state: 'succeeded', costMicros: 4_000 });
  });
});
