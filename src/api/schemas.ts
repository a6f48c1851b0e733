import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description?: string;
  [extension: `x-${string}`]: unknown;
  schema: JsonSchema;
}

/** Contracts that the document names once. Each name is also the type's name in generated clients. */
const NAMED = new Map<z.ZodType, string>();

/** Lets the document have `schema` under a name. Answers the schema. */
export function named<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  NAMED.set(schema, name);
  return schema;
}

/** Every named contract, for `components.schemas`. */
export function namedSchemas(): [name: string, schema: JsonSchema][] {
  return [...NAMED].map(([schema, name]) => [name, plainSchema(schema, 'output')]);
}

/** The JSON schema of a contract, or a reference to it where it has a name. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const name = NAMED.get(schema);
  return name === undefined ? plainSchema(schema, io) : { $ref: `#/components/schemas/${name}` };
}

function plainSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...body } = z.toJSONSchema(schema, { io, reused: 'inline', cycles: 'ref' });
  return body;
}

export function parametersOf(fields: z.ZodObject | undefined, place: 'path' | 'query'): Parameter[] {
  return Object.entries(fields?.shape ?? {}).map(([name, field]) => {
    const { description, default: _, ...schema } = plainSchema(field, 'input');
    const required = place === 'path' || !z.safeParse(field, undefined).success;
    return { name, in: place, required, ...(description ? { description: String(description) } : {}), schema };
  });
}
