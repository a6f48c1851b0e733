/** The templates of the package: complete, with no more rights than their trade needs, and documented. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { formatUsd } from '../../../src/domain/money.ts';
import { CATEGORIES, type Category, type Environment } from '../../../src/domain/tasks.ts';
import { toolPolicy } from '../../../src/domain/tools/policy.ts';
import { listTemplates, renderTemplate, type Template } from '../../../src/templates/index.ts';

const TEMPLATES = await listTemplates();
const BY_NAME = new Map(TEMPLATES.map((template) => [template.name, template]));

/** Uses that the system was specified with, by category. */
const USES: [Category, string, string][] = [
  ['development', 'code generation', 'create-code'],
  ['development', 'bug fixes', 'fix-bugs'],
  ['development', 'refactoring', 'refactor'],
  ['development', 'feature implementation', 'implement-feature'],
  ['testing', 'test creation', 'create-tests'],
  ['testing', 'test execution and analysis of results', 'run-tests'],
  ['testing', 'coverage analysis', 'coverage'],
  ['testing', 'test maintenance', 'maintain-tests'],
  ['deployment', 'build automation', 'build'],
  ['deployment', 'environment set-up', 'environment-setup'],
  ['deployment', 'database migrations', 'migrations'],
  ['deployment', 'health checks', 'health-check'],
  ['analysis', 'code analysis', 'code-analysis'],
  ['analysis', 'usage analytics', 'usage-analytics'],
  ['analysis', 'security audits', 'security-audit'],
  ['analysis', 'performance monitoring', 'performance'],
  ['maintenance', 'dependency updates', 'dependency-update'],
  ['maintenance', 'code clean-up', 'clean-up'],
  ['maintenance', 'documentation', 'documentation'],
  ['maintenance', 'monitoring set-up', 'monitoring-setup'],
];

/** What they change is the answer alone. */
const READ_ONLY = ['run-tests', 'health-check'];

/** The strictest environment in which a template of the category works whole: reading, or editing inside the project. */
const WORKS_IN: Record<Category, Environment> = {
  ...{ development: 'staging', testing: 'staging', deployment: 'staging', maintenance: 'staging' },
  analysis: 'production',
};

/** Counted tokens a day and for one ledger, of the limits a new ledger has. */
const DAY = { development: 100_000, testing: 50_000, deployment: 80_000, analysis: 60_000, maintenance: 30_000 };
const DAILY_TOKENS = 100_000;

test.each(USES)('%s: %s is served by %s', (category, _, name) => {
  expect(BY_NAME.get(name)).toMatchObject({ category });
});

describe.each(TEMPLATES)('$name', (template) => {
  const { category, tools = [], estimateTokens = 0, maxCostMicros = 0, inputs, body } = template;

  test('says everything a template can say', () => {
    expect(template).toMatchObject({ plain: false, origin: 'package' });
    expect(template.title).toMatch(/^[A-Z].*[^.]$/);
    expect(template.description).toMatch(/^[A-Z].*\.$/);
    expect(CATEGORIES).toContain(category);
    expect(tools.length).toBeGreaterThan(2);
    expect(estimateTokens).toBeGreaterThanOrEqual(1_000);
    expect(maxCostMicros).toBeGreaterThanOrEqual(500_000);
  });

  test('fits the limits of a new ledger, its hold of tokens included', () => {
    expect(estimateTokens).toBeLessThanOrEqual(DAY[category]);
    expect(2 * estimateTokens).toBeLessThanOrEqual(DAILY_TOKENS);
  });

  test('asks for tools that its environment and its category may have, and for none that destroy or publish', () => {
    for (const environment of [template.environment ?? 'development', WORKS_IN[category]] as const) {
      expect(toolPolicy({ category, environment, emergency: false, tools })).toHaveProperty('policy');
    }
  });

  test('is a prompt of an expert: how to look, limits, how to verify, what to close with', () => {
    const lines = body.split('\n');
    expect(lines.length).toBeLessThanOrEqual(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(130);
    expect(body).toMatch(/Limits:|Leave the tests as they are/);
    expect(body).toMatch(/^(Close with|End with)/m);
    expect(body).toMatch(/\b(stop|at most|no more than|that you left|cannot get further)/i);
  });

  test('can be run by whoever copies its examples', () => {
    for (const { name, required, example } of inputs) {
      expect({ name, example }).toEqual({ name, example: required ? expect.any(String) : example });
    }
    const values = inputs.flatMap(({ name, required, example }) => (required ? [[name, example ?? '']] : []));
    expect(renderTemplate(template, Object.fromEntries(values))).not.toMatch(/(?<!\$)\{\{/);
  });
});

test.each(TEMPLATES.filter(({ category, name }) => category === 'analysis' || READ_ONLY.includes(name)))(
  '$name cannot change a file',
  ({ category, tools }) => {
    const chosen = toolPolicy({ category, environment: 'development', emergency: false, tools });
    expect(chosen).toMatchObject({ policy: { tools: expect.not.arrayContaining(['Edit', 'Write']) } });
  },
);

test('fix-bugs is the text that can also be given as a file', () => {
  const text = readFileSync(fileURLToPath(new URL('../../../task-prompts/fix-bugs.txt', import.meta.url)), 'utf8');
  expect(BY_NAME.get('fix-bugs')?.body).toBe(text.trim());
});

test('the list in docs/templates.md is the list there is', () => {
  const docs = readFileSync(fileURLToPath(new URL('../../../docs/templates.md', import.meta.url)), 'utf8');
  const [, list = ''] = /<!-- list -->\n([\s\S]*?)<!-- end of list -->/.exec(docs) ?? [];
  expect(list.trim().split('\n')).toEqual([
    '| template | category | priority | estimate | at most | inputs | what it does |',
    '|---|---|---|---|---|---|---|',
    ...TEMPLATES.map(row),
  ]);
});

function row({
  name,
  category,
  priority,
  estimateTokens = 0,
  maxCostMicros = 0,
  inputs,
  description,
}: Template): string {
  const names = inputs.map((input) => `\`${input.name}\`${input.required ? ' (required)' : ''}`);
  const figures = [estimateTokens.toLocaleString('en-US'), formatUsd(maxCostMicros), names.join(', ')];
  return `| ${[`\`${name}\``, category, priority, ...figures, description].join(' | ')} |`;
}
