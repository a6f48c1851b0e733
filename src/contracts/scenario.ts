import { z } from 'zod';
import { amountSchema } from './words.ts';

const toolCallSchema = z.strictObject({ name: z.string().min(1), input: z.record(z.string(), z.unknown()) });

/** Figures to report instead of those derived from the request. */
const scriptedUsageSchema = z.strictObject({
  inputTokens: amountSchema.optional(),
  cacheWriteTokens: amountSchema.optional(),
  cacheReadTokens: amountSchema.optional(),
  outputTokens: amountSchema.optional(),
});

/** How often the fault strikes in one run before the step answers; absent: every time. */
const times = z.int().positive().optional();

const faultSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('error'),
    status: z.int().min(400).max(599),
    retryAfterSeconds: amountSchema.optional(),
    times,
  }),
  /** Response headers, then silence. */
  z.strictObject({ kind: z.literal('hang'), times }),
  /** The connection breaks in the middle of the answer. */
  z.strictObject({ kind: z.literal('cut'), times }),
]);
export type Fault = z.infer<typeof faultSchema>;

const stepSchema = z
  .strictObject({
    text: z.string().min(1).optional(),
    tools: z.array(toolCallSchema).min(1).optional(),
    usage: scriptedUsageSchema.optional(),
    fault: faultSchema.optional(),
  })
  .refine((step) => step.text || step.tools || step.fault, 'A step needs `text`, `tools` or a `fault`.');
export type Step = z.infer<typeof stepSchema>;

const conversation = {
  /** Step n answers the request that carries n assistant turns. */
  steps: z.array(stepSchema).min(1),
  /** Start again after the last step; otherwise the conversation then ends with a sentence. */
  loop: z.boolean().optional(),
};

/** A rehearsal script: what the scripted Messages API answers. Data only, so that a checkout may bring its own. */
export const scenarioSchema = z.strictObject({
  description: z.string().optional(),
  ...conversation,
  /** Other conversations of the same run (sub-agents), told apart by words in their first message. */
  conversations: z.array(z.strictObject({ when: z.string().min(1), ...conversation })).optional(),
});
export type Scenario = z.infer<typeof scenarioSchema>;
