import { z } from 'zod';
import { instantSchema } from '../words.ts';

export const ROLES = ['admin', 'maintain', 'write', 'triage', 'read', 'none'] as const;

/** What a member may do: their role and what was given one by one. */
export const memberSchema = z.object({
  actor: z.string(),
  role: z.enum(ROLES),
  permissions: z.array(z.string()),
  updatedAt: instantSchema,
});

/** `defaultRole` is of everybody who is no member. */
export const membersSchema = z.object({ defaultRole: z.string(), members: z.array(memberSchema) });
