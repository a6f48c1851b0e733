import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { by, ended, lease } from '../../support/ledger-arguments.ts';
import { queued, running } from './asking.ts';

/** What is sent is what is kept, and what is kept is what comes back. */
export function values(store: () => Store): void {
  test.each([
    ['quotes, line ends and signs of SQL', `über “quotes” \\ ' ; -- {} 🙂\n\t\u2028`],
    ['nothing but spaces', '   '],
    ['what looks like a number', '1e400'],
    ['half a megabyte', 'ä'.repeat(250_000)],
  ])('text arrives as it was sent: %s', async (_, prompt) => {
    const id = await queued(store(), { prompt });
    expect((await store().call('siso_task_request', { p_task_id: id })).prompt).toBe(prompt);
  });

  test('large amounts are exact numbers', async () => {
    const amount = 9_000_000_000_000_001;
    const change = { ...by('ada'), p_scope: 'actor' as const, p_value: 'midas', p_changes: { monthlyMicros: amount } };
    expect(await store().call('siso_set_budget', change)).toMatchObject({ after: { monthly_micros: amount } });
    const budgets = await store().call('siso_budget_config', {});
    expect(budgets.find(({ value }) => value === 'midas')?.monthlyMicros).toBe(amount);
  });

  test('lists, empty ones too, and null arrive as they were sent', async () => {
    const member = { p_member: 'lin', p_role: 'read' as const };
    for (const permissions of [['audit:read', 'budget:edit'], []]) {
      const answer = await store().call('siso_set_member', { ...by('ada'), ...member, p_permissions: permissions });
      expect(answer.after).toMatchObject({ actor: 'lin', permissions });
    }
    const lifted = { ...by('ada'), p_category: 'testing' as const, p_repo: null, p_changes: { tokensPerDay: null } };
    expect((await store().call('siso_set_limits', lifted)).after).toMatchObject({ repo: null, tokens_per_day: null });
  });

  test('lists come page by page, newest first', async () => {
    const older = await queued(store());
    const newer = await queued(store());
    const page = (p_after: string | null) =>
      store().call('siso_list_tasks', { p_filter: { categories: ['development'] }, p_limit: 1, p_after });
    const first = await page(null);
    expect(first.tasks.map(({ id }) => id)).toEqual([newer]);
    expect((await page(first.next)).tasks.map(({ id }) => id)).toEqual([older]);
  });

  test('the audit has who did what, by numbers', async () => {
    await store().call('siso_set_setting', { ...by('grace'), p_key: 'max_concurrent_jobs', p_value: 60 });
    const { entries } = await store().call('siso_audit', {
      ...{ p_actor: 'ada', p_filter: { actor: 'grace' }, p_limit: 1, p_before: null },
    });
    expect(entries[0]).toMatchObject({ id: expect.any(Number), actor: 'grace' });
  });

  test('a summary is of exactly the time that is asked for, in whatever zone that is said', async () => {
    const { hold } = await running(store());
    await store().call('siso_settle', { ...lease(hold), p_outcome: ended(hold, { inputTokens: 5 }) });
    const summary = (p_from: string, p_to: string) =>
      store().call('siso_usage_summary', { p_from, p_to, p_by: 'category' });
    const [utc, tokyo] = await Promise.all([
      summary('2020-01-01T00:00:00Z', '2100-01-01T00:00:00Z'),
      summary('2020-01-01T09:00:00+09:00', '2100-01-01T09:00:00+09:00'),
    ]);
    expect(tokyo.rows).toEqual(utc.rows);
    expect(Date.parse(tokyo.from)).toBe(Date.parse('2020-01-01T00:00:00Z'));
    expect((await summary('2020-01-01T00:00:00Z', '2020-01-02T00:00:00Z')).rows).toEqual([]);
  });
}
