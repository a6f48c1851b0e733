import { beforeEach, describe, expect, test } from 'vitest';
import { ledgerAt, type TestLedger } from '../../support/ledger.ts';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
});

const requestId = () => ({ p_request_id: crypto.randomUUID() });

describe('who may change what', () => {
  const price = {
    ...{ model: 'claude-next', inputNanos: 1, outputNanos: 1, write5mNanos: 1, write1hNanos: 1, readNanos: 1 },
    source: 'a test',
  };
  const grant = { scope: 'global', value: '', unit: 'usd', amount: 5, expiresInSeconds: 60, reason: 'a test' } as const;
  const range = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };
  const changes: [string, string, (actor: string) => Promise<unknown>][] = [
    ['limits', 'limits:edit', (actor) => ledger.setLimits('testing', { tokensPerDay: 9 }, { actor })],
    [
      'a preset',
      'limits:edit',
      (p_actor) => ledger.call('siso_limits_preset', { ...requestId(), p_actor, p_preset: 'team' }),
    ],
    ['the concurrency', 'limits:edit', (actor) => ledger.set('max_concurrent_jobs', 9, { actor })],
    ['a budget', 'budget:edit', (actor) => ledger.setBudget({ dailyMicros: 9 }, { actor })],
    ['a grant', 'budget:edit', (p_actor) => ledger.call('siso_grant', { ...requestId(), p_actor, p_grant: grant })],
    ['a default', 'budget:edit', (actor) => ledger.set('default_hold_micros', 9, { actor })],
    ['a price', 'budget:edit', (p_actor) => ledger.call('siso_add_price', { ...requestId(), p_actor, p_price: price })],
    [
      'what was booked',
      'budget:edit',
      (p_actor) => ledger.call('siso_reprice', { ...requestId(), p_actor, p_model: 'claude-opus-5', ...range }),
    ],
    ['the pause', 'queue:pause', (actor) => ledger.set('paused', true, { actor })],
    ['recorded usage', 'task:create', (actor) => ledger.record({ service: 'custom', tokens: 5 }, actor)],
  ];

  test.each(changes)('%s: refused without %s, and nothing changes', async (_, permission, change) => {
    await ledger.member('eve', 'read');
    const before = await ledger.dump();

    await expect(change('eve')).rejects.toMatchObject({
      code: 'SI403',
      message: `eve lacks the permission ${permission}`,
    });
    expect(await ledger.dump()).toEqual(before);
  });

  test.each(changes)('%s: done by whoever was given %s', async (_, permission, change) => {
    await ledger.member('eve', 'none', [permission]);

    await change('eve');
    expect((await ledger.audit()).at(-1)).toMatchObject({ actor: 'eve' });
  });

  test('only admins change roles', async () => {
    await ledger.member('mia', 'maintain');
    const set = { p_member: 'mia', p_role: 'admin' as const, p_permissions: [] };

    await expect(ledger.call('siso_set_member', { ...requestId(), p_actor: 'mia', ...set })).rejects.toMatchObject({
      code: 'SI403',
    });
  });

  test.each([
    ['maintain', ['urgent', 'medium'], true],
    ['write', ['medium'], false],
    ['triage', [], false],
    ['read', [], false],
    ['none', [], false],
  ] as const)('%s may create %j tasks', async (role, priorities, pauses) => {
    await ledger.member('mia', role);

    for (const priority of ['urgent', 'medium'] as const) {
      const { decision } = await ledger.check({ actor: 'mia', priority });
      expect([priority, decision === 'admitted']).toEqual([priority, priorities.some((may) => may === priority)]);
    }
    const pause = ledger.set('paused', true, { actor: 'mia' });
    await (pauses ? pause : expect(pause).rejects.toMatchObject({ code: 'SI403' }));
  });

  test('where nobody is admin by default, a stranger may do nothing', async () => {
    await ledger.sql(`update settings set value = '"none"' where key = 'default_role'`);

    expect(await ledger.check()).toMatchObject({ decision: 'refused', reason: 'forbidden' });
  });

  test('a new ledger is told once who is admin and whether it rehearses', async () => {
    const initialise = (settings: unknown) => ledger.sql('select siso_initialise($1) as answer', [settings]);

    expect(await initialise({ defaultRole: 'none', rehearsal: true })).toEqual([{ answer: { created: true } }]);
    expect(await initialise({ defaultRole: 'admin', rehearsal: false })).toEqual([{ answer: { created: false } }]);
    expect(await ledger.status()).toMatchObject({ rehearsal: true });
    expect(await ledger.check()).toMatchObject({ reason: 'forbidden' });
  });
});

describe('what may be set', () => {
  test.each([
    ['paused', 1],
    ['paused', null],
    ['max_concurrent_jobs', 0],
    ['max_concurrent_jobs', 1.5],
    ['default_hold_micros', -1],
    ['default_estimate_tokens', null],
    ['token_hold', 0],
    ['token_hold', true],
    ['default_role', 1],
    ['schema', null],
    ['no_such_setting', true],
  ])('%s cannot be %s', async (key, value) => {
    const before = await ledger.dump();

    await expect(ledger.set(key, value)).rejects.toMatchObject({
      code: 'SI400',
      hint: expect.stringContaining('max_concurrent'),
    });
    expect(await ledger.dump()).toEqual(before);
  });

  test.each([
    ['a zone that does not exist', { zone: 'Mars/Olympus' }, { scope: 'global', value: '' }],
    ['a global budget with a value', {}, { scope: 'global', value: 'acme' }],
    ['a budget of no repository', {}, { scope: 'repo', value: '' }],
    ['a label without a value', {}, { scope: 'label', value: 'team' }],
    ['a label without a key', {}, { scope: 'label', value: '=web' }],
  ] as const)('%s is refused, and nothing changes', async (_, change, scope) => {
    const before = await ledger.dump();

    await expect(ledger.setBudget(change, scope)).rejects.toMatchObject({ code: 'SI400', hint: expect.any(String) });
    expect(await ledger.dump()).toEqual(before);
  });

  test('what a change does not name stays, and the answer tells before and after', async () => {
    const { before, after } = await ledger.setLimits('testing', { tokensPerDay: 9, tokensPerHour: null });

    expect(before).toMatchObject({ tokens_per_minute: 500, tokens_per_hour: 8_000, tokens_per_day: 50_000 });
    expect(after).toMatchObject({ tokens_per_minute: 500, tokens_per_hour: null, tokens_per_day: 9 });
    expect(await ledger.setBudget({ dailyMicros: 9 })).toMatchObject({
      before: { daily_micros: 50_000_000, daily_tokens: 100_000 },
      after: { daily_micros: 9, daily_tokens: 100_000 },
    });
    expect((await ledger.set('paused', true)).after).toEqual({ paused: true });
  });
});

describe('the audit', () => {
  test('tells who did what to whom, before and after', async () => {
    await ledger.member('bob', 'write');
    await ledger.member('bob', 'triage');

    expect((await ledger.audit()).at(-1)).toMatchObject({
      ...{ actor: 'ada', action: 'member.changed', subject: 'bob' },
      before: { role: 'write' },
      after: { role: 'triage' },
    });
  });

  test('follows a task with its tools, its tokens, its cost and its error', async () => {
    const { taskId, hold } = await ledger.running();
    await ledger.settle(hold, { inputTokens: 50 }, { state: 'failed', reason: 'agent_failed', error: 'It gave up.' });

    expect((await ledger.audit()).filter(({ subject }) => subject === taskId)).toMatchObject([
      { actor: 'ada', action: 'task.admitted', details: { tools: ['Read'], amountMicros: 100_000 } },
      {
        actor: 'ada',
        action: 'task.failed',
        reason: 'agent_failed',
        details: { error: 'It gave up.', cost: 100, input: 50 },
      },
    ]);
  });

  test.each([
    'update audit_log set actor = $$eve$$',
    'delete from audit_log',
    'truncate audit_log',
    'update token_usage_history set cost_micros = 0',
    'update model_prices set input_nanos = 0',
    'delete from model_prices',
  ])('append-only tables refuse to %s', async (statement) => {
    await ledger.done({}, { inputTokens: 50 });

    await expect(ledger.sql(statement)).rejects.toMatchObject({
      code: 'SI403',
      message: expect.stringContaining('append-only'),
    });
  });
});
