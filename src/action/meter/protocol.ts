import { z } from 'zod';
import { admittedSchema } from '../state.ts';

/** File descriptor of the pipe that the keeper answers on. */
export const ANSWERS = 3;

/** What the keeper of a meter is told, in one line on its standard input. */
export const keeperRequestSchema = z.object({
  env: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.string()),
  admitted: admittedSchema,
});

/** What it answers, in one line on the pipe `ANSWERS`. */
export const keeperAnswerSchema = z.object({ baseUrl: z.string(), agentKey: z.string(), socket: z.string() });
export type KeeperAnswer = z.infer<typeof keeperAnswerSchema>;
