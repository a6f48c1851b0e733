import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from '../frame.ts';

/** Each request gets an id, told in a header and in every problem. Never one that the caller chose: it goes into logs. */
export const requestId: MiddlewareHandler<ApiEnv> = async (context, next) => {
  const id = randomUUID();
  context.set('requestId', id);
  await next();
  context.header('x-request-id', id);
};
