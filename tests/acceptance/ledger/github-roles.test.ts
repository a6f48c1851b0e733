import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { imbalances } from '../../support/books.ts';
import { act, comment, commented, dispatch, request, THREAD } from '../../support/bot-ledger.ts';
import { type TestLedger, USD } from '../../support/ledger.ts';
import { small, TASK } from '../../support/ledger-arguments.ts';
import { openLedger } from '../../support/queue.ts';

/** A ledger where nobody may anything who is no member. */
let ledger: TestLedger;
beforeEach(async () => {
  ledger = await openLedger();
  await ledger.member('ada', 'admin');
  await ledger.call('siso_set_default_role', { ...request(), p_actor: 'ada', p_role: 'none' });
});
afterEach(async () => expect(await imbalances(ledger)).toEqual([]));

const no = expect.objectContaining({ code: 'SI403' });
const ROLES = ['admin', 'maintain', 'write', 'triage', 'read', 'none', '', 'owner'];
const grant = { scope: 'repo', value: THREAD.repo, unit: 'usd', amount: USD, expiresInSeconds: 60, reason: 'release' };
const cap = () => ledger.setBudget({ dailyMicros: USD }, { scope: 'repo', value: THREAD.repo });

/** What Bob is told who has a role in the repository of a task of somebody else's. */
const DEEDS: Record<string, (role: string) => Promise<unknown>> = {
  'start a task': (role) => comment(ledger, { actor: 'bob' }, { role }),
  'start an urgent task': (role) => comment(ledger, { actor: 'bob', priority: 'urgent' }, { role }),
  'cancel a task of another': async (role) =>
    act(ledger, [role, 'siso_cancel'], { p_task_id: await ledger.queued({ actor: 'ada', repo: THREAD.repo }) }),
  'retry a task of another': async (role) =>
    act(ledger, [role, 'siso_retry'], {
      p_task_id: await ledger.queued({ actor: 'ada', repo: THREAD.repo }),
      p_overrides: {},
    }),
  pause: (role) => act(ledger, [role, 'siso_set_setting'], { p_key: 'paused', p_value: true }),
  'grant more of the repository’s own budget': async (role) => {
    await cap();
    return act(ledger, [role, 'siso_grant'], { p_grant: grant });
  },
};
const MAY: Record<string, string[]> = {
  'start a task': ['admin', 'maintain', 'write'],
  'grant more of the repository’s own budget': ['admin'],
};
const allowed = (deed: string) => MAY[deed] ?? ['admin', 'maintain'];

async function outcome(answer: Promise<unknown>): Promise<'may' | 'may not'> {
  const told = await answer.catch((error: { code?: string }) => {
    expect(error).toMatchObject({ code: 'SI403' });
    return { reason: 'forbidden' };
  });
  return (told as { reason?: string }).reason === 'forbidden' ? 'may not' : 'may';
}

describe.each(Object.entries(DEEDS))('to %s', (deed, ask) => {
  test.each(ROLES)('as %s of the repository', async (role) => {
    expect(await outcome(ask(role))).toBe(allowed(deed).includes(role) ? 'may' : 'may not');
  });

  test('a member has the rights of the membership, and none of the repository', async () => {
    await ledger.member('bob', 'read');
    expect(await outcome(ask('admin'))).toBe('may not');
    await ledger.member('bob', 'admin');
    expect(await outcome(ask('none'))).toBe('may');
  });
});

test('a role in a repository lasts for one call, and is nobody else’s', async () => {
  await act(ledger, ['admin', 'siso_set_setting'], { p_key: 'paused', p_value: true });

  await expect(ledger.set('paused', false, { actor: 'bob' })).rejects.toEqual(no);
  expect(await ledger.submit({ actor: 'octocat' })).toMatchObject({ reason: 'forbidden' });
});

describe('an admin of a repository', () => {
  test.each(['max_concurrent_jobs', 'default_hold_micros', 'flow_weights', ''])(
    'changes no setting %j',
    async (p_key) => {
      await expect(act(ledger, ['admin', 'siso_set_setting'], { p_key, p_value: 1 })).rejects.toEqual(no);
    },
  );

  test.each<[string, object]>([
    ['of everybody', { scope: 'global', value: '' }],
    ['of the organisation', { scope: 'org', value: 'acme' }],
    ['of another repository', { value: 'acme/api' }],
    ['of no scope', { scope: null }],
  ])('grants nothing %s', async (_, other) => {
    await cap();
    await ledger.setBudget({ dailyMicros: USD }, { scope: 'repo', value: 'acme/api' });
    await expect(act(ledger, ['admin', 'siso_grant'], { p_grant: { ...grant, ...other } })).rejects.toEqual(no);
  });

  test('does not draw from the emergency buffer', async () => {
    await ledger.setBudget({ dailyTokens: 100, bufferTokens: 500 });
    const task = { ...TASK, ...small({ actor: 'bob', priority: 'urgent', reason: 'down', estimateTokens: 200 }) };
    const { verdict } = await ledger.call('siso_github_quote', { p_role: 'admin', p_task: task });
    await ledger.member('bob', 'admin');
    const asMember = await ledger.call('siso_github_quote', { p_role: 'none', p_task: task });

    expect([verdict.decision, asMember.verdict.decision]).toEqual(['refused', 'admitted']);
  });

  test.each(['siso_cancel', 'siso_retry'] as const)('finds no task of another repository, with %s', async (name) => {
    const others = [await ledger.queued({ actor: 'ada', repo: 'acme/api' }), await ledger.queued({ actor: 'ada' })];
    for (const p_task_id of [...others, 'T-NONESUCH']) {
      const answer = act(ledger, ['admin', name], { p_task_id, p_overrides: {} });
      await expect(answer).rejects.toMatchObject({
        code: 'SI404',
        message: `There is no task ${p_task_id} in acme/web`,
      });
    }
    await expect(act(ledger, ['admin', name], { p_overrides: {} })).rejects.toMatchObject({ code: 'SI404' });
  });

  test('calls no other function of the ledger', async () => {
    await expect(
      ledger.sql(`select public.siso_github_act('admin', 'acme/web', 'siso_set_member', '{"p_actor": "bob"}')`),
    ).rejects.toMatchObject({ code: 'SI400' });
  });
});

test('people cancel their own tasks whatever their role is', async () => {
  const id = await commented(ledger, { actor: 'bob' });

  expect(await act(ledger, ['none', 'siso_cancel'], { p_task_id: id.toLowerCase(), repo: 'ACME/Web' })).toMatchObject({
    state: 'cancelled',
  });
});

test('a task is claimed with the role that its author had when it was asked for', async () => {
  const ids = [await commented(ledger), await commented(ledger, { priority: 'urgent' }, { role: 'maintain' })];

  const { claimed } = await dispatch(ledger);
  expect(claimed.map(({ taskId }) => taskId).toSorted()).toEqual(ids.toSorted());
});

test('a twin that waits gives way to whoever may cancel it there', async () => {
  const twin = { dedupeKey: 'lint', dedupe: 'replace_queued' } as const;
  const first = await commented(ledger, { ...twin, actor: 'octocat' });
  await expect(comment(ledger, { ...twin, actor: 'bob' }, { role: 'write' })).rejects.toEqual(no);

  expect(await comment(ledger, { ...twin, actor: 'bob' }, { role: 'maintain' })).toMatchObject({ replaced: first });
});
