import { z } from 'zod';
import type { Micros } from '../domain/money.ts';
import { parseBudget } from '../domain/values.ts';
import { categorySchema, environmentSchema } from './words.ts';

/** Verbs of the grammar by what they do: the unit in which roles are given them. */
const VERB_GROUPS = ['run', 'read', 'control', 'approve', 'pause', 'grant'] as const;
export type VerbGroup = (typeof VERB_GROUPS)[number];

const ROLES = ['triage', 'write', 'maintain', 'admin'] as const;
export type BotRole = (typeof ROLES)[number];

/** What the ledger lets each role do at most; who is no collaborator is not heard. */
const MOST: Record<BotRole, readonly VerbGroup[]> = {
  triage: ['read'],
  write: ['read', 'run', 'control', 'approve'],
  maintain: ['read', 'run', 'control', 'approve', 'pause'],
  admin: ['read', 'run', 'control', 'approve', 'pause', 'grant'],
};

/** Dollars as people write them, a number or a text, to micro-USD. */
const dollars = z.union([z.number(), z.string()]).transform((value, context): Micros => {
  const parsed = parseBudget(String(value));
  if ('value' in parsed) return parsed.value;
  context.addIssue({ code: 'custom', message: parsed.problem });
  return z.NEVER;
});
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as "22:00", in quotes.');

/** What no rule of the ledger would let happen is an error, and no empty promise. */
function demandPossible(verbs: Partial<Record<BotRole, VerbGroup[]>>, context: z.RefinementCtx): void {
  for (const role of ROLES)
    for (const group of verbs[role] ?? [])
      if (!MOST[role].includes(group))
        context.addIssue({
          ...{ code: 'custom', path: [role], input: group },
          message: `The ledger lets the role ${role} do no more than ${MOST[role].join(', ')}.`,
        });
}

/** What `.github/siso.yml` may say below `bot:`. */
export const botSchema = z.strictObject({
  /** Verb groups by role. A role has what lower ones have, and keeps what it has where it is not named. */
  verbs: z
    .partialRecord(z.enum(ROLES), z.array(z.enum(VERB_GROUPS)))
    .superRefine(demandPossible)
    .optional(),
  /** Cap of a task that asks for none, dollars. */
  budget: dollars.optional(),
  /** The most that a task may ask for, dollars. */
  maxBudget: dollars.optional(),
  /** A task that may cost more waits for an approval, dollars. */
  approveAbove: dollars.optional(),
  /** What the tasks of one thread may cost within an hour, dollars. */
  hourlyBudget: dollars.optional(),
  models: z.array(z.string()).min(1).optional(),
  categories: z.array(categorySchema).min(1).optional(),
  environments: z.array(environmentSchema).min(1).optional(),
  /** When nothing starts but what is urgent. */
  quietHours: z.strictObject({ from: time, to: time, zone: z.string().default('UTC') }).optional(),
  /** Where tasks run: a run of the workflow, or a worker set apart for comments. */
  dispatch: z.enum(['workflow', 'worker']).optional(),
  /** File in `.github/workflows`. */
  workflow: z
    .string()
    .regex(/^[\w.-]+\.ya?ml$/, 'Give the name of a file in .github/workflows.')
    .optional(),
  /** `owner/name` of the repository whose issue hears of budgets that are not a repository's own. */
  alerts: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'Give it as owner/name.')
    .optional(),
});
export type BotFile = z.output<typeof botSchema>;

/** `extends:`: a repository whose `.github/siso.yml` is the wider one. */
export const extendsSchema = z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'Give it as OWNER/.github.');
