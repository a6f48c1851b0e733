import { z } from 'zod';
import { memberSchema, roleSchema } from '../ledger/members.ts';
import { budgetConfigSchema, limitConfigSchema } from '../ledger/records.ts';
import { budgetStatusSchema, limitStatusSchema } from '../ledger/reports.ts';
import { grantAnswerSchema, grantSchema } from '../ledger/settings.ts';
import { modelPriceSchema } from '../ledger/usage.ts';
import { instantSchema } from '../words.ts';

/** What the commands about limits, budgets, prices and members print with `--json`. Money in micro-USD, prices in nano-USD a token. */

export const limitsDocumentSchema = z.object({
  now: instantSchema,
  /** Each configured row with what its windows hold now; the limits in `now` are those that count in development. */
  limits: z.array(z.object({ configured: limitConfigSchema, now: limitStatusSchema })),
});
export type LimitsDocument = z.infer<typeof limitsDocumentSchema>;

/** `before` is null when the row is new. */
export const limitChangeDocumentSchema = z.object({ before: limitConfigSchema.nullable(), after: limitConfigSchema });
export type LimitChangeDocument = z.infer<typeof limitChangeDocumentSchema>;

export const limitPresetDocumentSchema = z.object({
  preset: z.string(),
  changes: z.array(limitChangeDocumentSchema),
});
export type LimitPresetDocument = z.infer<typeof limitPresetDocumentSchema>;

export const budgetDocumentSchema = z.object({
  now: instantSchema,
  budgets: z.array(z.object({ configured: budgetConfigSchema, periods: z.array(budgetStatusSchema) })),
});
export type BudgetDocument = z.infer<typeof budgetDocumentSchema>;

const plainBudgetSchema = budgetConfigSchema.omit({ grants: true });
export const budgetChangeDocumentSchema = z.object({ before: plainBudgetSchema.nullable(), after: plainBudgetSchema });
export type BudgetChangeDocument = z.infer<typeof budgetChangeDocumentSchema>;

export const grantDocumentSchema = grantAnswerSchema.extend(grantSchema.omit({ expiresInSeconds: true }).shape);
export type GrantDocument = z.infer<typeof grantDocumentSchema>;

export const pricesDocumentSchema = z.object({ prices: z.array(modelPriceSchema) });
export type PricesDocument = z.infer<typeof pricesDocumentSchema>;

export const priceChangeDocumentSchema = z.object({ before: modelPriceSchema.nullable(), after: modelPriceSchema });
export type PriceChangeDocument = z.infer<typeof priceChangeDocumentSchema>;

/** `before` is null for a new member, `after` for one that was removed. */
export const memberChangeDocumentSchema = z.object({
  before: memberSchema.nullable(),
  after: memberSchema.nullable(),
});
export type MemberChangeDocument = z.infer<typeof memberChangeDocumentSchema>;

export const memberDefaultDocumentSchema = z.object({ before: roleSchema, after: roleSchema });
export type MemberDefaultDocument = z.infer<typeof memberDefaultDocumentSchema>;
