import { z } from 'zod';

/** What `siso init`, `siso setup`, `siso completion` and `siso doctor` print with `--json`. */

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

/** The Claude Code that runs will use, and where it came from. */
export const setupDocumentSchema = z.object({
  version: z.string(),
  path: z.string(),
  source: z.enum(['cache', 'node_modules', 'npm']),
});
export type SetupDocument = z.infer<typeof setupDocumentSchema>;

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export const completionDocumentSchema = z.object({ shell: z.enum(SHELLS), script: z.string() });

export const doctorDocumentSchema = z.object({
  /** `warning` lets a run go on, `error` does not. */
  checks: z.array(z.object({ name: z.string(), level: z.enum(['ok', 'warning', 'error']), text: z.string() })),
  /** Every option; of secrets only whether they are set. */
  settings: z.array(
    z.object({
      option: z.string(),
      value: z.string(),
      /** `default`, the name of a variable, or the file. */
      origin: z.string(),
      note: z.string().optional(),
    }),
  ),
});
