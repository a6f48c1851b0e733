import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../../scripts/docs/config-schema.ts';
import { configurationPage, exampleFile } from '../../../scripts/docs/configuration.ts';
import { readSettings } from '../../../src/config/index.ts';
import { ALL_OPTIONS } from '../../../src/config/options.ts';
import { aFolder, write } from '../workspace/support.ts';

const read = (file: string) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');

test('docs/configuration.md and the schema are what the table says: run `node scripts/docs.ts` and write-schemas.ts', () => {
  expect(read('docs/configuration.md')).toBe(configurationPage());
  expect(JSON.parse(read('schemas/siso.config.schema.json'))).toEqual(configSchema());
});

test('the page names every option, its variables and its option of the command line', () => {
  const page = configurationPage();
  for (const { name, variables, flag, description } of ALL_OPTIONS)
    for (const text of [name, ...variables, flag ?? name, description]) expect(page).toContain(text);
});

test('the example of the page is read', async () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(configurationPage()) ?? [];
  const folder = aFolder();
  write(folder, { 'siso.config.json': json });
  const { origins } = await readSettings({ folder, env: {} });
  const set = origins.filter(({ origin }) => origin === 'siso.config.json').map(({ option }) => option);
  expect(set).toEqual(ALL_OPTIONS.filter(({ inFiles }) => inFiles).map(({ name }) => name));
});

describe('the schema for editors', () => {
  const fits = new Ajv({ strict: true }).compile(configSchema());

  test.each([
    exampleFile(),
    {},
    { $schema: './schemas/siso.config.schema.json' },
    {
      permissions: { allow: ['ReadFile', 'Edit', 'Bash(git:*)'] },
      tokenLimits: { daily: 100_000, perOperation: 10_000 },
    },
    parse('category: testing\ntokenLimits:\n  daily: 5000\n'),
  ])('takes %j', (content) => {
    expect([fits(content), fits.errors]).toEqual([true, null]);
  });

  test.each([
    { buget: '1' },
    { budget: 1 },
    { category: 'testin' },
    { tokenLimits: { daily: 0 } },
    { claudePath: '/x' },
  ])('does not take %j', (content) => {
    expect(fits(content)).toBe(false);
  });
});
