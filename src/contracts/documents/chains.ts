import { z } from 'zod';
import { newWorkflowSchema } from '../ledger/workflows.ts';

/** What `siso chain run --dry-run` prints with `--json`: the chain as it would be stored, and what the ledger says to each step. */
export const chainPlanDocumentSchema = newWorkflowSchema.extend({
  checks: z.array(
    z.object({
      step: z.string(),
      decision: z.enum(['admitted', 'deferred', 'refused']),
      reason: z.string(),
      hint: z.string().optional(),
    }),
  ),
});
export type ChainPlanDocument = z.infer<typeof chainPlanDocumentSchema>;
