import { z } from 'zod';
import { amountSchema } from '../words.ts';

/** What `siso_set_setting` sets, as the ledger has it. */
export const ledgerSettingsSchema = z.object({
  paused: z.boolean(),
  /** Tasks that may run at the same time. */
  maxConcurrent: amountSchema,
  allowUnknownPrice: z.boolean(),
  countCacheWrites: z.boolean(),
  /** Counted tokens. */
  defaultEstimateTokens: amountSchema,
  defaultHoldMicros: amountSchema,
  /** Counted tokens; null for twice the estimate. */
  tokenHold: amountSchema.nullable(),
});
