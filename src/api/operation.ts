import type { RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Api, ApiEnv, Principal } from './frame.ts';
import { readInput } from './input.ts';
import { readJson } from './middleware/json-body.ts';
import { ledgerRequestId } from './request-id.ts';
import { jsonSchema, type Parameter, parametersOf } from './schemas.ts';

const NOTHING = z.strictObject({});

/** One operation of the API: its contract, from which it is checked and documented. */
export interface Operation<
  Path extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** `/api/tasks/{id}`. */
  path: string;
  /** Name of the function in generated clients. */
  id: string;
  tag: string;
  /** One line, imperative. */
  summary: string;
  /** Strict objects: what is unknown is an error. Values of path and query are text; use the words of `query.ts`. */
  params?: Path;
  query?: Query;
  body?: Body;
  answer: Answer;
  /** Of the answer; default: JSON. */
  answerType?: 'application/json' | 'text/event-stream';
  /** Default: 200. */
  status?: 200 | 201 | 202;
  /** Statuses of problems beside those that every operation has (400, 401, 403, 429, 500, 503). */
  problems?: readonly (404 | 409)[];
  /** Needs no token: told to everybody who can reach the server. */
  open?: boolean;
  /** Writes into the ledger: takes an `Idempotency-Key`. */
  writes?: boolean;
}

/** What a handler is given. Everything has been checked. */
interface Asked<Path, Query, Body> {
  params: Path;
  query: Query;
  body: Body;
  principal: Principal;
  /** Who writes, for the ledger; the request id comes from `Idempotency-Key`. `part` tells apart several writes of one request. */
  signed(part?: string): { p_request_id: string; p_actor: string };
}

type Handler<Path, Query, Body, Answer> = (asked: Asked<Path, Query, Body>) => Promise<Answer> | Answer;

/** Registers an operation: its route and its place in the OpenAPI document. Faults are thrown, never returned. */
export function operation<
  Answer extends z.ZodType,
  Path extends z.ZodObject = typeof NOTHING,
  Query extends z.ZodObject = typeof NOTHING,
  Body extends z.ZodType = z.ZodUndefined,
>(
  api: Api,
  contract: Operation<Path, Query, Body, Answer>,
  handle: Handler<z.output<Path>, z.output<Query>, z.output<Body>, z.output<Answer>>,
): void {
  api.openAPIRegistry.registerPath(documented(contract));
  const { id, params = NOTHING, query = NOTHING, body = z.undefined(), status = 200 } = contract;
  api.on(contract.method.toUpperCase(), routingPath(contract.path), async (context) => {
    const { principal } = context.var;
    const key = context.req.header('idempotency-key');
    const answer = await handle({
      // Held against the contract just before, which the compiler cannot follow through the defaults.
      params: readInput(params as Path, context.req.param(), 'path'),
      query: readInput(query as Query, queryOf(context), 'query'),
      body: readInput(body as Body, contract.body && (await readJson(context)), 'body'),
      principal,
      signed: (part = '') => ({
        p_request_id: ledgerRequestId(key, principal.actor, id, context.req.path, part),
        p_actor: principal.actor,
      }),
    });
    return context.json(answer as object, status);
  });
}

/** As Hono writes paths. */
function routingPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** A word that comes twice is a list. */
export function queryOf(context: Context<ApiEnv>): Record<string, string | string[]> {
  const all = Object.entries(context.req.queries());
  return Object.fromEntries(all.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]));
}

const ALWAYS = [400, 401, 403, 429, 500, 503];

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Within 24 h a repeated key of the same operation gets the first answer and changes nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/** An operation's place in the document. */
export function documented(contract: Operation<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>): RouteConfig {
  const {
    method,
    path,
    id,
    tag,
    summary,
    params,
    query,
    body,
    answer,
    status = 200,
    problems = [],
    writes,
    open,
  } = contract;
  const statuses = [...ALWAYS, ...problems, ...(body === undefined ? [] : [413, 415])].sort((a, b) => a - b);
  return {
    ...{ method, path, operationId: id, tags: [tag], summary },
    ...(open ? { security: [] } : {}),
    parameters: [
      ...parametersOf(params, 'path'),
      ...parametersOf(query, 'query'),
      ...(writes ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body === undefined
      ? {}
      : {
          request: { body: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } } },
        }),
    responses: {
      [status]: {
        description: 'Done',
        content: { [contract.answerType ?? 'application/json']: { schema: jsonSchema(answer, 'output') } },
      },
      ...Object.fromEntries(statuses.map((code) => [code, { $ref: '#/components/responses/Problem' }])),
    },
  };
}
