import { beforeEach, describe, expect, test } from 'vitest';
import { commented, dispatch, lend, lentThread, notice, posted, request, THREAD } from '../../support/bot-ledger.ts';
import { MINUTE, SECOND, type TestLedger, USD, usage } from '../../support/ledger.ts';
import { openLedger } from '../../support/queue.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
});

const due = async () => (await ledger.call('siso_github_due', {})).threads;
/** What is to be said after `ms`, and not before. */
async function lentAfter(ms: number) {
  await ledger.clock.advance(ms - 1);
  expect(await lend(ledger)).toEqual([]);
  await ledger.clock.advance(1);
  return lentThread(ledger);
}

describe('a thread', () => {
  test('is one by repository and number, and stays it when the repository is renamed', async () => {
    const first = await notice(ledger);
    expect(await notice(ledger, 'Renamed', { repo: 'acme/site' })).toEqual(first);
    await commented(ledger);
    for (const other of [{ number: 8 }, { repoId: 2 }]) expect(await notice(ledger, 'x', other)).not.toEqual(first);

    const lent = await lend(ledger);
    expect(lent).toHaveLength(3);
    expect(lent[0]).toMatchObject({ id: first.threadId, repo: 'acme/web', number: 7, commentId: null });
  });

  test('shows the last three answers, oldest first, and its tasks', async () => {
    for (const title of ['a', 'b', 'c', 'd']) await notice(ledger, title);
    const id = await commented(ledger, {}, { commentId: 9, headSha: 'abc' });

    const { notices, tasks } = await lentThread(ledger);
    expect(notices.map(({ title }) => title)).toEqual(['b', 'c', 'd']);
    expect(tasks).toMatchObject([{ taskId: id, author: 'octocat', commentId: 9, headSha: 'abc', approval: null }]);
  });

  test('is lent to one, and to the next when two minutes are over', async () => {
    await notice(ledger);
    const lost = await lentThread(ledger);
    expect(await due()).toBe(false);
    const again = await lentAfter(2 * MINUTE);

    expect(await posted(ledger, lost)).toEqual({ ok: false, reason: 'lease_lost' });
    expect(await posted(ledger, again)).toEqual({ ok: true });
  });

  test('speaks once of what happened, ten seconds later at the earliest, and remembers its comment', async () => {
    await notice(ledger);
    await posted(ledger, await lentThread(ledger), { ok: true, commentId: 99 });
    expect(await due()).toBe(false);
    await notice(ledger);

    expect(await lentAfter(10 * SECOND)).toMatchObject({ commentId: 99, failures: 0 });
  });

  test('speaks again of what happened while it was lent, in the same moment too', async () => {
    await notice(ledger);
    const lent = await lentThread(ledger);
    await notice(ledger, 'meanwhile');
    await posted(ledger, lent);

    expect((await lentAfter(10 * SECOND)).notices).toMatchObject([{ title: 'Done' }, { title: 'meanwhile' }]);
  });

  test('hears of what happens to its tasks, and of no others', async () => {
    await commented(ledger);
    await posted(ledger, await lentThread(ledger));
    await ledger.clock.advance(10 * SECOND);
    await ledger.done();
    expect(await due()).toBe(false);
    await dispatch(ledger);

    expect(await due()).toBe(true);
    await posted(ledger, await lentThread(ledger));
    expect(await due()).toBe(false);
  });

  test('that fails is tried later each time, an hour at most, and as soon as it may once it went well', async () => {
    await notice(ledger);
    let lent = await lentThread(ledger);
    for (const seconds of [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]) {
      await posted(ledger, lent, { ok: false });
      lent = await lentAfter(seconds * SECOND);
    }
    await ledger.sql('update github_threads set failures = 2000');
    await posted(ledger, lent, { ok: false });
    await posted(ledger, await lentAfter(3_600 * SECOND));
    await notice(ledger);
    expect(await lentAfter(10 * SECOND)).toMatchObject({ failures: 0 });
  });

  test('waits as long as GitHub asked for', async () => {
    await notice(ledger);
    await posted(ledger, await lentThread(ledger), { ok: false, retryAfterSeconds: 60 });
    await lentAfter(60 * SECOND);
  });

  test('notes an attempt while it is lent, and makes its comment anew when that is gone', async () => {
    await notice(ledger);
    const lent = await lentThread(ledger);
    expect(await posted(ledger, lent, { tried: true })).toEqual({ ok: true });
    expect(await posted(ledger, lent, { ok: false, commentId: 99 })).toEqual({ ok: true });
    const known = await lentAfter(10 * SECOND);
    expect(known).toMatchObject({ commentId: 99, commentTried: true });

    await posted(ledger, known, { ok: false, gone: true });
    expect(await lentAfter(20 * SECOND)).toMatchObject({ commentId: null, commentTried: false });
  });

  test('that is closed is silent until somebody asks there again', async () => {
    await notice(ledger);
    await posted(ledger, await lentThread(ledger), { ok: false, closed: 'locked' });
    await ledger.clock.advance(60 * MINUTE);
    await ledger.call('siso_github_refresh', request());
    expect([await due(), await lend(ledger)]).toEqual([false, []]);

    await notice(ledger);
    await posted(ledger, await lentThread(ledger));
  });

  test('speaks anew now and then while something of it waits or runs', async () => {
    const id = await commented(ledger);
    await posted(ledger, await lentThread(ledger));
    await ledger.clock.advance(30 * SECOND);
    expect(await ledger.call('siso_github_refresh', request())).toEqual({ threads: 1 });
    await posted(ledger, await lentThread(ledger));
    await ledger.cancel(id);
    await posted(ledger, await lentAfter(10 * SECOND));

    expect(await ledger.call('siso_github_refresh', request())).toEqual({ threads: 0 });
  });
});

test('what was said of a task elsewhere is noted, and what is not named stays', async () => {
  const id = await commented(ledger);
  const note = (p_note: object) => ledger.call('siso_github_note', { ...request(), p_task_id: id, p_note });
  await note({ runUrl: 'https://github.example/run', reaction: 'rocket', checkId: 4 });
  await note({ checkSaid: 'success', finishedSaid: true });

  const said = { runUrl: 'https://github.example/run', reaction: 'rocket', checkId: 4, checkSaid: 'success' };
  expect((await lentThread(ledger)).tasks).toMatchObject([{ ...said, finishedSaid: true }]);
});

test('alerts come in order, are said once, and name the issues that hear of them', async () => {
  const alerts = () => ledger.call('siso_github_alerts', { p_limit: 5 });
  await ledger.setBudget({ dailyMicros: USD }, { scope: 'repo', value: 'acme/web' });
  for (const micros of [800_000, 150_000, 50_000]) {
    const { hold } = await ledger.running({ repo: 'acme/web', budgetMicros: micros });
    await ledger.settle(hold, usage({ micros }));
  }
  const [first, ...later] = await alerts();
  expect([first, ...later]).toMatchObject(
    [75, 90, 100].map((threshold) => ({ threshold, scope: 'repo', value: 'acme/web' })),
  );
  expect(first).toMatchObject({ issue: null, kind: 'spent', unit: 'usd', period: 'day', cap: USD });

  const said = (id: number | undefined, p_issue: { repo: string; number: number } | null) =>
    ledger.call('siso_github_alert_said', { ...request(), p_alert_id: id ?? 0, p_issue });
  await said(later[0]?.id, { repo: THREAD.repo, number: 3 });
  await said(first?.id, null); // a late one takes nothing back
  expect(await alerts()).toMatchObject([{ threshold: 100, issue: { 'acme/web': 3 } }]);
  await said(later[1]?.id, { repo: THREAD.repo, number: 4 });

  expect([await alerts(), (await ledger.call('siso_github_due', {})).alerts]).toEqual([[], false]);
});
