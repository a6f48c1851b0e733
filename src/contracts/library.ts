import { z } from 'zod';
import { categorySchema, environmentSchema, instantSchema, labelsSchema, prioritySchema } from './words.ts';

/** What the classes of the library are given. Read strictly: an unknown field is an error that names the nearest. */

const MAX_TOKENS = 1_000_000_000;
const MAX_MICROS = 10_000_000_000;
const MAX_TIMEOUT_MS = 86_400_000;

const tokens = z.int().positive().max(MAX_TOKENS);
const name = z.string().trim().min(1);

/** How a task is to run, with the names that the library uses. Money in micro-USD or dollars, times in milliseconds. */
const taskOptions = {
  priority: prioritySchema.optional(),
  /** Rules such as `Read` or `Bash(npm test:*)`; older names such as `ReadFile` are mapped. */
  allowedTools: z.array(z.string()).optional(),
  /** Counted tokens: uncached input and output. */
  estimatedTokens: tokens.optional(),
  /** The most the task may cost over all attempts; one of the two. */
  budgetMicros: z.int().positive().max(MAX_MICROS).optional(),
  budgetUsd: z
    .number()
    .positive()
    .max(MAX_MICROS / 1e6)
    .optional(),
  model: z
    .string()
    .regex(/^[\w.:@[\]-]{1,100}$/, 'is not the name of a model, such as sonnet')
    .optional(),
  timeoutMs: z.int().positive().max(MAX_TIMEOUT_MS).optional(),
  /** Why an urgent task may use the emergency buffer or every tool in production. */
  reason: z.string().max(500).optional(),
};

export const automationTaskRequestSchema = z.strictObject({
  ...taskOptions,
  /** What is to be done; or `template` with its `inputs`. */
  prompt: z.string().optional(),
  template: name.optional(),
  inputs: z.record(z.string(), z.string()).optional(),
  name: name.max(200).optional(),
  category: categorySchema.optional(),
  environment: environmentSchema.optional(),
  labels: labelsSchema.optional(),
  /** A command that prepares the private copy before Claude Code starts, run as the agent is. */
  prepare: z.string().trim().min(1).max(2_000).optional(),
  /** Whose limits and rights count; default: the user of this process. */
  createdBy: name.max(100).optional(),
});
export type AutomationTaskRequest = z.input<typeof automationTaskRequestSchema>;

/** What a retry changes; what is absent stays. */
export const automationRetrySchema = z.strictObject(taskOptions);
export type AutomationRetry = z.input<typeof automationRetrySchema>;

export const automationOptionsSchema = z.strictObject({
  /** The repository to work in, and where the ledger and the configuration are looked for; default: the current folder. */
  workspace: name.optional(),
  /** Ledger and runs; default: `SISO_DATA_DIR`, else `.siso` at the top of the repository. */
  dataDirectory: name.optional(),
  /** Default: `ANTHROPIC_API_KEY`, which is taken out of the environment of this process when it is first needed. */
  apiKey: name.optional(),
  /** No key, no cost: a scripted upstream answers. A scenario's name, the path of one, or `true` for `fix-bug`. */
  rehearse: z.union([z.literal(true), name]).optional(),
  /** Instead of `process.env`. */
  env: z.record(z.string(), z.string().optional()).optional(),
  /** Who is written into the audit where a request names nobody; default: the user of this process. */
  actor: name.max(100).optional(),
  /** How long a submitted task waits to be admitted, milliseconds; default: as long as the process lives. */
  maxWaitMs: z.number().nonnegative().optional(),
});
export type AutomationOptions = z.input<typeof automationOptionsSchema>;

/**
 * `today` (or `day`) and `month` are periods of the ledger's zone, the others end now. `from` is part of it, `to` is not.
 */
export const usageRangeSchema = z.union([
  z.enum(['today', 'day', '24h', '7d', 'week', '30d', 'month']),
  z.strictObject({ from: instantSchema, to: instantSchema }),
]);
export type UsageRange = z.input<typeof usageRangeSchema>;
