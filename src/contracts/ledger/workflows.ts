import { z } from 'zod';
import { amountSchema, instantSchema, reasonSchema, taskStateSchema } from '../words.ts';
import { refusedSchema } from './admission.ts';
import { submissionSchema } from './tasks.ts';

/** What follows when a step does not end well. */
export const FAILURE_POLICIES = ['skip_descendants', 'continue', 'fail_workflow'] as const;
export const WORKFLOW_STATES = ['running', 'succeeded', 'failed', 'cancelled', 'budget_capped'] as const;
const policySchema = z.enum(FAILURE_POLICIES);
const workflowStateSchema = z.enum(WORKFLOW_STATES);

const stepSchema = z.strictObject({
  /** Its name within the chain. */
  key: z.string().min(1).max(60),
  /** Names of the steps that have to end before it starts. */
  needs: z.array(z.string()).max(99),
  onFailure: policySchema.optional(),
  /** The step on whose result it builds: its branch is what this one starts from. */
  base: z.string().optional(),
  task: submissionSchema.omit({ dedupeKey: true, dedupe: true, cacheHours: true }),
});

/** A graph of tasks. Prompts may have `{{ steps.NAME.result }}`, on a line of its own, `.branch` and `.commit`. */
export const newWorkflowSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Default: `skip_descendants`. */
  onFailure: policySchema.optional(),
  /** The most all steps may cost together over all attempts, micro-USD. */
  budgetMicros: z.int().positive().optional(),
  steps: z.array(stepSchema).min(1).max(1_000),
});
export type NewWorkflow = z.infer<typeof newWorkflowSchema>;

const workflowRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  actor: z.string(),
  state: workflowStateSchema,
  /** As what it will end once nothing of it runs any more; null while steps may start. */
  stopping: workflowStateSchema.nullable(),
  onFailure: policySchema,
  budgetMicros: amountSchema.nullable(),
  costMicros: amountSchema,
  /** Held by steps that run. */
  heldMicros: amountSchema,
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  /** Steps by state. */
  counts: z.partialRecord(taskStateSchema, amountSchema),
});
export type WorkflowRow = z.infer<typeof workflowRowSchema>;

const stepRecordSchema = z.object({
  key: z.string(),
  taskId: z.string(),
  name: z.string(),
  state: taskStateSchema,
  reason: reasonSchema.nullable(),
  error: z.string().nullable(),
  /** Never ran, because what it needs did not end well or the chain was stopped. */
  skipped: z.boolean(),
  needs: z.array(z.string()),
  onFailure: policySchema,
  base: z.string().nullable(),
  attempt: amountSchema,
  cancelRequested: z.boolean(),
  costMicros: amountSchema,
  branch: z.string().nullable(),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type StepRecord = z.infer<typeof stepRecordSchema>;

/** A chain with its steps, in an order in which they can run. */
export const workflowSchema = workflowRowSchema.extend({ steps: z.array(stepRecordSchema) });
export type Workflow = z.infer<typeof workflowSchema>;

/** `next` continues the list where this page ends; null on the last one. Opaque. */
export const workflowPageSchema = z.object({ chains: z.array(workflowRowSchema), next: z.string().nullable() });
export type WorkflowPage = z.infer<typeof workflowPageSchema>;

const workflowFilterSchema = z.strictObject({
  states: z.array(workflowStateSchema).optional(),
  actor: z.string().optional(),
});

export const queuedWorkflowSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('queued'), workflow: workflowSchema }),
  /** Nothing was stored. `step`: the one that is at fault. */
  refusedSchema.extend({ step: z.string().optional() }),
]);
export type QueuedWorkflow = z.infer<typeof queuedWorkflowSchema>;

/** `changed`: whether this call did anything. */
export const cancelledWorkflowSchema = z.object({ changed: z.boolean(), workflow: workflowSchema });

const byActor = { p_request_id: z.uuid(), p_actor: z.string() };
const one = { p_workflow_id: z.string() };

export const WORKFLOW_FUNCTIONS = {
  /** Stores the whole graph in one transaction, or refuses it whole: a cycle, an unknown name, a task that cannot be. */
  siso_create_workflow: {
    args: z.strictObject({ ...byActor, p_workflow: newWorkflowSchema }),
    result: queuedWorkflowSchema,
  },
  siso_get_workflow: { args: z.strictObject(one), result: workflowSchema },
  siso_list_workflows: {
    args: z.strictObject({
      p_filter: workflowFilterSchema,
      p_limit: z.int().min(1).max(500),
      p_after: z.string().nullable(),
    }),
    result: workflowPageSchema,
  },
  /** What waits ends; what runs is told to stop. */
  siso_cancel_workflow: { args: z.strictObject({ ...byActor, ...one }), result: cancelledWorkflowSchema },
  /** Puts back what did not end well, whole or not at all; what ended well stays. A budget replaces the chain's. */
  siso_resume_workflow: {
    args: z.strictObject({ ...byActor, ...one, p_budget_micros: z.int().positive().nullable() }),
    result: queuedWorkflowSchema,
  },
} as const;
