import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { EventHub } from './events/hub.ts';
import type { Api, ApiContext, ApiEnv, Authenticate } from './frame.ts';
import { authentication } from './middleware/authentication.ts';
import { bodyLimit } from './middleware/body-limit.ts';
import { type RequestRate, rateLimit } from './middleware/rate-limit.ts';
import { requestId } from './middleware/request-id.ts';
import { sameSite } from './middleware/same-site.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { unknownRoute } from './middleware/unknown-route.ts';
import { openApiDocument } from './openapi.ts';
import { problemOf } from './problems.ts';
import { eventRoute } from './routes/events.ts';
import { ROUTES } from './routes/index.ts';

const MIB = 1_048_576;
/** A person with a dashboard, some scripts and a burst of both. */
const RATE: RequestRate = { requests: 1_200, perSeconds: 60 };
/** Told to everybody who can reach the server. */
const OPEN = new Set(['/api/healthz', '/api/readyz', '/api/openapi.json']);

export interface ApiOptions extends ApiContext {
  /** Who a request is from: `bearerToken`, or the sessions of another server. */
  authenticate: Authenticate;
  /** Names with ports that the server is reached by, such as `127.0.0.1:4780`. */
  hosts: readonly string[];
  /** Bytes; default: 1 MiB. */
  bodyLimit?: number;
  rate?: RequestRate;
}

/** The API as one handler from request to response. It never throws: every fault is a problem document. */
export interface ApiHandler {
  /** OpenAPI 3.1. */
  readonly document: object;
  /** Ends the streams of events, so that the server behind can end. */
  close(): Promise<void>;
  fetch(request: Request, env?: ApiEnv['Bindings']): Promise<Response>;
}

export function createApi(options: ApiOptions): ApiHandler {
  const { authenticate, hosts, rate = RATE, onFault } = options;
  const api: Api = new OpenAPIHono<ApiEnv>();
  api.use(requestId, securityHeaders, sameSite(hosts), rateLimit(rate));
  const known = authentication(authenticate);
  api.use('/api/*', (context, next) => (OPEN.has(context.req.path) ? next() : known(context, next)));
  api.use(bodyLimit(options.bodyLimit ?? MIB));
  const hub = hubOf(options);
  for (const add of ROUTES) add(api, options);
  eventRoute(api, hub);
  const document = openApiDocument(api, options.version);
  api.get('/api/openapi.json', (context) => context.json(document, 200));
  api.notFound(unknownRoute(api));
  api.onError((error, context) => answerFault(error, context, onFault));
  const stopListening = options.onWrite?.(() => hub.wake());
  return {
    document,
    fetch: async (request, env) => api.fetch(request, env),
    close: async () => {
      stopListening?.();
      await hub.close();
    },
  };
}

function hubOf({ store, onFault }: ApiContext): EventHub {
  const read = (after: string | null, limit: number) => store.call('siso_events', { p_after: after, p_limit: limit });
  return new EventHub({ read, onFault });
}

function answerFault(error: unknown, context: Context<ApiEnv>, onFault: (error: unknown) => void): Response {
  const { problem, headers } = problemOf(error, context.var.requestId);
  // Somebody who left in the middle of a request is no fault.
  if (problem.status === 500 && !context.req.raw.signal.aborted && !isCut(error)) onFault(error);
  return new Response(`${JSON.stringify(problem)}\n`, {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

/** A connection that ended before its request did. */
function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNRESET';
}
