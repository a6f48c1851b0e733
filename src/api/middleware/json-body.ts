import type { Context } from 'hono';
import { HttpFault } from '../fault.ts';
import type { ApiEnv } from '../frame.ts';

/** The JSON of a request. Throws 415 for another type of content, 400 for what is no JSON. */
export async function readJson(context: Context<ApiEnv>): Promise<unknown> {
  const [type = ''] = (context.req.header('content-type') ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== 'application/json') {
    throw new HttpFault('usage', 'The body must be JSON', {
      ...{ status: 415, field: 'Content-Type', headers: { accept: 'application/json' } },
      hint: 'Send it with Content-Type: application/json.',
    });
  }
  const text = await context.req.text();
  try {
    return JSON.parse(text, withoutPrototype);
  } catch (cause) {
    if (cause instanceof HttpFault) throw cause;
    const message = text.trim() === '' ? 'There is no body' : 'The body is no valid JSON';
    throw new HttpFault('usage', message, { status: 400, field: 'body', hint: 'Send one JSON object.', cause });
  }
}

/** A field of that name is a field like another, and so unknown to every contract; zod would pass over it in silence. */
function withoutPrototype(key: string, value: unknown): unknown {
  if (key === '__proto__')
    throw new HttpFault('usage', 'There is no such field', { status: 400, field: 'body.__proto__' });
  return value;
}
