import { z } from 'zod';
import { usageRowSchema } from '../ledger/reports.ts';
import { amountSchema, categorySchema, instantSchema } from '../words.ts';

/** Money in micro-USD, durations in milliseconds, rates and shares from 0 to 1; `null` where there is nothing to divide by. */

const period = { from: instantSchema, to: instantSchema, zone: z.string() };
const rate = z.number().nullable();

/** Where the money of a range went, each list with the dearest first. */
export const costBreakdownSchema = z.object({
  ...period,
  totalMicros: z.int(),
  byCategory: z.array(usageRowSchema),
  byModel: z.array(usageRowSchema),
  byService: z.array(usageRowSchema),
  byDay: z.array(usageRowSchema),
});

const daySchema = z.object({
  day: z.iso.date(),
  tasks: amountSchema,
  succeeded: amountSchema,
  costMicros: z.int(),
  countedTokens: amountSchema,
});

const categoryAnalyticsSchema = z.object({
  category: categorySchema,
  tasks: amountSchema,
  succeeded: amountSchema,
  successRate: rate,
  costMicros: z.int(),
  countedTokens: amountSchema,
  p50Ms: amountSchema.nullable(),
  p95Ms: amountSchema.nullable(),
});

const efficiencySchema = z.object({
  successRate: rate,
  costPerSuccessMicros: rate,
  tokensPerSuccess: rate,
  cacheHitShare: rate,
  wastedShare: rate,
});

export const analyticsSchema = z.object({
  ...period,
  tasks: amountSchema,
  succeeded: amountSchema,
  failed: amountSchema,
  capped: amountSchema,
  cancelled: amountSchema,
  successRate: rate,
  costMicros: z.int(),
  countedTokens: amountSchema,
  byCategory: z.array(categoryAnalyticsSchema),
  trend: z.array(daySchema),
  efficiency: efficiencySchema,
});
