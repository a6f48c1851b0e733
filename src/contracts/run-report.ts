import { z } from 'zod';
import { ERROR_CODES } from '../domain/errors.ts';
import { reportedSourceSchema } from './ledger/life.ts';
import { tokenSumsSchema } from './ledger/usage.ts';
import { amountSchema, instantSchema, reasonSchema } from './words.ts';

/** What `siso run --json` prints when a task was decided on: one document. Money in micro-USD. */
export const runReportSchema = z.object({
  taskId: z.string().nullable(),
  /** `queued`: it was left to a worker. */
  decision: z.enum(['admitted', 'deferred', 'refused', 'queued']),
  reason: reasonSchema,
  /** The limit that said no, with its figures, and what to do about it. */
  limit: z.string().nullable(),
  limitUsed: amountSchema.nullable(),
  limitMax: amountSchema.nullable(),
  hint: z.string().nullable(),
  retryAt: instantSchema.nullable(),
  status: z.enum(['succeeded', 'failed', 'budget_capped', 'cancelled', 'deferred', 'refused', 'queued']),
  error: z.string().nullable(),
  result: z.string().nullable(),
  costMicros: amountSchema,
  costSource: reportedSourceSchema,
  /** The CLI's own figure. */
  reportedCostMicros: amountSchema.nullable(),
  tokens: tokenSumsSchema,
  requests: amountSchema,
  turns: amountSchema,
  durationMs: amountSchema,
  sessionId: z.string().nullable(),
  hold: z.object({ amountMicros: amountSchema, tokens: amountSchema, bufferTokens: amountSchema }).nullable(),
  budget: z.object({
    dailyLeftMicros: amountSchema.nullable(),
    monthlyLeftMicros: amountSchema.nullable(),
    dailyLeftTokens: amountSchema.nullable(),
  }),
  /** What the task's category may still use. */
  limits: z.object({
    minuteLeftTokens: amountSchema.nullable(),
    hourLeftTokens: amountSchema.nullable(),
    dayLeftTokens: amountSchema.nullable(),
  }),
  changedFiles: z.array(z.string()),
  insertions: amountSchema,
  deletions: amountSchema,
  branch: z.string().nullable(),
  repository: z.string(),
  denials: z.array(z.string()),
  warnings: z.array(z.string()),
  rehearsal: z.boolean(),
});
export type RunReport = z.infer<typeof runReportSchema>;

/** What a command with `--json` prints instead of its own document when it could not do what was asked. */
export const faultReportSchema = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    /** What to do next. */
    hint: z.string().nullable(),
  }),
  exitCode: z.int(),
});
export type FaultReport = z.infer<typeof faultReportSchema>;
