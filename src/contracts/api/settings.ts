import { z } from 'zod';
import { ledgerSettingsSchema } from '../ledger/ledger-settings.ts';
import { ROLES } from '../ledger/members.ts';

const count = z.int().positive().max(1_000_000_000);

/** `PATCH /api/settings`: what is absent stays. */
export const settingChangesSchema = z.strictObject({
  paused: z.boolean().optional(),
  maxConcurrent: count.optional(),
  allowUnknownPrice: z.boolean().optional(),
  countCacheWrites: z.boolean().optional(),
  defaultEstimateTokens: count.optional(),
  defaultHoldMicros: count.optional(),
  tokenHold: count.nullable().optional(),
});

const optionSchema = z.object({
  option: z.string(),
  value: z.string(),
  /** `default`, the name of a variable, or the file. */
  origin: z.string(),
  note: z.string().optional(),
});

export const settingsDocumentSchema = z.object({
  /** What the ledger has: for every machine that uses it. */
  ledger: ledgerSettingsSchema,
  /** What is configured where the server runs; of secrets only whether they are set. */
  options: z.array(optionSchema),
});

export const memberBodySchema = z.strictObject({
  role: z.enum(ROLES),
  permissions: z.array(z.string().min(1).max(50)).max(20).default([]),
});
