import { z } from 'zod';
import { FILE_OPTIONS, fileSchema } from '../../src/config/file-schema.ts';

type Json = Record<string, unknown>;

/** The JSON Schema that editors check `siso.config.json` and `.github/siso.yml` with. */
export function configSchema(): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Configuration of siso',
    ...z.toJSONSchema(fileSchema, {
      io: 'input',
      target: 'draft-7',
      override: ({ jsonSchema, path }) => describe(jsonSchema, path),
    }),
  };
}

/** Adds what the table says of a field. `path` is `properties`, field, `properties`, field. */
function describe(schema: Json, path: readonly (string | number)[]): void {
  const field = path.filter((_, at) => at % 2 === 1).join('.');
  const option = FILE_OPTIONS.find(({ name }) => name === field && path.length === name.split('.').length * 2);
  if (option === undefined) return;
  schema.description = option.description;
  schema.examples = [option.example];
}
