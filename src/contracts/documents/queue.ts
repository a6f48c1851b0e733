import { z } from 'zod';

/** What `siso pause` and `siso resume` print with `--json`. */
export const pauseDocumentSchema = z.object({
  paused: z.boolean(),
  reason: z.string().nullable(),
  /** Whether this command changed anything. */
  changed: z.boolean(),
});
export type PauseDocument = z.infer<typeof pauseDocumentSchema>;
