import { z } from 'zod';
import { admittedSchema } from '../state.ts';

/** What the keeper of a meter is told, in one line on its standard input. */
export const keeperRequestSchema = z.object({
  env: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.string()),
  admitted: admittedSchema,
});
export type KeeperRequest = z.infer<typeof keeperRequestSchema>;

/** What it answers, in one line on its standard output. */
export const keeperAnswerSchema = z.object({ baseUrl: z.string(), agentKey: z.string(), socket: z.string() });
export type KeeperAnswer = z.infer<typeof keeperAnswerSchema>;
