import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ProviderSignal } from '../contracts/ledger/life.ts';

export type Headers = Record<string, string | string[]>;

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Ours to set, or none of the provider's business. */
const REPLACED = new Set([
  'host',
  'authorization',
  'x-api-key',
  'accept-encoding',
  'content-length',
  'cookie',
  'expect',
]);

function endToEnd(headers: IncomingHttpHeaders): [string, string | string[]][] {
  const named = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || HOP_BY_HOP.has(name) || named.has(name) ? [] : [[name, value]],
  );
}

/** Headers of a request as the provider gets them: the real key in place of the agent's, no compression. */
export function upstreamHeaders(headers: IncomingHttpHeaders, apiKey: string): Headers {
  const kept = endToEnd(headers).filter(([name]) => !REPLACED.has(name));
  return { ...Object.fromEntries(kept), 'x-api-key': apiKey, 'accept-encoding': 'identity' };
}

/** Headers of an answer as the agent gets them. */
export function agentHeaders(headers: IncomingHttpHeaders): Headers {
  return Object.fromEntries(endToEnd(headers).filter(([name]) => name !== 'set-cookie'));
}

/** Whether the request carries the agent's key, compared in constant time. */
export function carriesKey({ 'x-api-key': key, authorization = '' }: IncomingHttpHeaders, agentKey: string): boolean {
  const given = typeof key === 'string' ? key : authorization.replace(/^Bearer /i, '');
  return timingSafeEqual(sha256(given), sha256(agentKey));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** What the provider says about its limits, which the CLI does not pass on. */
export function providerSignal(headers: IncomingHttpHeaders): ProviderSignal {
  const limits = endToEnd(headers).filter(([name]) => name.startsWith('anthropic-ratelimit-'));
  const retryAfterSeconds = secondsOf(headers['retry-after']);
  return {
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(limits.length > 0 && { rateLimits: Object.fromEntries(limits.map(([name, value]) => [name, String(value)])) }),
  };
}

/** Seconds, or the seconds until an HTTP date. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1_000);
}
