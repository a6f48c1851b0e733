import { z } from 'zod';
import { environmentSchema, instantSchema } from '../words.ts';

/** A runner key as the ledger shows it: never the key, never its hash. */
export const runnerKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `owner/name`. */
  repo: z.string(),
  environment: environmentSchema,
  createdBy: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  /** At most a minute behind; only calls that write count. */
  lastUsedAt: instantSchema.nullable(),
  state: z.enum(['live', 'expired', 'revoked']),
});
export type RunnerKey = z.infer<typeof runnerKeySchema>;

export const newRunnerKeySchema = z.strictObject({
  /** SHA-256 of the key, hexadecimal; the key itself never goes to the ledger. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  repo: z.string(),
  name: z.string().min(1).max(100),
  environment: environmentSchema,
  expiresInSeconds: z
    .int()
    .min(60)
    .max(366 * 86_400),
});

/** Where the work of a run can be seen. */
export const publicationSchema = z.object({
  branch: z.string().min(1).max(255),
  commit: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/)
    .optional(),
  pullRequestUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
  pullRequestNumber: z.int().positive().optional(),
});
