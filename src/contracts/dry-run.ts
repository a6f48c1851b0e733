import { z } from 'zod';
import { runReportSchema } from './run-report.ts';
import {
  amountSchema,
  categorySchema,
  environmentSchema,
  instantSchema,
  prioritySchema,
  reasonSchema,
} from './words.ts';

/** What `siso run --dry-run --json` prints: what would be asked for and what the ledger would say. Nothing is booked. */
export const dryRunSchema = z.object({
  decision: z.enum(['admitted', 'deferred', 'refused']),
  reason: reasonSchema,
  limit: z.string().nullable(),
  limitUsed: amountSchema.nullable(),
  limitMax: amountSchema.nullable(),
  hint: z.string().nullable(),
  retryAt: instantSchema.nullable(),
  /** Whether the task is admitted at `retryAt` if nothing else happens. */
  promised: z.boolean().nullable(),
  name: z.string(),
  prompt: z.string(),
  template: z.string().nullable(),
  /** What each input of the template comes to. */
  inputs: z.record(z.string(), z.string()),
  category: categorySchema,
  priority: prioritySchema,
  environment: environmentSchema,
  model: z.string(),
  labels: z.record(z.string(), z.string()),
  tools: z.object({
    tier: z.string(),
    tools: z.array(z.string()),
    allowed: z.array(z.string()),
    denied: z.array(z.string()),
    dropped: z.array(z.object({ tool: z.string(), why: z.string() })),
  }),
  /**
   * The command line of Claude Code, program first. Without a hold, and without a budget of the task's own, `<hold>` stands
   * where the ledger's figure would.
   */
  argv: z.array(z.string()),
  timeoutMs: amountSchema,
  /** What would be set aside; null unless the task would be admitted. */
  hold: z
    .object({
      amountMicros: amountSchema,
      tokens: amountSchema,
      estimateTokens: amountSchema,
      bufferTokens: amountSchema,
    })
    .nullable(),
  budget: runReportSchema.shape.budget,
  limits: runReportSchema.shape.limits,
  repository: z.string(),
  warnings: z.array(z.string()),
  rehearsal: z.boolean(),
});
export type DryRun = z.infer<typeof dryRunSchema>;
