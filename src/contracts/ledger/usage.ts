import { z } from 'zod';
import type { ModelPrice, UsageEntry } from '../../domain/prices.ts';
import { amountSchema } from '../words.ts';

export const modelPriceSchema: z.ZodType<ModelPrice> = z.object({
  id: z.int(),
  model: z.string(),
  inputNanos: amountSchema,
  outputNanos: amountSchema,
  write5mNanos: amountSchema,
  write1hNanos: amountSchema,
  readNanos: amountSchema,
  longPromptTokens: amountSchema.nullable(),
  longPromptFactor: z.int(),
  webSearchNanos: amountSchema,
});

export const usageEntrySchema: z.ZodType<UsageEntry> = z.object({
  model: z.string(),
  priceId: z.int(),
  longPrompt: z.boolean(),
  regional: z.boolean(),
  inputTokens: amountSchema,
  outputTokens: amountSchema,
  cacheReadTokens: amountSchema,
  cacheWrite5mTokens: amountSchema,
  cacheWrite1hTokens: amountSchema,
  webSearches: amountSchema,
  requests: amountSchema,
  estimated: z.boolean(),
});

/** Token sums of a task or a period, by kind. `counted` is what limits count. */
export const tokenSumsSchema = z.object({
  input: amountSchema,
  output: amountSchema,
  cacheRead: amountSchema,
  cacheWrite5m: amountSchema,
  cacheWrite1h: amountSchema,
  counted: amountSchema,
});
export type TokenSums = z.infer<typeof tokenSumsSchema>;
