import { z } from 'zod';
import { runnerKeySchema } from '../ledger/keys.ts';

/** What `siso keys` prints with `--json`. */

export const runnerKeysDocumentSchema = z.object({ keys: z.array(runnerKeySchema) });
export type RunnerKeysDocument = z.infer<typeof runnerKeysDocumentSchema>;

/** The only document that has the key itself. */
export const newRunnerKeyDocumentSchema = runnerKeySchema.extend({ key: z.string() });
export type NewRunnerKeyDocument = z.infer<typeof newRunnerKeyDocumentSchema>;
