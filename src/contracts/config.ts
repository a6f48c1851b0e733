import { z } from 'zod';
import { categorySchema, environmentSchema, prioritySchema } from './words.ts';

/** `siso.config.json`. What people write is read strictly: an unknown field is an error. A checkout brings it, so it names no program. */
export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  category: categorySchema.optional(),
  priority: prioritySchema.optional(),
  environment: environmentSchema.optional(),
  model: z.string().min(1).optional(),
  /** Most one run may cost, such as "1.50". */
  budget: z.string().optional(),
  /** Longest a run may take, such as "30m". */
  timeout: z.string().optional(),
  permissions: z.strictObject({ allow: z.array(z.string()).optional() }).optional(),
  tokenLimits: z
    .strictObject({
      /** Counted tokens a day, for the whole ledger. It may lower what the ledger allows, never raise it. */
      daily: z.int().positive().optional(),
      /** Counted tokens at which one run is stopped. */
      perOperation: z.int().positive().optional(),
    })
    .optional(),
});
export type Config = z.infer<typeof configSchema>;
