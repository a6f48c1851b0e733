import type { MiddlewareHandler } from 'hono';
import { HttpFault } from '../fault.ts';
import type { ApiEnv } from '../frame.ts';

/**
 * Exact Host and Origin. A page of another site can make a browser send requests to this machine, under a name of its own
 * that it has pointed here (DNS rebinding) or from where it is (CSRF). `hosts` are names with their ports.
 */
export function sameSite(hosts: readonly string[]): MiddlewareHandler<ApiEnv> {
  const names = new Set(hosts.map((host) => host.toLowerCase()));
  return async (context, next) => {
    // An address may be asked for whole, and then counts before the header.
    const asked = [context.req.header('host')?.toLowerCase() ?? '', new URL(context.req.url).host];
    if (!asked.every((host) => names.has(host))) throw refused('Host', NAMES);
    const origin = context.req.header('origin');
    if (origin !== undefined && !names.has(hostOf(origin))) throw refused('Origin', OWN_PAGES);
    if (context.req.header('sec-fetch-site') === 'cross-site') throw refused('Sec-Fetch-Site', OWN_PAGES);
    await next();
  };
}

const NAMES = 'Use the address that siso serve has printed, or name another one with --allow-host.';
const OWN_PAGES = 'Only pages of this server itself may ask it.';

function refused(field: string, hint: string): HttpFault {
  return new HttpFault('forbidden', `This server does not answer for that ${field}`, { status: 403, field, hint });
}

function hostOf(origin: string): string {
  const [, host = ''] = /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase()) ?? [];
  return host;
}
