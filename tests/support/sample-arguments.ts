import { randomUUID } from 'node:crypto';
import { anOrigin, THREAD } from './bot-ledger.ts';
import { aChain } from './chains.ts';
import { small, TASK } from './ledger-arguments.ts';
import { SCHEDULE } from './schedules.ts';

const RANGE = { p_from: '2026-03-01T00:00:00Z', p_to: '2026-03-02T00:00:00Z' };
const WORKER = { id: 'w-1', host: 'here', version: '1', slots: 1 };
const TASK_ID = { p_task_id: 'T-00000000' };
const WORKFLOW_ID = { p_workflow_id: 'W-00000000' };
const page = { p_filter: {}, p_limit: 5 };
const ask = () => ({ ...TASK, ...small({}) });
const id = () => ({ p_request_id: randomUUID() });
const by = () => ({ ...id(), p_actor: 'ada' });
const lease = () => ({ ...id(), p_lease_token: randomUUID() });

/** Arguments of every function as somebody would give them who may call it; of tasks and leases that do not exist. */
const SAMPLES: Record<string, () => Record<string, unknown>> = {
  siso_schema: () => ({}),
  siso_status: () => ({}),
  siso_prices: () => ({}),
  siso_members: () => ({}),
  siso_settings: () => ({}),
  siso_workers: () => ({}),
  siso_alerts: () => ({ p_limit: 5, p_before: null }),
  siso_queue: () => ({ p_limit: 5 }),
  siso_explain: () => TASK_ID,
  siso_sweep: id,
  siso_claim: () => ({ ...id(), p_worker: WORKER, p_filter: {}, p_limit: 1 }),
  siso_dispatch: () => ({ ...id(), p_filter: {}, p_limit: 1 }),
  siso_note_run: () => ({ ...lease(), p_run_id: '17' }),
  siso_take_over: () => ({ ...id(), ...TASK_ID, p_run_id: '17', p_worker: WORKER }),
  siso_redrive: () => ({ ...by(), p_task_ids: null }),
  siso_sweep_status: () => ({}),
  siso_limit_config: () => ({}),
  siso_budget_config: () => ({}),
  siso_initialise: () => ({ p_settings: {} }),
  siso_check: () => ({ p_task: ask() }),
  siso_check_limits: () => ({ p_category: 'testing', p_tokens: 5, p_repo: null, p_environment: 'development' }),
  siso_submit: () => ({ ...id(), p_task: ask() }),
  siso_admit: () => ({ ...id(), p_task: ask() }),
  siso_admit_task: () => ({ ...id(), ...TASK_ID }),
  siso_task_request: () => TASK_ID,
  siso_get_task: () => TASK_ID,
  siso_answer: id,
  siso_expire: id,
  siso_start: lease,
  siso_heartbeat: () => ({ ...lease(), p_progress: { usedMicros: 0, usedTokens: 0 } }),
  siso_append_log: () => ({ ...lease(), p_text: 'a line' }),
  siso_settle: () => ({
    ...lease(),
    p_outcome: { state: 'failed', reason: 'crashed', costSource: 'metered', entries: [] },
  }),
  siso_complete: () => ({
    ...id(),
    p_settlements: [
      {
        leaseToken: randomUUID(),
        outcome: { state: 'failed', reason: 'crashed', costSource: 'metered', entries: [] },
      },
    ],
  }),
  siso_release: () => ({ ...lease(), p_reason: 'not needed' }),
  siso_resize: () => ({ ...lease(), p_amount_micros: 5, p_tokens: 5 }),
  siso_record_publication: () => ({ ...lease(), p_publication: { branch: 'siso/task-1' } }),
  siso_note_publication: () => ({ ...id(), ...TASK_ID, p_publication: { branch: 'siso/task-1' } }),
  siso_cancel: () => ({ ...by(), ...TASK_ID }),
  siso_retry: () => ({ ...by(), ...TASK_ID, p_overrides: {} }),
  siso_record_usage: () => ({ ...by(), p_usage: { service: 'openai', tokens: 5 } }),
  siso_set_limits: () => ({ ...by(), p_category: 'testing', p_repo: null, p_changes: {} }),
  siso_limits_preset: () => ({ ...by(), p_preset: 'unlimited' }),
  siso_set_budget: () => ({ ...by(), p_scope: 'global', p_value: '', p_changes: {} }),
  siso_grant: () => ({
    ...by(),
    p_grant: { scope: 'global', value: '', unit: 'usd', amount: 5, expiresInSeconds: 60, reason: 'test' },
  }),
  siso_set_member: () => ({ ...by(), p_member: 'eve', p_role: 'none', p_permissions: [] }),
  siso_remove_member: () => ({ ...by(), p_member: 'eve' }),
  siso_set_default_role: () => ({ ...by(), p_role: 'none' }),
  siso_set_retention: () => ({ ...by(), p_changes: {} }),
  siso_prune: () => ({ ...by(), p_figure_days: 400, p_text_days: 30, p_batch: 1, p_after: null }),
  siso_prune_preview: () => ({ p_actor: 'ada', p_figure_days: 400, p_text_days: 30 }),
  siso_set_setting: () => ({ ...by(), p_key: 'paused', p_value: false }),
  siso_add_price: () => ({
    ...by(),
    p_price: {
      model: 'm',
      inputNanos: 1,
      outputNanos: 1,
      write5mNanos: 1,
      write1hNanos: 1,
      readNanos: 1,
      source: 'test',
    },
  }),
  siso_reprice: () => ({ ...by(), p_model: 'm', ...RANGE }),
  siso_list_tasks: () => ({ ...page, p_after: null }),
  siso_task_totals: () => RANGE,
  siso_audit: () => ({ p_actor: 'ada', ...page, p_before: null }),
  siso_usage_summary: () => ({ ...RANGE, p_by: 'repo' }),
  siso_analytics: () => RANGE,
  siso_create_runner_key: () => ({ ...by(), p_key: { repo: 'acme/web' } }),
  siso_list_runner_keys: () => ({ p_actor: 'ada' }),
  siso_events: () => ({ p_after: null, p_limit: 5 }),
  siso_add_webhook: () => ({ ...by(), p_webhook: {} }),
  siso_remove_webhook: () => ({ ...by(), p_webhook_id: 'H-00000000' }),
  siso_list_webhooks: () => ({ p_actor: 'ada' }),
  siso_test_webhook: () => ({ ...by(), p_webhook_id: 'H-00000000' }),
  siso_list_deliveries: () => ({ p_actor: 'ada', p_filter: {}, p_limit: 5 }),
  siso_redeliver: () => ({ ...by(), p_id: 'D-0' }),
  siso_webhooks_due: () => ({}),
  siso_take_deliveries: () => ({ ...id(), p_limit: 1 }),
  siso_delivery_done: () => ({ ...id(), p_token: randomUUID(), p_delivery_id: 'D-0', p_result: { ok: true } }),
  siso_revoke_runner_key: () => ({ ...by(), p_key_id: 'K-00000000' }),
  siso_create_workflow: () => ({ ...by(), p_workflow: aChain({ a: [], b: ['a'] }) }),
  siso_get_workflow: () => WORKFLOW_ID,
  siso_list_workflows: () => ({ ...page, p_after: null }),
  siso_cancel_workflow: () => ({ ...by(), ...WORKFLOW_ID }),
  siso_resume_workflow: () => ({ ...by(), ...WORKFLOW_ID, p_budget_micros: null }),
  siso_set_schedule: () => ({ ...by(), p_schedule: SCHEDULE }),
  siso_list_schedules: () => ({}),
  siso_remove_schedule: () => ({ ...by(), p_schedule_id: 'S-00000000' }),
  siso_due_schedules: () => ({ p_limit: 5 }),
  siso_fire_schedule: () => ({
    ...{ ...id(), p_schedule_id: 'S-00000000', p_occurrence: RANGE.p_from, p_next: RANGE.p_to },
    ...{ p_task: null, p_note: null },
  }),
  siso_github_receive: () => ({ p_item: { key: 'comment/1/created', deliveryId: 'd', event: 'push', payload: {} } }),
  siso_github_take: () => ({ ...id(), p_limit: 1 }),
  siso_github_done: () => ({ ...id(), p_item_id: 0, p_token: randomUUID(), p_result: { ok: true } }),
  siso_github_notice: () => ({ ...id(), p_thread: THREAD, p_notice: { kind: 'answer', title: 't', body: 'b' } }),
  siso_github_act: () => ({
    ...{ p_role: 'admin', p_repo: 'acme/web', p_function: 'siso_set_setting' },
    p_args: { ...by(), p_key: 'paused', p_value: false },
  }),
  siso_github_quote: () => ({ p_role: 'admin', p_task: ask() }),
  siso_github_submit: () => ({ ...id(), p_task: ask(), p_origin: anOrigin() }),
  siso_github_submit_chain: () => ({
    ...{ ...by(), p_workflow: aChain({ a: [] }, { budgetMicros: 100_000 }), p_origin: anOrigin() },
  }),
  siso_github_pending: () => ({ p_thread: THREAD, p_task_id: null }),
  siso_github_decide: () => ({
    ...id(),
    p_decision: { actor: 'ada', role: 'admin', repo: 'acme/web', taskId: 'T-00000000', approve: false },
  }),
  siso_github_withdraw: () => ({ ...id(), p_comment_id: 1, p_actor: 'ada' }),
  siso_github_due: () => ({}),
  siso_github_threads: () => ({ ...id(), p_limit: 1 }),
  siso_github_posted: () => ({ ...id(), p_thread_id: 0, p_token: randomUUID(), p_result: { ok: true } }),
  siso_github_note: () => ({ ...id(), ...TASK_ID, p_note: { reaction: 'rocket' } }),
  siso_github_refresh: id,
  siso_github_runs: () => ({}),
  siso_github_run_ended: () => ({ ...id(), p_run_id: '17', p_repo: 'acme/web' }),
  siso_github_alerts: () => ({ p_limit: 5 }),
  siso_github_alert_said: () => ({ ...id(), p_alert_id: 0, p_issue: null }),
};

export function argumentsOf(name: string): Record<string, unknown> {
  const sample = SAMPLES[name];
  if (sample === undefined) throw new Error(`Say in sample-arguments.ts how ${name} is called`);
  return sample();
}
