import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { HttpFault } from '../fault.ts';
import type { ApiEnv, Authenticate, Principal } from '../frame.ts';

/** Knows one secret: whoever shows it is `principal`. */
export function bearerToken(token: string, principal: Principal): Authenticate {
  const known = digest(token);
  return (headers) => {
    const [, shown = ''] = /^bearer +([\x21-\x7e]+)$/i.exec(headers.get('authorization') ?? '') ?? [];
    // Digests have one length, so neither that nor where they differ shows in the time it takes.
    return timingSafeEqual(digest(shown), known) ? principal : undefined;
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Throws 401 for whoever is not known. */
export function authentication(authenticate: Authenticate): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const principal = await authenticate(context.req.raw.headers);
    if (principal === undefined) throw unknown(Boolean(context.req.header('authorization')));
    context.set('principal', principal);
    await next();
  };
}

function unknown(hasShown: boolean): HttpFault {
  const challenge = `Bearer realm="siso"${hasShown ? ', error="invalid_token"' : ''}`;
  return new HttpFault('forbidden', hasShown ? 'The token is not the one of this server' : 'There is no token', {
    ...{ status: 401, field: 'Authorization', headers: { 'www-authenticate': challenge } },
    hint: 'Send Authorization: Bearer and the token that siso serve has printed.',
  });
}
