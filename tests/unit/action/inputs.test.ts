import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { actionFile } from '../../../scripts/action/action-file.ts';
import { readInputs } from '../../../src/action/inputs/read.ts';
import { INPUTS } from '../../../src/action/inputs/registry.ts';
import { OUTPUTS } from '../../../src/action/outputs.ts';

const read = (given: Record<string, string>) => readInputs(given);

test('action.yml is what the registry of inputs and outputs says', async () => {
  expect(await readFile('action.yml', 'utf8')).toBe(actionFile());
});

test('what a workflow leaves out, or leaves empty, is not set', () => {
  expect(read({ prompt: '', category: '  ' })).toMatchObject({ prompt: undefined, category: undefined });
});

test.each([
  [{ 'budget-usd': '1.50' }, { budgetUsd: 1_500_000 }],
  [
    { priority: 'low', category: 'maintenance' },
    { priority: 'low', category: 'maintenance' },
  ],
  [
    { timeout: '20m', 'max-wait': '90s' },
    { timeout: 1_200_000, maxWait: 90_000 },
  ],
  [{ 'allowed-tools': 'Read, Bash(npm test:*)' }, { allowedTools: ['Read', 'Bash(npm test:*)'] }],
  [{ 'template-inputs': 'target=src/api\ndepth=2\n' }, { templateInputs: { target: 'src/api', depth: '2' } }],
  [
    { 'include-log': 'True', comment: '12' },
    { includeLog: true, comment: 12 },
  ],
  [
    { 'cost-usd': '0', 'input-tokens': '0' },
    { costUsd: 0, inputTokens: 0 },
  ],
  [{ 'task-id': 't-7k3q' }, { taskId: 'T-7K3Q' }],
])('%j is read as %j', (given, expected) => {
  expect(read(given)).toMatchObject(expected);
});

test.each([
  [{ mode: 'runs' }, /`mode` cannot be "runs"/, 'Did you mean run?'],
  [{ 'budget-usd': 'a lot' }, /`budget-usd`/, 'dollars'],
  [{ 'budget-usd': '-1' }, /`budget-usd`/, 'dollars'],
  [{ 'on-refusal': 'ignore' }, /`on-refusal`/, 'skip, wait, queue, fail'],
  [{ 'template-inputs': 'target' }, /`template-inputs`/, 'name=value'],
  [{ 'template-inputs': 'a=1\na=2' }, /`template-inputs`/, 'twice'],
  [{ comment: 'yes please' }, /`comment`/, 'number of an issue'],
  [{ 'task-id': '../../etc' }, /`task-id`/, 'T-7K3Q'],
  [{ category: 'constructor' }, /`category`/, 'development'],
])('%j is an error that names the input and what would be right', (given, message, hint) => {
  expect(() => read(given)).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: expect.stringMatching(message),
      hint: expect.stringContaining(hint),
    }),
  );
});

test('an input that there is not is an error that names the nearest one', () => {
  expect(() => read({ 'budget-us': '1' })).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringContaining('budget-usd') }),
  );
});

test('an input of another action is explained', () => {
  expect(() => read({ anthropic_api_key: 'x' })).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('ANTHROPIC_API_KEY') }),
  );
});

test('a long wrong value is not repeated whole', () => {
  expect(() => read({ mode: 'x'.repeat(5_000) })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('x'.repeat(101)) }),
  );
});

test('names of inputs and outputs are in small letters, and every one is described', () => {
  for (const [name, { description }] of Object.entries(INPUTS)) {
    expect(name).toMatch(/^[a-z][a-z_-]*$/);
    expect(description.trim()).toMatch(/[.]$/);
  }
  for (const [name, description] of Object.entries(OUTPUTS)) {
    expect(name).toMatch(/^[a-z][a-z-]*$/);
    expect(description).toMatch(/[.]$/);
  }
});
