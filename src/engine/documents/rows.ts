import { z } from 'zod';

const rowSchema = z.record(z.string(), z.unknown());

/** A row as its table has it, under the names that the contracts use. */
export function camelRow<Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> {
  const fields = Object.entries(rowSchema.parse(row)).map(([name, value]) => [
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return schema.parse(Object.fromEntries(fields));
}
