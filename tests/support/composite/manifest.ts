import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { checkCondition, checkTemplate, KNOWN } from './expressions.ts';

/** GitHub takes unquoted numbers and booleans where it wants text. */
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const texts = z.record(z.string().min(1), text);

const common = {
  id: z
    .string()
    .regex(/^[A-Za-z_][\w-]*$/)
    .optional(),
  name: text.optional(),
  if: text.optional(),
};
const shared = { env: texts.default({}), 'continue-on-error': text.default('false') };
const runStep = z.strictObject({ ...common, ...shared, run: text, shell: text, 'working-directory': text.default('') });
const usesStep = z.strictObject({ ...common, ...shared, uses: z.string().min(1), with: texts.default({}) });

const inputSchema = z.object({ default: text.nullable().default(''), deprecationMessage: z.string().optional() });
const manifestSchema = z.object({
  name: z.string(),
  inputs: z
    .record(
      z.string(),
      inputSchema.nullable().transform((input) => input ?? { default: '' }),
    )
    .default({}),
  outputs: z.record(z.string(), z.object({ value: text })).default({}),
  runs: z.object({ using: z.literal('composite'), steps: z.array(z.union([runStep, usesStep])).min(1) }),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Step = Manifest['runs']['steps'][number];
export type RunStep = z.infer<typeof runStep>;
export type UsesStep = z.infer<typeof usesStep>;

/**
 * Reads `action.yml` and checks all of it as GitHub does before the first step: keys, ids, and every expression, also
 * of steps that will be skipped. Throws an `Error` that says what is wrong. Actions of the same repository
 * (`uses: ./…`) are not known here.
 */
export function loadManifest(folder: string): Manifest {
  const manifest = manifestSchema.parse(parse(readFileSync(join(folder, 'action.yml'), 'utf8')));
  for (const { default: value } of Object.values(manifest.inputs)) checkTemplate(value ?? '', KNOWN.default);
  for (const { value } of Object.values(manifest.outputs)) checkTemplate(value, KNOWN.output);
  for (const step of manifest.runs.steps) checkStep(step);
  const ids = manifest.runs.steps.flatMap(({ id }) => id ?? []);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`The step id ${twice} is used more than once`);
  return manifest;
}

function checkStep(step: Step): void {
  checkCondition(step.if);
  const own = 'run' in step ? [step.run, step.shell, step['working-directory']] : Object.values(step.with);
  const templates = [...own, step.name ?? '', step['continue-on-error'], ...Object.values(step.env)];
  for (const template of templates) checkTemplate(template, KNOWN.step);
  if ('uses' in step && step.uses.startsWith('./')) throw new Error(`${step.uses}: local actions are not run here`);
}

/** As GitHub names it: its own name, else what it runs. */
export function titleOf(step: Step): string {
  if (step.name !== undefined) return step.name;
  const subject = 'run' in step ? (step.run.trimStart().split(/[\r\n]/)[0] ?? '') : step.uses;
  return `Run ${subject}`;
}
