import { randomUUID } from 'node:crypto';
import type { Admitted, Verdict } from '../../src/contracts/ledger/admission.ts';
import type { LedgerFunction } from '../../src/contracts/ledger/functions.ts';
import type { Store } from '../../src/store/index.ts';
import { aChain } from '../support/chains.ts';
import { by, ended, lease, small, TASK } from '../support/ledger-arguments.ts';
import { SCHEDULE } from '../support/schedules.ts';
import { comments } from './walk-github.ts';
import { wait } from './walk-queue.ts';

/** All that each function answered, in the order of the calls. */
export type Answers = Map<LedgerFunction, unknown[]>;

type Call = Store['call'];
const request = () => ({ p_request_id: randomUUID() });

/** Calls every function of the contract at least once, for a ledger that nobody has used, in the order of its life. */
export async function walk(store: Store): Promise<Answers> {
  const answers: Answers = new Map();
  const call: Call = async (name, args) => {
    const answer = await store.call(name, args);
    answers.set(name, [...(answers.get(name) ?? []), answer]);
    return answer;
  };
  const parts = [
    configure,
    members,
    price,
    runDirectly,
    wait,
    chains,
    schedules,
    queue,
    turnAway,
    look,
    hooks,
    comments,
    prune,
  ];
  for (const part of parts) await part(call);
  return answers;
}

async function configure(call: Call): Promise<void> {
  await call('siso_schema', {});
  await call('siso_limits_preset', { ...by('ada'), p_preset: 'team' });
  for (const p_repo of [null, 'acme/web']) {
    await call('siso_set_limits', {
      ...{ ...by('ada'), p_category: 'development', p_repo },
      p_changes: { tokensPerDay: 900_000, maxConcurrent: null },
    });
  }
  await call('siso_set_budget', {
    ...{ ...by('ada'), p_scope: 'repo', p_value: 'acme/web' },
    p_changes: { dailyMicros: 9_000_000, thresholds: [50], zone: 'Europe/Berlin' },
  });
  const grant = { scope: 'global', value: '', unit: 'usd', amount: 5, expiresInSeconds: 60, reason: 'a test' } as const;
  await call('siso_grant', { ...by('ada'), p_grant: grant });
  for (const p_permissions of [[], ['audit:read', 'budget:edit']]) {
    await call('siso_set_member', { ...by('ada'), p_member: 'lin', p_role: 'write', p_permissions });
  }
  for (const p_value of [7, null]) {
    await call('siso_set_setting', { ...by('ada'), p_key: 'token_hold', p_value });
  }
}

async function members(call: Call): Promise<void> {
  await call('siso_set_default_role', { ...by('ada'), p_role: 'admin' });
  await call('siso_set_member', { ...by('ada'), p_member: 'mia', p_role: 'read', p_permissions: [] });
  await call('siso_remove_member', { ...by('ada'), p_member: 'mia' });
  await call('siso_members', {});
  const key = {
    hash: 'a'.repeat(64),
    repo: 'acme/web',
    name: 'ci',
    environment: 'staging',
    expiresInSeconds: 60,
  } as const;
  const { id } = await call('siso_create_runner_key', { ...by('ada'), p_key: key });
  await call('siso_revoke_runner_key', { ...by('ada'), p_key_id: id });
  await call('siso_list_runner_keys', { p_actor: 'ada' });
}

async function price(call: Call): Promise<void> {
  const p_price = {
    ...{ model: 'claude-next', inputNanos: 1_000, outputNanos: 5_000, write5mNanos: 1, write1hNanos: 1, readNanos: 1 },
    source: 'a test',
  };
  await call('siso_add_price', { ...by('ada'), p_price });
  const model = { service: 'custom', model: 'claude-next', category: 'testing', inputTokens: 500 } as const;
  await call('siso_record_usage', { ...by('ada'), p_usage: model });
  await call('siso_record_usage', { ...by('ada'), p_usage: { service: 'openai', tokens: 500 } });
  await call('siso_add_price', { ...by('ada'), p_price: { ...p_price, inputNanos: 500 } });
  await call('siso_reprice', { ...by('ada'), p_model: 'claude-next', ...always() });
}

async function runDirectly(call: Call): Promise<void> {
  const task = { ...TASK, ...small({}), repo: 'acme/web', labels: { team: 'web' } };
  await call('siso_check', { p_task: task });
  await call('siso_check_limits', {
    ...{ p_category: 'testing', p_tokens: 5, p_repo: null, p_environment: 'staging' },
  });
  const first = request();
  const { hold, taskId } = admitted(await call('siso_admit', { ...first, p_task: task }));
  await call('siso_answer', first);
  await call('siso_answer', request());
  await call('siso_resize', { ...lease(hold), p_amount_micros: 50_000, p_tokens: 80 });
  await call('siso_start', lease(hold));
  await call('siso_release', { ...lease(hold), p_reason: 'too late' });
  await call('siso_append_log', { ...lease(hold), p_text: 'a line\n' });
  await call('siso_heartbeat', {
    ...lease(hold),
    p_progress: { usedMicros: 9, usedTokens: 5, provider: { retryAfterSeconds: 0, rateLimits: {} } },
  });
  const outcome = { ...ended(hold, { inputTokens: 5 }), durationMs: 1_000, changedFiles: ['a.ts'], denials: [] };
  for (const args of [lease(hold), lease(hold), { ...request(), p_lease_token: randomUUID() }]) {
    await call('siso_settle', { ...args, p_outcome: { ...outcome, reportedCostMicros: 10, turns: 2 } });
  }
  const settlements = [hold.leaseToken, randomUUID()].map((leaseToken) => ({ leaseToken, outcome }));
  await call('siso_complete', { ...request(), p_settlements: settlements });
  await call('siso_start', lease(hold));
  await call('siso_record_publication', {
    ...{ ...lease(hold), p_publication: { branch: 'siso/task-1', pullRequestNumber: 7 } },
  });
  await call('siso_note_publication', { ...request(), p_task_id: taskId, p_publication: { branch: 'siso/task-1' } });
  await call('siso_get_task', { p_task_id: taskId });
}

async function queue(call: Call): Promise<void> {
  const submit = async (name: string) => {
    const p_task = { ...TASK, ...small({}), name, allow: ['Read'], timeoutMs: 60_000, workspace: '/srv/web' };
    const answer = await call('siso_submit', { ...request(), p_task });
    return answer.decision === 'queued' ? answer.taskId : '';
  };
  const [run, dropped] = [await submit('run'), await submit('dropped')];
  await call('siso_task_request', { p_task_id: run });
  const { hold } = admitted(await call('siso_admit_task', { ...request(), p_task_id: run }));
  await call('siso_cancel', { ...by('ada'), p_task_id: run });
  await call('siso_release', { ...lease(hold), p_reason: 'not needed' });
  for (let time = 0; time < 2; time++) await call('siso_cancel', { ...by('ada'), p_task_id: dropped });
  await call('siso_retry', { ...by('ada'), p_task_id: dropped, p_overrides: { priority: 'low', budgetMicros: 9_000 } });
  await call('siso_get_task', { p_task_id: dropped });
}

async function chains(call: Call): Promise<void> {
  const list = { p_filter: { states: ['running' as const] }, p_limit: 1, p_after: null };
  const made = await call('siso_create_workflow', { ...by('ada'), p_workflow: aChain({ a: [], b: ['a'] }) });
  await call('siso_create_workflow', { ...by('ada'), p_workflow: aChain({ a: ['a'] }) });
  const one = { p_workflow_id: made.decision === 'queued' ? made.workflow.id : '' };
  await call('siso_list_workflows', list);
  for (let time = 0; time < 2; time++) await call('siso_cancel_workflow', { ...by('ada'), ...one });
  await call('siso_resume_workflow', { ...by('ada'), ...one, p_budget_micros: 500_000 });
  await call('siso_get_workflow', one);
  await call('siso_cancel_workflow', { ...by('ada'), ...one });
  await call('siso_list_workflows', { ...list, p_filter: {} });
}

async function schedules(call: Call): Promise<void> {
  const p_schedule = { ...SCHEDULE, nextAt: '2020-03-02T02:30:00Z' };
  const { id, nextAt } = await call('siso_set_schedule', { ...by('ada'), p_schedule });
  await call('siso_due_schedules', { p_limit: 5 });
  const p_task = { ...TASK, ...small({}) };
  for (const day of [3, 4])
    await call('siso_fire_schedule', {
      ...{ ...request(), p_schedule_id: id, p_occurrence: day === 3 ? nextAt : '2020-03-03T02:30:00Z' },
      ...{ p_next: `2020-03-0${day}T02:30:00Z`, p_task: day === 3 ? p_task : null, p_note: null },
    });
  await call('siso_fire_schedule', {
    ...{ ...request(), p_schedule_id: id, p_occurrence: nextAt, p_next: '2020-03-03T02:30:00Z', p_task, p_note: null },
  });
  await call('siso_set_schedule', { ...by('ada'), p_schedule: { ...p_schedule, id, paused: true } });
  await call('siso_list_schedules', {});
  await call('siso_remove_schedule', { ...by('ada'), p_schedule_id: id });
}

/** What is deferred and what is refused. */
async function turnAway(call: Call): Promise<void> {
  await call('siso_admit', { ...request(), p_task: { ...TASK, ...small({}), model: 'claude-nonesuch' } });
  await call('siso_submit', { ...request(), p_task: { ...TASK, ...small({ estimateTokens: 10_000_000 }) } });
  await call('siso_set_setting', { ...by('ada'), p_key: 'paused', p_value: true });
  await call('siso_admit', { ...request(), p_task: { ...TASK, ...small({}) } });
  await call('siso_check', { p_task: { ...TASK, ...small({}) } });
  await call('siso_set_setting', { ...by('ada'), p_key: 'paused', p_value: false });
}

async function look(call: Call): Promise<void> {
  await call('siso_expire', request());
  await call('siso_sweep_status', {});
  await call('siso_status', {});
  await call('siso_prices', {});
  await call('siso_limit_config', {});
  await call('siso_budget_config', {});
  await call('siso_list_tasks', { p_filter: {}, p_limit: 2, p_after: null });
  await call('siso_list_tasks', { p_filter: { states: ['running'], search: 'nothing' }, p_limit: 2, p_after: null });
  await call('siso_task_totals', always());
  await call('siso_analytics', always());
  for (const p_by of ['category', 'day', 'label'] as const) await call('siso_usage_summary', { ...always(), p_by });
  await call('siso_audit', { p_actor: 'ada', p_filter: { action: 'task.' }, p_limit: 3, p_before: null });
  await call('siso_audit', { p_actor: 'ada', p_filter: {}, p_limit: 500, p_before: 2 });
}

/** Events, and how they are delivered. */
async function hooks(call: Call): Promise<void> {
  const { next } = await call('siso_events', { p_after: null, p_limit: 5 });
  await call('siso_events', { p_after: next, p_limit: 5 });
  await call('siso_events', { p_after: 'start', p_limit: 500 });
  const p_webhook = {
    ...{ url: 'https://hooks.example.com/in?key=1', kinds: ['webhook.*', 'setting.changed'], allowPrivate: false },
    ...{ secret: `whsec_${'A'.repeat(43)}=`, format: 'slack' as const },
  };
  const { id } = await call('siso_add_webhook', { ...by('ada'), p_webhook });
  await call('siso_webhooks_due', {});
  await call('siso_test_webhook', { ...by('ada'), p_webhook_id: id });
  const { deliveries } = await call('siso_take_deliveries', { ...request(), p_limit: 5 });
  for (const lent of deliveries) {
    const args = { p_delivery_id: lent.id, p_token: lent.token };
    await call('siso_delivery_done', { ...request(), ...args, p_result: { ok: false, status: 500, error: 'no' } });
    await call('siso_delivery_done', { ...request(), ...args, p_result: { ok: true, status: 204, error: null } });
    await call('siso_redeliver', { ...by('ada'), p_id: lent.id });
  }
  await call('siso_list_deliveries', { p_actor: 'ada', p_filter: { webhookId: id, state: 'pending' }, p_limit: 5 });
  await call('siso_list_webhooks', { p_actor: 'ada' });
  await call('siso_remove_webhook', { ...by('ada'), p_webhook_id: id });
}

async function prune(call: Call): Promise<void> {
  await call('siso_set_retention', { ...by('ada'), p_changes: { textDays: 20 } });
  const kept = { p_figure_days: 400, p_text_days: 0 };
  await call('siso_prune_preview', { p_actor: 'ada', ...kept });
  await call('siso_prune', { ...by('ada'), ...kept, p_batch: 10, p_after: null });
}

const always = () => ({ p_from: '2020-01-01T00:00:00Z', p_to: '2100-01-01T00:00:00Z' });

function admitted(verdict: Verdict): Admitted {
  if (verdict.decision !== 'admitted') throw new Error(`The walk needs room: ${JSON.stringify(verdict)}`);
  return verdict;
}
