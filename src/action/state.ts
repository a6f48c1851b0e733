import { readFile, rename, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { z } from 'zod';
import { holdSchema } from '../contracts/ledger/admission.ts';
import { budgetStatusSchema } from '../contracts/ledger/reports.ts';
import { submissionSchema } from '../contracts/ledger/tasks.ts';
import { runReportSchema } from '../contracts/run-report.ts';
import { amountSchema } from '../contracts/words.ts';
import { AutomationError, ERROR_CODES } from '../domain/errors.ts';
import type { KindCosts } from '../domain/prices.ts';
import { MODES } from './inputs/registry.ts';

/** What one step of the Action leaves for the next, in a folder that only the runner's user can read. */

/** A task that was admitted in the step `gate`. */
export const admittedSchema = z.object({
  taskId: z.string(),
  hold: holdSchema,
  request: submissionSchema,
  /** A dispatched task is the queue's, which may try it again. */
  ofQueue: z.boolean(),
  /** The run's own folder, which `gate` has made. */
  runFolder: z.string(),
});
export type AdmittedTask = z.infer<typeof admittedSchema>;

const gateSchema = z.object({ mode: z.enum(MODES), admitted: admittedSchema.optional() });
export type GateState = z.infer<typeof gateSchema>;

const publishedSchema = z.object({
  branch: z.string().optional(),
  pullRequest: z.string().optional(),
  patch: z.string().optional(),
  /** Of the task, in the mode `publish`. */
  taskId: z.string().optional(),
  costMicros: amountSchema.optional(),
  /** What went otherwise than asked for, one sentence each. */
  notes: z.array(z.string()),
});
export type Published = z.infer<typeof publishedSchema>;

const givenSchema = z.object({
  taskId: z.string(),
  holdMicros: amountSchema,
  /** Of the meter, in the mode `meter`. */
  baseUrl: z.string().optional(),
  /** The throw-away key for it. */
  agentKey: z.string().optional(),
});

const drainedSchema = z.object({
  report: runReportSchema,
  commit: z.string().optional(),
  unconfined: z.boolean().optional(),
});
export type DrainedTask = z.infer<typeof drainedSchema>;

const costsSchema: z.ZodType<KindCosts> = z.object({
  ...{ input: amountSchema, output: amountSchema, cacheRead: amountSchema, cacheWrite: amountSchema },
  webSearch: amountSchema,
});

/** How the task ended, for `report`. */
export const endSchema = z.object({
  /** Absent where nothing was decided on: siso is switched off, or there was nothing to do. */
  report: runReportSchema.optional(),
  /** A hold that other steps of the job spend. */
  given: givenSchema.optional(),
  /** What the mode `publish` has published. */
  published: publishedSchema.optional(),
  /** Tasks of the queue, in the order they ended. */
  drained: z.array(drainedSchema).optional(),
  /** What happened, in a sentence, where there is no report. */
  note: z.string().optional(),
  /** Somebody cancelled the dispatched task before it began. */
  cancelled: z.boolean().optional(),
  /** The global budget of the day, after the task. */
  day: budgetStatusSchema.optional(),
  /** With the changes, in the repository of the checkout. */
  commit: z.string().optional(),
  /** The agent was not kept from the job, so that nothing of it is pushed from here. */
  unconfined: z.boolean().optional(),
  log: z.string().optional(),
  /** What each kind of tokens cost, where the run was here. */
  costs: costsSchema.optional(),
});
export type EndState = z.infer<typeof endSchema>;

/** Why a step could not do its work. */
const faultSchema = z.object({
  step: z.string(),
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().optional(),
});
export type FaultState = z.infer<typeof faultSchema>;

const PARTS = { gate: gateSchema, end: endSchema, fault: faultSchema };
type Part = keyof typeof PARTS;
type PartOf<Name extends Part> = z.infer<(typeof PARTS)[Name]>;

export class StateFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** The folder that the first step of the Action has made. Throws `usage` for what lies outside of `temp`. */
  static open(temp: string, path: string | undefined): StateFolder {
    const below = relative(temp, path ?? temp);
    if (path !== undefined && below !== '' && !below.startsWith('..') && !isAbsolute(below))
      return new StateFolder(path);
    throw new AutomationError('usage', 'SISO_ACTION_STATE names no folder of this job', {
      hint: 'Use the action by its action.yml; the files in dist are its steps.',
    });
  }

  /** The patch of a task, where it changed files. */
  patchFolder(taskId: string): string {
    return join(this.path, 'patches', taskId);
  }

  /** What the workflow says, without the token; the first step writes it for the others. */
  get inputsFile(): string {
    return join(this.path, 'inputs.json');
  }

  async write<Name extends Part>(name: Name, content: PartOf<Name>): Promise<void> {
    const path = join(this.path, `${name}.json`);
    await writeFile(`${path}.new`, JSON.stringify(content), { mode: 0o600 });
    await rename(`${path}.new`, path);
  }

  async read(name: 'gate'): Promise<GateState | undefined>;
  async read(name: 'end'): Promise<EndState | undefined>;
  async read(name: 'fault'): Promise<FaultState | undefined>;
  async read(name: Part): Promise<unknown> {
    const text = await readFile(join(this.path, `${name}.json`), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : PARTS[name].parse(JSON.parse(text));
  }
}
