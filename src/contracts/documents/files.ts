import { z } from 'zod';

/** What `siso init` and `siso completion` print with `--json`. */

export const initDocumentSchema = z.object({
  folder: z.string(),
  dryRun: z.boolean(),
  files: z.array(
    z.object({
      path: z.string(),
      /** `kept`: it was there and says what is needed, or is somebody's own; nothing of it was changed. */
      action: z.enum(['created', 'extended', 'kept']),
      /** What was written, or would be. */
      text: z.string(),
    }),
  ),
});
export type InitDocument = z.infer<typeof initDocumentSchema>;

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export const completionDocumentSchema = z.object({ shell: z.enum(SHELLS), script: z.string() });
