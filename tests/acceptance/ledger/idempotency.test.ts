import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Hold } from '../../../src/contracts/ledger/admission.ts';
import { LEDGER_FUNCTIONS } from '../../../src/contracts/ledger/functions.ts';
import type { LentDelivery } from '../../../src/contracts/ledger/webhooks.ts';
import { type AskedByComment, askedByComment, callsOfTheBot } from '../../support/bot-repeats.ts';
import { aChain, cancelChain, created } from '../../support/chains.ts';
import { DAY, ended, ledgerAt, type TestLedger, usage } from '../../support/ledger.ts';
import { SCHEDULE } from '../../support/schedules.ts';

let ledger: TestLedger;
let hold: Hold;
let waiting: string;
let keyId: string;
let hookId: string;
let delivery: LentDelivery;
let chain: string;
let cancelled: string;
let started: string;
let scheduleId: string;
let bot: AskedByComment;
const requestId = 'b5e7b2f0-6a53-4c7b-9a55-0d6f4a3c9e11';
beforeEach(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  hold = (await ledger.held()).hold;
  waiting = await ledger.queued();
  const run = await ledger.held();
  await ledger.call('siso_start', { p_request_id: randomUUID(), p_lease_token: run.hold.leaseToken });
  started = run.taskId;
  const made = { ...key, hash: 'b'.repeat(64) };
  keyId = (await ledger.call('siso_create_runner_key', { ...by, p_request_id: randomUUID(), p_key: made })).id;
  await ledger.member('mia', 'write');
  hookId = (await ledger.call('siso_add_webhook', { ...by, p_request_id: randomUUID(), p_webhook: hook })).id;
  delivery = await lent();
  [chain, cancelled] = [(await created(ledger, { a: [] })).id, (await created(ledger, { a: [] })).id];
  await cancelChain(ledger, cancelled);
  const p_schedule = { ...SCHEDULE, nextAt: '2026-03-01T10:00:00Z' };
  scheduleId = (await ledger.call('siso_set_schedule', { ...by, p_request_id: randomUUID(), p_schedule })).id;
  bot = await askedByComment(ledger);
});

/** A delivery that a sender has just been lent. */
async function lent(): Promise<LentDelivery> {
  await ledger.call('siso_test_webhook', { ...by, p_request_id: randomUUID(), p_webhook_id: hookId });
  const [first] = (await ledger.call('siso_take_deliveries', { p_request_id: randomUUID(), p_limit: 1 })).deliveries;
  if (first === undefined) throw new Error('This test needs a delivery');
  return first;
}

const hook = {
  ...{ url: 'https://hooks.example.com/in', kinds: ['*'], format: 'standard' as const, allowPrivate: false },
  secret: `whsec_${'A'.repeat(43)}=`,
};

const key = {
  ...({ hash: 'a'.repeat(64), repo: 'acme/web', name: 'ci', environment: 'development' } as const),
  expiresInSeconds: 3_600,
};
const by = { p_request_id: requestId, p_actor: 'ada' };
const lease = () => ({ p_request_id: requestId, p_lease_token: hold.leaseToken });
const task = {
  ...({ name: 'x', actor: 'ada', category: 'testing', priority: 'low', environment: 'development' } as const),
  ...{ model: 'claude-sonnet-5-5', prompt: 'x', tools: [], estimateTokens: 10 },
};
const price = {
  ...{ model: 'claude-next', inputNanos: 1, outputNanos: 1, write5mNanos: 1, write1hNanos: 1, readNanos: 1 },
  source: 'a test',
};
const grant = { scope: 'global', value: '', unit: 'usd', amount: 5, expiresInSeconds: 60, reason: 'a test' } as const;
const worker = { id: 'w', host: 'h', version: '1', slots: 1 };
const range = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };

/** One call of every function that writes. */
const CALLS: Record<string, () => Promise<unknown>> = {
  siso_admit: () => ledger.call('siso_admit', { p_request_id: requestId, p_task: task }),
  siso_submit: () => ledger.call('siso_submit', { p_request_id: requestId, p_task: task }),
  siso_admit_task: () => ledger.call('siso_admit_task', { p_request_id: requestId, p_task_id: waiting }),
  siso_cancel: () => ledger.call('siso_cancel', { ...by, p_task_id: waiting }),
  siso_retry: () => ledger.call('siso_retry', { ...by, p_task_id: waiting, p_overrides: { priority: 'low' } }),
  siso_resize: () => ledger.call('siso_resize', { ...lease(), p_amount_micros: 5_000, p_tokens: 50 }),
  siso_start: () => ledger.call('siso_start', lease()),
  siso_heartbeat: () => ledger.call('siso_heartbeat', { ...lease(), p_progress: { usedMicros: 7, usedTokens: 3 } }),
  siso_append_log: () => ledger.call('siso_append_log', { ...lease(), p_text: 'a line\n' }),
  siso_settle: () => ledger.call('siso_settle', { ...lease(), p_outcome: ended(hold, usage({ tokens: 40 })) }),
  siso_complete: () =>
    ledger.call('siso_complete', {
      p_request_id: requestId,
      p_settlements: [{ leaseToken: hold.leaseToken, outcome: ended(hold, usage({ tokens: 40 })) }],
    }),
  siso_release: () => ledger.call('siso_release', { ...lease(), p_reason: 'not needed' }),
  siso_expire: () => ledger.call('siso_expire', { p_request_id: requestId }),
  siso_record_usage: () => ledger.call('siso_record_usage', { ...by, p_usage: { service: 'openai', tokens: 500 } }),
  siso_set_limits: () =>
    ledger.call('siso_set_limits', {
      ...by,
      p_category: 'testing',
      p_repo: 'acme/web',
      p_changes: { tokensPerDay: 9 },
    }),
  siso_limits_preset: () => ledger.call('siso_limits_preset', { ...by, p_preset: 'team' }),
  siso_set_budget: () =>
    ledger.call('siso_set_budget', { ...by, p_scope: 'repo', p_value: 'acme/web', p_changes: { dailyMicros: 9 } }),
  siso_grant: () => ledger.call('siso_grant', { ...by, p_grant: grant }),
  siso_set_member: () =>
    ledger.call('siso_set_member', { ...by, p_member: 'bob', p_role: 'write', p_permissions: ['budget:edit'] }),
  siso_create_runner_key: () => ledger.call('siso_create_runner_key', { ...by, p_key: key }),
  siso_revoke_runner_key: () => ledger.call('siso_revoke_runner_key', { ...by, p_key_id: keyId }),
  siso_record_publication: () =>
    ledger.call('siso_record_publication', { ...lease(), p_publication: { branch: 'siso/task-1' } }),
  siso_note_publication: () =>
    ledger.call('siso_note_publication', {
      ...{ p_request_id: requestId, p_task_id: started, p_publication: { branch: 'siso/task-1' } },
    }),
  siso_remove_member: () => ledger.call('siso_remove_member', { ...by, p_member: 'mia' }),
  siso_set_default_role: () => ledger.call('siso_set_default_role', { ...by, p_role: 'admin' }),
  siso_set_setting: () => ledger.call('siso_set_setting', { ...by, p_key: 'paused', p_value: true }),
  siso_add_price: () => ledger.call('siso_add_price', { ...by, p_price: price }),
  siso_set_retention: () => ledger.call('siso_set_retention', { ...by, p_changes: { textDays: 7 } }),
  siso_prune: () =>
    ledger.call('siso_prune', { ...by, p_figure_days: 400, p_text_days: 0, p_batch: 10, p_after: null }),
  siso_claim: () => ledger.call('siso_claim', { p_request_id: requestId, p_worker: worker, p_filter: {}, p_limit: 1 }),
  siso_dispatch: () => ledger.call('siso_dispatch', { p_request_id: requestId, p_filter: {}, p_limit: 1 }),
  siso_note_run: () => ledger.call('siso_note_run', { ...lease(), p_run_id: '17' }),
  siso_take_over: () =>
    ledger.call('siso_take_over', { p_request_id: requestId, p_task_id: waiting, p_run_id: '17', p_worker: worker }),
  siso_sweep: () => ledger.call('siso_sweep', { p_request_id: requestId }),
  siso_redrive: () => ledger.call('siso_redrive', { ...by, p_task_ids: null }),
  siso_add_webhook: () => ledger.call('siso_add_webhook', { ...by, p_webhook: hook }),
  siso_remove_webhook: () => ledger.call('siso_remove_webhook', { ...by, p_webhook_id: hookId }),
  siso_test_webhook: () => ledger.call('siso_test_webhook', { ...by, p_webhook_id: hookId }),
  siso_redeliver: () => ledger.call('siso_redeliver', { ...by, p_id: delivery.id }),
  siso_take_deliveries: () => ledger.call('siso_take_deliveries', { p_request_id: requestId, p_limit: 5 }),
  siso_delivery_done: () =>
    ledger.call('siso_delivery_done', {
      ...{ p_request_id: requestId, p_delivery_id: delivery.id, p_token: delivery.token },
      p_result: { ok: true, status: 204, error: null },
    }),
  siso_create_workflow: () => ledger.call('siso_create_workflow', { ...by, p_workflow: aChain({ a: [], b: ['a'] }) }),
  siso_cancel_workflow: () => ledger.call('siso_cancel_workflow', { ...by, p_workflow_id: chain }),
  siso_resume_workflow: () =>
    ledger.call('siso_resume_workflow', { ...by, p_workflow_id: cancelled, p_budget_micros: null }),
  siso_set_schedule: () => ledger.call('siso_set_schedule', { ...by, p_schedule: SCHEDULE }),
  siso_remove_schedule: () => ledger.call('siso_remove_schedule', { ...by, p_schedule_id: scheduleId }),
  siso_fire_schedule: () =>
    ledger.call('siso_fire_schedule', {
      ...{ p_request_id: requestId, p_schedule_id: scheduleId, p_occurrence: '2026-03-01T10:00:00Z' },
      ...{ p_next: '2026-03-02T10:00:00Z', p_task: task, p_note: null },
    }),
  ...callsOfTheBot(() => ({ ledger, ...bot }), requestId),
  siso_reprice: () => ledger.call('siso_reprice', { ...by, p_model: 'claude-sonnet-5-5', ...range }),
};

const writing = Object.entries(LEDGER_FUNCTIONS)
  .filter(([name, { args }]) => 'p_request_id' in args.shape && name !== 'siso_answer')
  .map(([name]) => name);

describe('a repeated request', () => {
  test('every function that takes a request id is tried here', () => {
    expect(Object.keys(CALLS).sort()).toEqual(writing.toSorted());
  });

  test.each(Object.entries(CALLS))(
    '%s gives the first answer again, even later, and changes nothing',
    async (_, call) => {
      const answer = await call();
      const after = await ledger.dump();
      await ledger.clock.advance(DAY - 1);

      expect(await call()).toEqual(answer);
      expect(await ledger.dump()).toEqual(after);
    },
  );

  test.each(Object.entries(CALLS))('%s refuses a request id that was used for another function', async (name, call) => {
    await (name === 'siso_expire' ? CALLS.siso_grant?.() : CALLS.siso_expire?.());
    const before = await ledger.dump();

    await expect(call()).rejects.toMatchObject({ code: 'SI409', hint: expect.stringContaining('fresh request id') });
    expect(await ledger.dump()).toEqual(before);
  });

  test('whoever lost an answer can ask for it', async () => {
    const first = await CALLS.siso_admit?.();

    expect(await ledger.call('siso_answer', { p_request_id: requestId })).toEqual({ answer: first });
    expect(await ledger.call('siso_answer', { p_request_id: crypto.randomUUID() })).toEqual({ answer: null });
  });

  test('after a day the request is forgotten, and its id counts as new', async () => {
    const first = await CALLS.siso_grant?.();
    await ledger.clock.advance(DAY);

    expect(await CALLS.siso_grant?.()).not.toEqual(first);
    expect(await ledger.sql('select * from budget_grants')).toHaveLength(2);
  });

  test('the sweep throws away what is forgotten, and nothing younger', async () => {
    await CALLS.siso_grant?.();
    const requests = () => ledger.sql(`select * from request_log where function = 'siso_grant'`);
    await ledger.clock.advance(DAY);
    await ledger.expire();
    expect(await requests()).toHaveLength(0);

    await CALLS.siso_grant?.();
    await ledger.clock.advance(DAY - 1);
    await ledger.expire();
    expect(await requests()).toHaveLength(1);
  });

  test('a settlement is idempotent per hold, whatever its request id and its figures', async () => {
    await ledger.start(hold);
    const first = await ledger.settle(hold, usage({ micros: 1_000 }));
    const books = async () => {
      const { request_log, ...rest } = await ledger.dump();
      return rest;
    };
    const before = await books();

    expect(await ledger.settle(hold, usage({ micros: 9_000 }))).toEqual(first);
    expect(await books()).toEqual(before);
  });

  test('case 20: a limit that is reached is an answer, a call that is wrong is an error', async () => {
    await ledger.set('paused', true);

    await expect(ledger.admit()).resolves.toMatchObject({ decision: 'deferred' });
    await expect(ledger.set('no_such_setting', 1)).rejects.toMatchObject({ code: 'SI400' });
    await expect(ledger.task('T-NONESUCH')).rejects.toMatchObject({ code: 'SI404' });
  });
});
