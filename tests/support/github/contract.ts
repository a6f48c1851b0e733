// Holds requests to the double and its answers against GitHub's own description.
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { description, filled, type Json, type JsonObject, listOf, objectOf, resolved } from './schema.ts';

const METHODS = ['get', 'post', 'patch', 'delete'];
/** Formats that say nothing a check could use. */
const WORDS = { int64: true, 'repo.nwo': true } as const;

export interface Operation {
  /** GitHub's name of it, such as `issues/create-comment`. */
  id: string;
  /** Of the path. */
  params: Record<string, string>;
  /** What is wrong with the request, in GitHub's words. */
  wrongWith(query: URLSearchParams, body: Json | undefined): string | undefined;
  /** An answer that has at least what is `known`; throws where that contradicts the description. */
  answer(status: number, known: Json): Json | undefined;
}

interface Described {
  pattern: RegExp;
  method: string;
  pointer: string;
  operation: JsonObject;
}

const ajv = new Ajv({ strict: false, coerceTypes: false, formats: WORDS });
formats.default(ajv);
ajv.addSchema({ $id: 'github', ...description });

const ALL: Described[] = Object.entries(objectOf(description.paths)).flatMap(([path, methods]) =>
  METHODS.filter((method) => method in objectOf(methods)).map((method) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    method: method.toUpperCase(),
    pointer: `/paths/${path.replaceAll('/', '~1')}/${method}`,
    operation: objectOf(objectOf(methods)[method]),
  })),
);

/** `undefined`: the description as it was cut has no such operation. */
export function operationAt(method: string, path: string): Operation | undefined {
  const found = ALL.find((each) => each.method === method && each.pattern.test(path));
  if (found === undefined) return undefined;
  const params = Object.entries(found.pattern.exec(path)?.groups ?? {});
  return {
    id: String(found.operation.operationId),
    params: Object.fromEntries(params.map(([name, value]) => [name, decodeURIComponent(value)])),
    wrongWith: (query, body) => wrongQuery(found, query) ?? wrongBody(found, body),
    answer: (status, known) => answer(found, status, known),
  };
}

function wrongQuery({ operation }: Described, query: URLSearchParams): string | undefined {
  const known = new Map(
    listOf(operation.parameters)
      .map(resolved)
      .filter((parameter) => parameter.in === 'query')
      .map((parameter) => [String(parameter.name), objectOf(parameter.schema)]),
  );
  for (const [name, text] of query) {
    const schema = known.get(name);
    if (schema === undefined) return `"${name}" is not a known query parameter.`;
    const value = schema.type === 'integer' ? Number(text) : text;
    if (name === 'per_page' && Number(value) > 100) return '"per_page" is at most 100.';
    if (!ajv.validate(schema, value)) return `"${name}" ${ajv.errorsText(ajv.errors, { dataVar: '' })}.`;
  }
  return undefined;
}

function wrongBody({ operation, pointer }: Described, body: Json | undefined): string | undefined {
  const schema = objectOf(objectOf(objectOf(resolved(operation.requestBody).content)['application/json']).schema);
  const isNeeded = resolved(operation.requestBody).required === true;
  if (body === undefined && !isNeeded) return undefined;
  if (operation.requestBody === undefined) return body === undefined ? undefined : 'A body is not permitted.';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'For a body, an object is expected.';
  const unknown = Object.keys(body).find((name) => !(name in objectOf(schema.properties)));
  if (unknown !== undefined) return `"${unknown}" is not a permitted key.`;
  const check = validator(`${pointer}/requestBody/content/application~1json/schema`);
  return check(body) ? undefined : `${ajv.errorsText(check.errors, { dataVar: 'body' })}.`;
}

function answer({ operation, pointer }: Described, status: number, known: Json): Json | undefined {
  const response = objectOf(operation.responses)[status];
  if (response === undefined) throw new Error(`${operation.operationId} never answers ${status}`);
  const schema = objectOf(objectOf(resolved(response).content)['application/json']).schema;
  if (schema === undefined) return undefined;
  const whole = filled(schema, known);
  const reference = objectOf(response).$ref;
  const at = typeof reference === 'string' ? reference.slice(1) : `${pointer}/responses/${status}`;
  const check = validator(`${at}/content/application~1json/schema`);
  if (check(whole)) return whole;
  throw new Error(`${operation.operationId}: the answer is not GitHub's: ${ajv.errorsText(check.errors)}`);
}

const validators = new Map<string, ValidateFunction>();

function validator(pointer: string): ValidateFunction {
  const made = validators.get(pointer) ?? ajv.compile({ $ref: `github#${encodeURI(pointer)}` });
  validators.set(pointer, made);
  return made;
}
