// What goes wrong on the way to GitHub and there, to order.
import type { IncomingMessage, ServerResponse } from 'node:http';

export type FaultKind =
  /** 403 of a secondary rate limit. */
  | 'secondary limit'
  /** 403 with nothing left of the hour's requests. */
  | 'primary limit'
  | 429
  | 500
  | 502
  | 503
  /** Never answered. */
  | 'slow'
  /** The connection ends before anything was done. */
  | 'cut'
  /** Done, but the connection ends before the answer. */
  | 'done and cut'
  /** Done; the connection ends within the answer. */
  | 'half an answer';

export interface Fault {
  kind: FaultKind;
  /** Of how many requests. Default: 1. */
  times?: number;
  /** Only requests with this method. */
  method?: string;
  /** Only requests to such a path. */
  path?: RegExp;
  /** Seconds that a refusal for the rate asks to wait. Default: 1. `null`: it names none. */
  retryAfter?: number | null;
}

export class Faults {
  #ordered: Required<Fault>[] = [];

  /** The next requests fare so. */
  next(fault: Fault): void {
    this.#ordered.push({ times: 1, method: '', path: /^/, retryAfter: 1, ...fault });
  }

  /** What was ordered and did not come yet does not come. */
  clear(): void {
    this.#ordered = [];
  }

  take(method: string, path: string): Required<Fault> | undefined {
    const found = this.#ordered.find(
      (fault) => (fault.method === '' || fault.method === method) && fault.path.test(path),
    );
    if (found === undefined) return undefined;
    found.times -= 1;
    if (found.times === 0) this.#ordered = this.#ordered.filter((fault) => fault !== found);
    return found;
  }
}

const PAGE = '<html><body>Bad gateway</body></html>';

/** Whether `fault` was all that the request gets. */
export function suffer(
  { kind, retryAfter }: Required<Fault>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (kind === 'done and cut' || kind === 'half an answer') return false;
  if (kind === 'cut') request.socket.destroy();
  else if (typeof kind === 'number' && kind !== 429)
    response.writeHead(kind, { 'content-type': 'text/html' }).end(PAGE);
  else if (kind !== 'slow') limit(kind, retryAfter, response);
  return true;
}

function limit(kind: FaultKind, retryAfter: number | null, response: ServerResponse): void {
  const isPrimary = kind === 'primary limit';
  const message = isPrimary
    ? 'API rate limit exceeded for installation ID 1.'
    : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const reset = Math.ceil(Date.now() / 1_000) + (retryAfter ?? 3_600);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...(isPrimary ? { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) } : {}),
    ...(isPrimary || retryAfter === null ? {} : { 'retry-after': String(retryAfter) }),
  };
  response.writeHead(kind === 429 ? 429 : 403, headers);
  response.end(JSON.stringify({ message, documentation_url: 'https://docs.github.com/rest' }));
}

/** The connection ends within the answer. */
export function half(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => response.destroy());
}
