import { z } from 'zod';
import { DOCUMENTS } from '../src/contracts/documents/index.ts';

export const SCHEMA_FOLDER = 'schemas';

/** The published JSON schemas by file name, generated from the contracts that the commands are checked against. */
export function schemaFiles(): Map<string, string> {
  return new Map(
    Object.entries(DOCUMENTS).map(([name, { schema, printedBy }]) => {
      const { $schema, ...body } = z.toJSONSchema(schema);
      const document = { $schema, title: name, description: `Printed with --json by ${printedBy}.`, ...body };
      return [`${name}.json`, `${JSON.stringify(document, undefined, 2)}\n`];
    }),
  );
}
