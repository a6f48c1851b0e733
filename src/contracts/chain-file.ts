import { z } from 'zod';
import { FAILURE_POLICIES } from './ledger/workflows.ts';
import { categorySchema, environmentSchema, prioritySchema } from './words.ts';

/** A file of `siso chain run`. Read strictly: an unknown field is an error that names the nearest. */

const name = z.string().trim().min(1);
/** Dollars as people write them, with or without quotes. */
const dollars = z.union([z.number().positive(), z.string()]);

/** How a step runs; in `defaults` for all of them. */
const stepOptions = {
  category: categorySchema.optional(),
  priority: prioritySchema.optional(),
  environment: environmentSchema.optional(),
  model: name.optional(),
  /** Tool rules, such as `Edit` or `Bash(npm test:*)`. */
  allow: z.array(z.string()).optional(),
  /** The most one step may cost. */
  budget: dollars.optional(),
  /** Counted tokens. */
  estimate: z.int().positive().optional(),
  /** `90s`, `15m`, `2h`. */
  timeout: name.optional(),
  labels: z.record(z.string(), z.string()).optional(),
  reason: z.string().max(500).optional(),
};

const fileStepSchema = z.strictObject({
  ...stepOptions,
  prompt: z.string().optional(),
  template: name.optional(),
  inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** What the task is called; default: the step's name. */
  title: name.max(200).optional(),
  needs: z.union([name, z.array(name)]).optional(),
  'on-failure': z.enum(FAILURE_POLICIES).optional(),
  /** `fix` or `steps.fix`. */
  base: name.optional(),
});
export type FileStep = z.output<typeof fileStepSchema>;

export const chainFileSchema = z.strictObject({
  name: name.max(200),
  /** The most all steps may cost together. */
  budget: dollars.optional(),
  'on-failure': z.enum(FAILURE_POLICIES).optional(),
  defaults: z.strictObject(stepOptions).optional(),
  steps: z.record(z.string(), fileStepSchema),
});
export type ChainFile = z.output<typeof chainFileSchema>;
