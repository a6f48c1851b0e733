import { z } from 'zod';
import { DOCUMENTS } from '../src/contracts/documents/index.ts';
import { apiDocument } from './docs/api-document.ts';
import { configSchema } from './docs/config-schema.ts';

export const SCHEMA_FOLDER = 'schemas';

/** The published JSON schemas by file name: of what commands print, generated from their contracts, and of siso.config.json. */
export function schemaFiles(): Map<string, string> {
  const documents = Object.entries(DOCUMENTS).map(([name, { schema, printedBy }]) => {
    const { $schema, ...body } = z.toJSONSchema(schema);
    return [name, { $schema, title: name, description: `Printed with --json by ${printedBy}.`, ...body }] as const;
  });
  const all = [...documents, ['siso.config.schema', configSchema()] as const, ['openapi', apiDocument()] as const];
  return new Map(all.map(([name, schema]) => [`${name}.json`, `${JSON.stringify(schema, undefined, 2)}\n`]));
}
