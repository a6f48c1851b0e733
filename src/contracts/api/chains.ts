import { z } from 'zod';
import { scheduledRequestSchema } from '../ledger/schedules.ts';
import { FAILURE_POLICIES } from '../ledger/workflows.ts';

/** A step of `POST /api/chains`: a request of the library, and its place in the graph. */
const chainStepSchema = scheduledRequestSchema.extend({
  key: z.string().min(1).max(60),
  needs: z.array(z.string()).max(99).optional(),
  onFailure: z.enum(FAILURE_POLICIES).optional(),
  /** The step on whose branch it builds. */
  base: z.string().optional(),
});

/** Prompts may have `{{ steps.KEY.result }}`, on a line of its own, `.branch` and `.commit`. */
export const chainBodySchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  onFailure: z.enum(FAILURE_POLICIES).optional(),
  /** The most all steps may cost together, micro-USD. */
  budgetMicros: z.int().positive().max(10_000_000_000).optional(),
  steps: z.array(chainStepSchema).min(1).max(100),
});

/** A higher cap, when the one before is used up. */
export const resumeBodySchema = z.strictObject({ budgetMicros: z.int().positive().max(10_000_000_000).optional() });
