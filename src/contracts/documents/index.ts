import type { z } from 'zod';
import { dryRunSchema } from '../dry-run.ts';
import { runnerKeySchema } from '../ledger/keys.ts';
import { membersSchema } from '../ledger/members.ts';
import { explanationSchema, queueSchema, redrivenSchema } from '../ledger/queue.ts';
import { auditPageSchema } from '../ledger/records.ts';
import { taskRecordSchema } from '../ledger/reports.ts';
import { cancelledSchema, taskPageSchema } from '../ledger/tasks.ts';
import { deliverySchema, redeliveredSchema, webhookSchema } from '../ledger/webhooks.ts';
import { cancelledWorkflowSchema, workflowPageSchema, workflowSchema } from '../ledger/workflows.ts';
import { faultReportSchema, runReportSchema } from '../run-report.ts';
import { templateDocumentSchema, templateListSchema } from '../template.ts';
import { chainPlanDocumentSchema } from './chains.ts';
import { completionDocumentSchema, doctorDocumentSchema, initDocumentSchema, setupDocumentSchema } from './files.ts';
import { newRunnerKeyDocumentSchema, runnerKeysDocumentSchema } from './keys.ts';
import { pauseDocumentSchema } from './queue.ts';
import { statusDocumentSchema, usageDocumentSchema } from './reports.ts';
import { pruneDocumentSchema, retentionChangeDocumentSchema } from './retention.ts';
import { scheduleDocumentSchema, scheduleRunDocumentSchema, schedulesDocumentSchema } from './schedules.ts';
import {
  budgetChangeDocumentSchema,
  budgetDocumentSchema,
  grantDocumentSchema,
  limitChangeDocumentSchema,
  limitPresetDocumentSchema,
  limitsDocumentSchema,
  memberChangeDocumentSchema,
  memberDefaultDocumentSchema,
  priceChangeDocumentSchema,
  pricesDocumentSchema,
} from './settings.ts';
import { deliveriesDocumentSchema, newWebhookDocumentSchema, webhooksDocumentSchema } from './webhooks.ts';

interface PublishedDocument {
  schema: z.ZodType;
  /** Which command prints it with `--json`. */
  printedBy: string;
}

/** Every document that a command prints with `--json`, by the name of its file in `schemas/`. */
export const DOCUMENTS: Record<string, PublishedDocument> = {
  audit: { schema: auditPageSchema, printedBy: 'siso audit' },
  budget: { schema: budgetDocumentSchema, printedBy: 'siso budget' },
  'budget-change': { schema: budgetChangeDocumentSchema, printedBy: 'siso budget set' },
  cancel: { schema: cancelledSchema, printedBy: 'siso cancel' },
  chain: { schema: workflowSchema, printedBy: 'siso chain run, siso chain show and siso chain resume' },
  'chain-cancel': { schema: cancelledWorkflowSchema, printedBy: 'siso chain cancel' },
  'chain-plan': { schema: chainPlanDocumentSchema, printedBy: 'siso chain run --dry-run' },
  chains: { schema: workflowPageSchema, printedBy: 'siso chain list' },
  completion: { schema: completionDocumentSchema, printedBy: 'siso completion' },
  doctor: { schema: doctorDocumentSchema, printedBy: 'siso doctor' },
  'dry-run': { schema: dryRunSchema, printedBy: 'siso run --dry-run' },
  error: { schema: faultReportSchema, printedBy: 'every command that could not do what was asked' },
  explain: { schema: explanationSchema, printedBy: 'siso explain' },
  grant: { schema: grantDocumentSchema, printedBy: 'siso grant' },
  init: { schema: initDocumentSchema, printedBy: 'siso init' },
  key: { schema: runnerKeySchema, printedBy: 'siso keys revoke' },
  'key-created': { schema: newRunnerKeyDocumentSchema, printedBy: 'siso keys create' },
  keys: { schema: runnerKeysDocumentSchema, printedBy: 'siso keys' },
  'limit-change': { schema: limitChangeDocumentSchema, printedBy: 'siso limits set' },
  'limit-preset': { schema: limitPresetDocumentSchema, printedBy: 'siso limits preset' },
  limits: { schema: limitsDocumentSchema, printedBy: 'siso limits' },
  'member-change': { schema: memberChangeDocumentSchema, printedBy: 'siso members set and remove' },
  'member-default': { schema: memberDefaultDocumentSchema, printedBy: 'siso members default' },
  members: { schema: membersSchema, printedBy: 'siso members' },
  pause: { schema: pauseDocumentSchema, printedBy: 'siso pause and siso resume' },
  'price-change': { schema: priceChangeDocumentSchema, printedBy: 'siso prices add' },
  prices: { schema: pricesDocumentSchema, printedBy: 'siso prices' },
  prune: { schema: pruneDocumentSchema, printedBy: 'siso prune' },
  queue: { schema: queueSchema, printedBy: 'siso queue' },
  redrive: { schema: redrivenSchema, printedBy: 'siso redrive' },
  'retention-change': { schema: retentionChangeDocumentSchema, printedBy: 'siso prune set' },
  run: { schema: runReportSchema, printedBy: 'siso run, siso submit and siso retry' },
  schedule: { schema: scheduleDocumentSchema, printedBy: 'siso schedule add, remove, pause and resume' },
  'schedule-run': { schema: scheduleRunDocumentSchema, printedBy: 'siso schedule run-now' },
  schedules: { schema: schedulesDocumentSchema, printedBy: 'siso schedule list' },
  setup: { schema: setupDocumentSchema, printedBy: 'siso setup' },
  status: { schema: statusDocumentSchema, printedBy: 'siso status' },
  task: { schema: taskRecordSchema, printedBy: 'siso task' },
  tasks: { schema: taskPageSchema, printedBy: 'siso tasks' },
  template: { schema: templateDocumentSchema, printedBy: 'siso templates show' },
  templates: { schema: templateListSchema, printedBy: 'siso templates' },
  usage: { schema: usageDocumentSchema, printedBy: 'siso usage' },
  webhook: { schema: webhookSchema, printedBy: 'siso webhooks remove' },
  'webhook-added': { schema: newWebhookDocumentSchema, printedBy: 'siso webhooks add' },
  'webhook-deliveries': { schema: deliveriesDocumentSchema, printedBy: 'siso webhooks deliveries' },
  'webhook-redeliver': { schema: redeliveredSchema, printedBy: 'siso webhooks redeliver' },
  'webhook-test': { schema: deliverySchema, printedBy: 'siso webhooks test' },
  webhooks: { schema: webhooksDocumentSchema, printedBy: 'siso webhooks' },
};
