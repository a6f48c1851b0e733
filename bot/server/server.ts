import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Guard } from './guard.ts';

export interface BotServerOptions {
  /** Not there where no GitHub App is configured. */
  guard?: Pick<Guard, 'takes' | 'handle'> | undefined;
  /** Every address that is nobody else's. */
  api(request: Request, env: HttpBindings): Promise<Response>;
  /** Whether all of it can do its work now. */
  ready(): Promise<boolean>;
  /** `/automation` and what is below. */
  dashboard?: (request: Request) => Promise<Response>;
}

/** For how long an answer about readiness holds: whoever asks needs no token, and must not keep the ledger busy. */
const READY_MS = 1_000;
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** One port: webhooks behind their guard, whether it lives and is ready, the dashboard, and the API for everything else. */
export function createBotServer(options: BotServerOptions): RequestListener {
  const { guard } = options;
  const ready = remembered(options.ready);
  const rest = getRequestListener((request, env) => route(request, { ...options, ready, env: env as HttpBindings }));
  return (request, response) => {
    if (guard?.takes(request)) return void guard.handle(request, response).catch(() => request.socket.destroy());
    if (isAwaitingLeave(request)) response.writeContinue();
    void rest(request, response);
  };
}

/** The server's own listener for both of Node's events: `request`, and `checkContinue` for those who ask before they send a body. */
function isAwaitingLeave({ headers }: IncomingMessage): boolean {
  return headers.expect?.toLowerCase() === '100-continue';
}

async function route(request: Request, parts: BotServerOptions & { env: HttpBindings }): Promise<Response> {
  const { pathname } = new URL(request.url);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (isRead && pathname === '/healthz') return json(200, { status: 'ok' });
  if (isRead && pathname === '/readyz') return readiness(await parts.ready());
  if (pathname === '/automation' || pathname.startsWith('/automation/'))
    return (
      parts.dashboard?.(request) ?? json(404, { error: 'This siso has no dashboard yet. docs/api.md has the API.' })
    );
  return parts.api(request, parts.env);
}

function readiness(isReady: boolean): Response {
  return isReady ? json(200, { status: 'ready' }) : json(503, { status: 'not ready' }, { 'retry-after': '5' });
}

function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  const type = { 'content-type': 'application/json' };
  return new Response(`${JSON.stringify(body)}\n`, { status, headers: { ...HEADERS, ...type, ...headers } });
}

/** Asks once for all who ask meanwhile, and again a second later. What throws is a no. */
function remembered(ask: () => Promise<boolean>): () => Promise<boolean> {
  let asked: { answer: Promise<boolean>; until: number } | undefined;
  return () => {
    if (asked === undefined || asked.until <= performance.now()) {
      const answer = ask().catch(() => false);
      asked = { answer, until: performance.now() + READY_MS };
    }
    return asked.answer;
  };
}

/** Before anything is there to answer. */
export function notYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'retry-after': '5', connection: 'close' }).end();
}
