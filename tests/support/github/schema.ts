// Schemas of GitHub's description as Ajv reads them, and answers that are made from them.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../../fixtures/github/openapi.json', import.meta.url);

export type Json = z.infer<ReturnType<typeof z.json>>;
export type JsonObject = { [name: string]: Json };

/** The whole cut description; `nullable` of OpenAPI 3.0 is said as JSON Schema says it. */
export const description = objectOf(withNulls(z.json().parse(JSON.parse(readFileSync(FILE, 'utf8')))));

function withNulls(value: Json): Json {
  if (Array.isArray(value)) return value.map(withNulls);
  if (!isObject(value)) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, withNulls(part)]),
  );
  if (nullable !== true) return rest;
  if (typeof rest.type !== 'string') return { anyOf: [rest, { type: 'null' }] };
  const values = Array.isArray(rest.enum) ? { enum: [...rest.enum, null] } : {};
  return { ...rest, ...values, type: [rest.type, 'null'] };
}

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** Follows `$ref` within the description. */
export function resolved(value: Json | undefined): JsonObject {
  const schema = objectOf(value);
  if (typeof schema.$ref !== 'string') return schema;
  const target = schema.$ref
    .slice(2)
    .split('/')
    .reduce<Json | undefined>((at, name) => objectOf(at)[name], description);
  return resolved(target);
}

/** A value for `schema`: what is `known` as it is, and the least of what else must be there. */
export function filled(of: Json | undefined, known?: Json): Json {
  const schema = resolved(of);
  const types = [schema.type ?? []].flat();
  if (known !== undefined && (known === null || typeof known !== 'object')) return known;
  if (Array.isArray(known)) return known.map((item) => filled(schema.items, item));
  const choices = [...listOf(schema.anyOf), ...listOf(schema.oneOf)];
  if (known === undefined && (types.includes('null') || choices.some(isNull))) return null;
  const [choice] = choices;
  if (choice !== undefined) return filled(choices.find((each) => resolved(each).properties) ?? choice, known);
  if (Array.isArray(schema.allOf)) return filledObject(joined(schema.allOf), objectOf(known));
  if (schema.properties !== undefined || known !== undefined) return filledObject(schema, objectOf(known));
  return plainValue(schema, types);
}

function filledObject(schema: JsonObject, known: JsonObject): JsonObject {
  const properties = objectOf(schema.properties);
  const names = new Set([...listOf(schema.required).map(String), ...Object.keys(known)]);
  return Object.fromEntries([...names].map((name) => [name, filled(properties[name], known[name])]));
}

function joined(parts: Json[]): JsonObject {
  const schemas = parts.map(resolved);
  const properties = Object.assign({}, ...schemas.map((schema) => schema.properties));
  return { properties, required: schemas.flatMap((schema) => listOf(schema.required)) };
}

function plainValue(schema: JsonObject, types: Json[]): Json {
  const [first] = listOf(schema.enum);
  if (first !== undefined) return first;
  if (types.includes('integer') || types.includes('number')) return 1;
  if (types.includes('boolean')) return false;
  if (types.includes('array')) return [];
  if (types.includes('object')) return {};
  if (schema.format === 'uri') return 'https://double.invalid/';
  return schema.format === 'date-time' ? '2026-03-01T10:00:00Z' : '';
}

function isNull(schema: Json): boolean {
  return objectOf(schema).type === 'null';
}
