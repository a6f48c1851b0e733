import { z } from 'zod';

const countSchema = z.int().nonnegative();

/** The small file beside a patch that one job hands to another. */
export const patchManifestSchema = z.strictObject({
  /** Whole id of the commit that the patch applies to. */
  base: z.string().regex(/^([\da-f]{40}|[\da-f]{64})$/),
  taskId: z.string().regex(/^[A-Za-z\d][\w-]{0,63}$/),
  /** How many are changed. */
  files: countSchema,
  insertions: countSchema,
  deletions: countSchema,
  /** Of the patch, hexadecimal. */
  sha256: z.string().regex(/^[\da-f]{64}$/),
});
export type PatchManifest = z.infer<typeof patchManifestSchema>;
