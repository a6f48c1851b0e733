import { z } from 'zod';
import { amountSchema, instantSchema } from '../words.ts';
import { BUDGET_SCOPES } from './settings.ts';

/** A threshold that a budget, or the emergency buffer, has crossed. Once per budget, period, cap and threshold. */
const alertSchema = z.object({
  id: z.int(),
  at: instantSchema,
  scope: z.enum(BUDGET_SCOPES).nullable(),
  value: z.string().nullable(),
  period: z.string(),
  unit: z.string(),
  /** When the period began. */
  startsAt: instantSchema,
  /** Percent. */
  threshold: z.int(),
  kind: z.enum(['spent', 'buffer']),
  /** Micro-USD or tokens, by `unit`. */
  spent: amountSchema,
  cap: amountSchema,
  /** Of several that were crossed at once only the highest notifies. */
  notify: z.boolean(),
});

/** Newest first; `next` is the `p_before` of the next page, null on the last one. */
export const alertPageSchema = z.object({ alerts: z.array(alertSchema), next: z.int().nullable() });
