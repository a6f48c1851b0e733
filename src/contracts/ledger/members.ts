import { z } from 'zod';
import { instantSchema } from '../words.ts';

/** Who may do what, and what happens to a ledger without anybody's call. */

export const ROLES = ['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const;
export const roleSchema = z.enum(ROLES);

/** What may be given to somebody beside a role. */
export const PERMISSIONS = [
  ...['task:create', 'task:urgent', 'task:cancel_any', 'limits:edit', 'budget:edit', 'budget:use_buffer'],
  ...['audit:read', 'queue:pause'],
] as const;

export const memberSchema = z.object({
  /** The name of a user as siso takes it from the machine. */
  actor: z.string(),
  role: roleSchema,
  permissions: z.array(z.string()),
  updatedAt: instantSchema,
});
export type Member = z.infer<typeof memberSchema>;

export const membersSchema = z.object({
  /** Of everybody who is no member. */
  defaultRole: roleSchema,
  members: z.array(memberSchema),
});

export const sweepStatusSchema = z.object({
  /** As `pg_cron` has it, such as `15 seconds`; null when nothing is scheduled. */
  schedule: z.string().nullable(),
  lastRun: z.object({ at: instantSchema, failed: z.boolean(), message: z.string().nullable() }).nullable(),
});
