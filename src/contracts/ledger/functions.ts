import { z } from 'zod';
import { amountSchema, categorySchema, environmentSchema } from '../words.ts';
import { previewSchema, taskRequestSchema, verdictSchema } from './admission.ts';
import { alertPageSchema } from './alerts.ts';
import { EVENT_FUNCTIONS } from './events.ts';
import { GITHUB_FUNCTIONS } from './github.ts';
import { newRunnerKeySchema, publicationSchema, runnerKeySchema } from './keys.ts';
import { ledgerSettingsSchema } from './ledger-settings.ts';
import {
  heartbeatAnswerSchema,
  leaseAnswerSchema,
  outcomeSchema,
  progressSchema,
  settledSchema,
  settlementSchema,
} from './life.ts';
import { membersSchema, roleSchema, sweepStatusSchema } from './members.ts';
import { QUEUE_FUNCTIONS } from './queue-functions.ts';
import { auditFilterSchema, auditPageSchema, budgetConfigSchema, limitConfigSchema } from './records.ts';
import { analyticsRowSchema, statusSchema, taskRecordSchema, usageSummarySchema } from './reports.ts';
import { prunedSchema, pruneStepSchema, retentionChangesSchema, retentionSchema } from './retention.ts';
import { SCHEDULE_FUNCTIONS } from './schedules.ts';
import {
  BUDGET_SCOPES,
  budgetChangesSchema,
  changeSchema,
  grantAnswerSchema,
  grantSchema,
  LIMIT_PRESETS,
  limitChangesSchema,
  newPriceSchema,
  recordAnswerSchema,
  recordedUsageSchema,
} from './settings.ts';
import {
  cancelledSchema,
  retryOverridesSchema,
  submissionSchema,
  submittedSchema,
  taskFilterSchema,
  taskPageSchema,
  taskTotalsSchema,
} from './tasks.ts';
import { modelPriceSchema } from './usage.ts';
import { WEBHOOK_FUNCTIONS } from './webhooks.ts';
import { WORKFLOW_FUNCTIONS } from './workflows.ts';

/** The schema generation this code was written for; a ledger that demands a newer one refuses it. */
export const LEDGER_SCHEMA_VERSION = 1;

/** Every writing function takes one; a repeat within 24 h returns the first answer and changes nothing. */
const requestId = { p_request_id: z.uuid() };
const lease = { ...requestId, p_lease_token: z.uuid() };
const byActor = { ...requestId, p_actor: z.string() };
const pageSize = z.int().min(1).max(500);
const keptDays = { p_figure_days: z.int().nullable(), p_text_days: z.int().nullable() };
const range = { p_from: z.iso.datetime({ offset: true }), p_to: z.iso.datetime({ offset: true }) };

/** `rehearsal` and `runner` are missing in a ledger whose migrations are still to be applied. */
const schemaSchema = z.object({
  version: z.int(),
  minClient: z.int(),
  rehearsal: z.boolean().default(false),
  /** The runner key that this was asked with; null for everybody else. */
  runner: runnerKeySchema.nullable().default(null),
});

/** Arguments and answer of every SQL function that this project calls. */
export const LEDGER_FUNCTIONS = {
  siso_schema: { args: z.strictObject({}), result: schemaSchema },
  siso_check: { args: z.strictObject({ p_task: taskRequestSchema }), result: previewSchema },
  siso_check_limits: {
    args: z.strictObject({
      p_category: categorySchema,
      p_tokens: z.int().positive(),
      p_repo: z.string().nullable(),
      p_environment: environmentSchema,
    }),
    result: previewSchema,
  },
  /** What its runner needs beside the request is kept too: so it can be retried. */
  siso_admit: { args: z.strictObject({ ...requestId, p_task: submissionSchema }), result: verdictSchema },
  /** Stores a task as `queued`; nothing is held yet. Refused only for what no waiting can mend. */
  siso_submit: { args: z.strictObject({ ...requestId, p_task: submissionSchema }), result: submittedSchema },
  /** Admits a queued task as it stands: a new attempt with a hold of its own. Deferred it stays queued, refused it fails. */
  siso_admit_task: { args: z.strictObject({ ...requestId, p_task_id: z.string() }), result: verdictSchema },
  /** The request of a task as it would run now, prompt included. */
  siso_task_request: { args: z.strictObject({ p_task_id: z.string() }), result: submissionSchema },
  siso_cancel: { args: z.strictObject({ ...byActor, p_task_id: z.string() }), result: cancelledSchema },
  /** Puts a finished task back into the queue, or changes one that still waits. */
  siso_retry: {
    args: z.strictObject({ ...byActor, p_task_id: z.string(), p_overrides: retryOverridesSchema }),
    result: submittedSchema,
  },
  siso_answer: { args: z.strictObject(requestId), result: z.object({ answer: z.json() }) },
  siso_resize: {
    args: z.strictObject({ ...lease, p_amount_micros: z.int().positive(), p_tokens: z.int().positive() }),
    result: leaseAnswerSchema,
  },
  /** Seconds until the lease ends if nobody beats; 90 where nothing is said. */
  siso_start: {
    args: z.strictObject({ ...lease, p_lease_seconds: z.int().min(30).max(3_600).optional() }),
    result: leaseAnswerSchema,
  },
  siso_heartbeat: { args: z.strictObject({ ...lease, p_progress: progressSchema }), result: heartbeatAnswerSchema },
  siso_append_log: { args: z.strictObject({ ...lease, p_text: z.string() }), result: leaseAnswerSchema },
  siso_settle: { args: z.strictObject({ ...lease, p_outcome: outcomeSchema }), result: settledSchema },
  /** Settles up to ten attempts in one transaction; answers each in order. One that is not in order refuses all. */
  siso_complete: {
    args: z.strictObject({ ...requestId, p_settlements: z.array(settlementSchema).min(1).max(10) }),
    result: z.array(settledSchema),
  },
  siso_release: { args: z.strictObject({ ...lease, p_reason: z.string() }), result: leaseAnswerSchema },
  /** While the lease is live, and for a day after its settlement. */
  siso_record_publication: {
    args: z.strictObject({ ...lease, p_publication: publicationSchema }),
    result: leaseAnswerSchema,
  },
  /** The same by the task, for whoever has no lease of it: until a day after its end. */
  siso_note_publication: {
    args: z.strictObject({ ...requestId, p_task_id: z.string(), p_publication: publicationSchema }),
    result: z.object({ ok: z.literal(true) }),
  },
  siso_expire: { args: z.strictObject(requestId), result: z.object({ expired: amountSchema }) },
  siso_record_usage: {
    args: z.strictObject({ ...byActor, p_usage: recordedUsageSchema }),
    result: recordAnswerSchema,
  },
  siso_set_limits: {
    args: z.strictObject({
      ...byActor,
      p_category: categorySchema,
      p_repo: z.string().nullable(),
      p_changes: limitChangesSchema,
    }),
    result: changeSchema,
  },
  siso_limits_preset: {
    args: z.strictObject({ ...byActor, p_preset: z.enum(LIMIT_PRESETS) }),
    result: changeSchema,
  },
  siso_set_budget: {
    args: z.strictObject({
      ...byActor,
      p_scope: z.enum(BUDGET_SCOPES),
      p_value: z.string(),
      p_changes: budgetChangesSchema,
    }),
    result: changeSchema,
  },
  siso_grant: { args: z.strictObject({ ...byActor, p_grant: grantSchema }), result: grantAnswerSchema },
  siso_set_member: {
    args: z.strictObject({
      ...byActor,
      p_member: z.string().min(1),
      p_role: roleSchema,
      p_permissions: z.array(z.string()),
    }),
    result: changeSchema,
  },
  siso_create_runner_key: { args: z.strictObject({ ...byActor, p_key: newRunnerKeySchema }), result: runnerKeySchema },
  siso_list_runner_keys: { args: z.strictObject({ p_actor: z.string() }), result: z.array(runnerKeySchema) },
  siso_revoke_runner_key: { args: z.strictObject({ ...byActor, p_key_id: z.string() }), result: runnerKeySchema },
  siso_remove_member: {
    args: z.strictObject({ ...byActor, p_member: z.string().min(1) }),
    result: z.object({ before: z.record(z.string(), z.unknown()) }),
  },
  /** What everybody may do who is no member. */
  siso_set_default_role: { args: z.strictObject({ ...byActor, p_role: roleSchema }), result: changeSchema },
  siso_members: { args: z.strictObject({}), result: membersSchema },
  siso_sweep_status: { args: z.strictObject({}), result: sweepStatusSchema },
  siso_set_setting: {
    args: z.strictObject({ ...byActor, p_key: z.string(), p_value: z.json() }),
    result: changeSchema,
  },
  siso_add_price: { args: z.strictObject({ ...byActor, p_price: newPriceSchema }), result: modelPriceSchema },
  siso_reprice: {
    args: z.strictObject({ ...byActor, p_model: z.string(), ...range }),
    result: z.object({ entries: amountSchema, differenceMicros: z.int() }),
  },
  siso_set_retention: {
    args: z.strictObject({ ...byActor, p_changes: retentionChangesSchema }),
    result: z.object({ before: retentionSchema, after: retentionSchema }),
  },
  /** Removes one batch of what is older than the days; null days are the ledger's own. Call it until `next` is null. */
  siso_prune: {
    args: z.strictObject({
      ...byActor,
      ...keptDays,
      p_batch: z.int().min(1).max(1_000),
      p_after: z.iso.datetime({ offset: true }).nullable(),
    }),
    result: pruneStepSchema,
  },
  /** What all batches together would remove now. */
  siso_prune_preview: { args: z.strictObject({ p_actor: z.string(), ...keptDays }), result: prunedSchema },
  siso_status: { args: z.strictObject({}), result: statusSchema },
  siso_prices: { args: z.strictObject({}), result: z.array(modelPriceSchema) },
  siso_get_task: { args: z.strictObject({ p_task_id: z.string() }), result: taskRecordSchema },
  siso_list_tasks: {
    args: z.strictObject({ p_filter: taskFilterSchema, p_limit: pageSize, p_after: z.string().nullable() }),
    result: taskPageSchema,
  },
  siso_task_totals: { args: z.strictObject(range), result: z.array(taskTotalsSchema) },
  siso_audit: {
    args: z.strictObject({
      p_actor: z.string(),
      p_filter: auditFilterSchema,
      p_limit: pageSize,
      p_before: z.int().nullable(),
    }),
    result: auditPageSchema,
  },
  siso_limit_config: { args: z.strictObject({}), result: z.array(limitConfigSchema) },
  siso_budget_config: { args: z.strictObject({}), result: z.array(budgetConfigSchema) },
  siso_usage_summary: {
    args: z.strictObject({ ...range, p_by: z.enum(['category', 'model', 'repo', 'actor', 'service', 'day', 'label']) }),
    result: usageSummarySchema,
  },
  siso_analytics: { args: z.strictObject(range), result: z.array(analyticsRowSchema) },
  siso_alerts: {
    args: z.strictObject({ p_limit: pageSize, p_before: z.int().nullable() }),
    result: alertPageSchema,
  },
  siso_settings: { args: z.strictObject({}), result: ledgerSettingsSchema },
  ...QUEUE_FUNCTIONS,
  ...WORKFLOW_FUNCTIONS,
  ...SCHEDULE_FUNCTIONS,
  ...EVENT_FUNCTIONS,
  ...WEBHOOK_FUNCTIONS,
  ...GITHUB_FUNCTIONS,
} as const;

export type LedgerFunction = keyof typeof LEDGER_FUNCTIONS;
export type LedgerArguments<Name extends LedgerFunction> = z.input<(typeof LEDGER_FUNCTIONS)[Name]['args']>;
export type LedgerResult<Name extends LedgerFunction> = z.output<(typeof LEDGER_FUNCTIONS)[Name]['result']>;
