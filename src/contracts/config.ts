import { z } from 'zod';
import {
  MAX_COUNT,
  type Parsed,
  parseBudget,
  parseDuration,
  parseDurationOrNone,
  parseLabels,
  parseModel,
} from '../domain/values.ts';
import { labelsSchema } from './words.ts';

/** Values of options as people write them. What they write is read strictly: each problem says what would be right. */

/** Text that `parse` reads. */
export function written<Value>(parse: (text: string) => Parsed<Value>): z.ZodType<Value, string> {
  return z.string().transform((text, context) => valueIn(parse(text), context));
}

function valueIn<Value>(parsed: Parsed<Value>, context: z.RefinementCtx): Value {
  if ('value' in parsed) return parsed.value;
  context.addIssue({ code: 'custom', message: parsed.problem });
  return z.NEVER;
}

/** Dollars such as `"1.50"`, to micro-USD. */
export const budgetSchema = written(parseBudget);
/** A time such as `"30m"`, to milliseconds. */
export const durationSchema = written(parseDuration);
/** A time, or `"0"` for none. */
export const durationOrNoneSchema = written(parseDurationOrNone);
export const modelSchema = written(parseModel);
/** A command for `sh`. */
export const prepareSchema = z.string().trim().min(1).max(2_000);
export const countSchema = z.int().positive().max(MAX_COUNT);
/** Rules such as `Read` or `Bash(git:*)`; whether a run can have them is looked at with its category and environment. */
export const toolRulesSchema = z.array(z.string().min(1)).max(100);
export const configLabelsSchema: z.ZodType<Record<string, string>, Record<string, string>> = labelsSchema.transform(
  (labels, context) => valueIn(parseLabels(labels), context),
);
