import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { Network } from '../contracts/meter.ts';
import { proxyFor, proxyName } from '../domain/proxy.ts';

/** A connection unused for this long is not used again: the provider may have closed it. */
const IDLE_MS = 30_000;

/** The way to one provider, over connections that are kept. */
export interface Route {
  agent: http.Agent;
  /** Host and port of the proxy on the way, if there is one. */
  proxy: string | undefined;
}

/** Straight, or through a tunnel that an HTTP proxy opens; certificate authorities of `network` are trusted beside the usual ones. */
export async function openRoute(target: URL, network: Network): Promise<Route> {
  const kept = { keepAlive: true, timeout: IDLE_MS };
  if (target.protocol === 'http:') return { agent: new http.Agent(kept), proxy: undefined };
  const secured = { ...kept, ...trusting(network.certificates) };
  const address = proxyFor(target, network);
  if (address === undefined) return { agent: new https.Agent(secured), proxy: undefined };
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  const agent = new HttpsProxyAgent(address, secured);
  // The library takes these for the way to the proxy only.
  Object.assign(agent.options, secured);
  return { agent, proxy: proxyName(address) };
}

/** One context for all connections: reading some hundred certificates takes time. */
function trusting(certificates: string[] = []): { secureContext?: tls.SecureContext } {
  if (certificates.length === 0) return {};
  const ca = [...tls.getCACertificates('default'), ...certificates];
  return { secureContext: tls.createSecureContext({ ca }) };
}
