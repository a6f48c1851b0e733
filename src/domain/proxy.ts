import type { Parsed } from './values.ts';

/** Which way a request leaves: through a proxy or straight. An address of a proxy may carry a password, so it is never shown whole. */

export interface ProxyRule {
  /** Address of an HTTP proxy, with credentials where it wants them. */
  httpsProxy?: string | undefined;
  /** Hosts that are reached without it: `example.com,.internal,10.0.0.1:8443` or `*`. */
  noProxy?: string | undefined;
}

/** `http://user:password@proxy.example:3128`; without a scheme it is http. */
export function parseProxy(text: string): Parsed<string> {
  const full = text.includes('://') ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '' && canDecode(url)) return { value: url.href };
  return { problem: 'Give the address of an HTTP proxy, such as http://proxy.example:3128.' };
}

/** What says `user:password` to the proxy must be readable, or the first request would fail with less to go by. */
function canDecode({ username, password }: URL): boolean {
  try {
    return decodeURIComponent(username + password) !== undefined;
  } catch {
    return false;
  }
}

/** `proxy.example:3128`: all of it that may be shown. */
export function proxyName(address: string): string {
  const { hostname, port, protocol } = new URL(address);
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** The proxy that `target` is reached through; `undefined` for straight ones, this machine always among them. */
export function proxyFor(target: URL, { httpsProxy, noProxy = '' }: ProxyRule): string | undefined {
  if (httpsProxy === undefined || target.protocol !== 'https:' || LOOPBACK.test(target.hostname)) return undefined;
  const port = target.port || '443';
  const excepted = noProxy
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && covers(entry.toLowerCase(), target.hostname, port));
  return excepted ? undefined : httpsProxy;
}

/** `example.com` and `.example.com` mean the host and everything below it. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = '', itsPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (itsPort !== undefined && itsPort !== port) return false;
  const domain = name.replace(/^\*?\./, '');
  return host === domain || host.endsWith(`.${domain}`);
}
