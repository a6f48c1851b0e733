import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { actionPage } from '../../../scripts/docs/action-tables.ts';
import type { Input } from '../../../src/action/inputs/input.ts';
import { INPUTS, MODES } from '../../../src/action/inputs/registry.ts';
import { OUTPUTS } from '../../../src/action/outputs.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string) => readFileSync(`${ROOT}${file}`, 'utf8');
const PAGE = read('docs/action.md');

test('the tables of docs/action.md are what the registry says: run `node scripts/docs.ts`', () => {
  expect(PAGE).toBe(actionPage(PAGE));
  for (const name of [...Object.keys(INPUTS), ...Object.keys(OUTPUTS)]) expect(PAGE).toContain(`\`${name}\``);
});

test('a page without a place for a table is not taken for one that is in order', () => {
  expect(() => actionPage(PAGE.replace('<!-- end of outputs -->', ''))).toThrow('no place for the table of outputs');
});

test('docs/action.md has a row for each mode, and what it links to is there', () => {
  for (const mode of MODES) expect(PAGE).toContain(`\n| \`${mode}\` | `);
  const files = [...PAGE.matchAll(/\]\((?!#)([^)#]+)/g)].map(([, path = '']) => path);
  const missing = files.filter((path) => !existsSync(fileURLToPath(new URL(path, `file://${ROOT}docs/`))));

  expect(files.length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

const stepSchema = z.object({
  uses: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const jobSchema = z.object({
  permissions: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()).default({}),
  steps: z.array(stepSchema),
});
const workflowSchema = z.object({
  on: z.object({
    workflow_call: z.object({
      inputs: z.record(z.string(), z.unknown()),
      outputs: z.record(z.string(), z.object({ value: z.string() })),
    }),
  }),
  jobs: z.object({ agent: jobSchema, publish: jobSchema }),
});

describe('siso-run.yml', () => {
  const { on, jobs } = workflowSchema.parse(parse(read('.github/workflows/siso-run.yml')));
  const { inputs, outputs } = on.workflow_call;
  const [agent, publish] = [jobs.agent, jobs.publish].map(({ steps }) => steps.find(({ uses }) => uses === './')?.with);

  /** Inputs that its two jobs have a say in themselves, or that other modes have. */
  const OWN = [
    ...['mode', 'patch-folder', 'github-token', 'comment', 'data-dir', 'claude-path', 'drain-max-tasks'],
    ...['drain-time-limit', 'cost-usd', 'input-tokens', 'output-tokens', 'step-outcome', 'require-metered'],
  ];

  test('hands every other input of the action on', () => {
    const names = Object.entries<Input<unknown>>(INPUTS).filter(([, { instead }]) => instead === undefined);
    const others = names.map(([name]) => name).filter((name) => !OWN.includes(name));

    expect(others.filter((name) => !(name in inputs))).toEqual([]);
    expect(others.filter((name) => !(name in { ...publish, ...agent }))).toEqual([]);
  });

  test('has every output of the action, but for what means nothing outside of the job', () => {
    const wanted = Object.keys(OUTPUTS).filter((name) => !['patch', 'base-url', 'agent-key'].includes(name));

    expect(wanted.filter((name) => !(name in outputs))).toEqual([]);
    for (const [name, { value }] of Object.entries(outputs)) {
      const [, job = '', output = ''] = /^\$\{\{ jobs\.(\w+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? [];
      expect([name, output]).toEqual([name, name]);
      expect(Object.keys({ agent: jobs.agent, publish: jobs.publish }[job]?.outputs ?? {})).toContain(name);
    }
  });

  test('lets the agent read only, makes it leave a patch, and publishes where no key of the API is', () => {
    expect(jobs.agent.permissions).toEqual({ contents: 'read' });
    expect(agent).toMatchObject({ 'create-pull-request': 'patch' });
    expect(publish).toMatchObject({ mode: 'publish' });
    expect(read('.github/workflows/siso-run.yml').split('\n  publish:')[1]).not.toContain('ANTHROPIC_API_KEY');
  });
});
