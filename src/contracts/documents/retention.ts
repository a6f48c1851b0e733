import { z } from 'zod';
import { prunedSchema, retentionSchema } from '../ledger/retention.ts';

/** `siso prune`: rows that went, or with `dryRun` would go. `finished` is false when it was interrupted: the rest goes next time. */
export const pruneDocumentSchema = prunedSchema.extend({ dryRun: z.boolean(), finished: z.boolean() });
export type PruneDocument = z.infer<typeof pruneDocumentSchema>;

export const retentionChangeDocumentSchema = z.object({ before: retentionSchema, after: retentionSchema });
export type RetentionChangeDocument = z.infer<typeof retentionChangeDocumentSchema>;
