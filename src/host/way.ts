import { text } from 'node:stream/consumers';
import type { Network } from '../contracts/meter.ts';
import { proxyFor } from '../domain/proxy.ts';
import { Upstream } from './upstream.ts';

/** How a server is reached over HTTP. */
export interface Way {
  fetch: typeof fetch;
  close(): void;
}

/** Through the proxy and with the certificate authorities of `network`; Node's own `fetch` where neither is needed. */
export async function openWay(url: string, network: Network = {}): Promise<Way> {
  const isPlain = proxyFor(new URL(url), network) === undefined && !network.certificates?.length;
  if (isPlain) return { fetch, close: () => {} };
  const upstream = await Upstream.open(url, network);
  return { fetch: (input, init) => send(upstream, new Request(input, init)), close: () => upstream.close() };
}

/** Follows no redirect; fails as `fetch` does. */
async function send(upstream: Upstream, request: Request): Promise<Response> {
  const { method, signal } = request;
  const { pathname, search } = new URL(request.url);
  const headers = { ...Object.fromEntries(request.headers), 'accept-encoding': 'identity' };
  try {
    const body = request.body === null ? undefined : await request.text();
    const answer = await upstream.send({ method, path: pathname + search, headers, body, signal });
    const { statusCode: status = 0 } = answer;
    const fields = Object.entries(answer.headersDistinct).map(([name, values = []]): [string, string] => [
      name,
      values.join(', '),
    ]);
    const said = await text(answer);
    return new Response(BODILESS.has(status) ? null : said, { status, headers: fields });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new TypeError('fetch failed', { cause });
  }
}

const BODILESS = new Set([204, 205, 304]);
