import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpFault } from '../fault.ts';
import type { ApiEnv } from '../frame.ts';

export interface RequestRate {
  requests: number;
  perSeconds: number;
}

/** Throws 429 for more requests of one address, or with one token, than that. What is not a request of ours counts too. */
export function rateLimit({ requests, perSeconds }: RequestRate): MiddlewareHandler<ApiEnv> {
  const limiter = new RateLimiterMemory({ points: requests, duration: perSeconds });
  return async (context, next) => {
    for (const key of keysOf(context)) await consume(limiter, key);
    await next();
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (verdict) {
    if (!(verdict instanceof RateLimiterRes)) throw verdict;
    const seconds = Math.max(1, Math.ceil(verdict.msBeforeNext / 1_000));
    throw new HttpFault('forbidden', 'There were too many requests', {
      ...{ status: 429, headers: { 'retry-after': `${seconds}` } },
      hint: `Wait ${seconds} s. GET /api/events tells what changes, without asking again and again.`,
    });
  }
}

/** Guessing tokens from one address is limited by the address, one token on many addresses by the token. */
function keysOf(context: Context<ApiEnv>): string[] {
  const address = context.env?.incoming?.socket?.remoteAddress ?? 'none';
  const shown = context.req.header('authorization');
  // Kept for a minute only, and not as it is.
  const token = shown === undefined ? [] : [createHash('sha256').update(shown).digest('base64')];
  return [`address ${address}`, ...token.map((digest) => `token ${digest}`)];
}
