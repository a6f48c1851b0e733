import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SCHEMA_FOLDER, schemaFiles } from '../../../scripts/schema-files.ts';

const FOLDER = fileURLToPath(new URL(`../../../${SCHEMA_FOLDER}/`, import.meta.url));

test('the published schemas are those of the contracts; node scripts/write-schemas.ts writes them anew', () => {
  const published = readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}${name}`, 'utf8')]);
  expect(Object.fromEntries(published)).toEqual(Object.fromEntries(schemaFiles()));
});
