import type { MiddlewareHandler } from 'hono';
import { bodyLimit as limitBody } from 'hono/body-limit';
import { HttpFault } from '../fault.ts';
import type { ApiEnv } from '../frame.ts';

/** Throws 413 for a body that says it is larger, or turns out to be on the way, without reading on. Bytes. */
export function bodyLimit(most: number): MiddlewareHandler<ApiEnv> {
  return limitBody({
    maxSize: most,
    onError: () => {
      throw new HttpFault('usage', `The body has more than ${most} bytes`, {
        ...{ status: 413, field: 'body', headers: { connection: 'close' } },
        hint: 'Put long material into a file of the repository and name the file in the prompt.',
      });
    },
  });
}
