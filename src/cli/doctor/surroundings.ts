import { API_URL, loadNetwork, otherProviders, unknownVariables } from '../../config/index.ts';
import { proxyFor, proxyName } from '../../domain/proxy.ts';
import { environmentShows } from '../../host/secrets.ts';
import type { Context } from '../context.ts';
import { exposureWarning } from '../exposure.ts';
import type { Secrets } from '../frame.ts';
import { type Check, checked } from './check.ts';

/** What the environment says: the key, other providers, the network, names that mean nothing. No secret is ever in a text. */

export function checkKey(secrets: Secrets): Check {
  const { apiKey, taken } = secrets;
  const warning = (text: string): Check => ({ name: 'API key', level: 'warning', text });
  if (apiKey === undefined) {
    const [other] = otherProviders(process.env, taken);
    const asked = other ? ` ${other.variable} asks for ${other.provider}, which siso does not support.` : '';
    return warning(`ANTHROPIC_API_KEY is not set: only --rehearse can run.${asked}`);
  }
  if (environmentShows(apiKey))
    return warning('set, but other processes of this user can read it in /proc: this kernel forbids removing it.');
  const exposed = exposureWarning(secrets);
  if (exposed) return warning(exposed);
  const text = 'set; removed from the environment that other processes can read';
  return { name: 'API key', level: 'ok', text };
}

/** How the API is reached. Nothing is sent. */
export function checkNetwork({ settings: { network } }: Context): Promise<Check> {
  return checked('Network', async () => {
    const { certificates = [] } = await loadNetwork(network);
    const proxy = proxyFor(new URL(API_URL), network);
    const way = proxy === undefined ? 'straight' : `through the proxy ${proxyName(proxy)}`;
    const trusted = certificates.length > 0 ? `, trusting also the authorities in ${network.caFile}` : '';
    return `${new URL(API_URL).hostname} is reached ${way}${trusted}`;
  });
}

/** Only where something is wrong. */
export function checkVariables(): Check[] {
  const unknown = unknownVariables(process.env).map(({ name, meant }) => {
    return `${name} is no variable of siso.${meant ? ` Did you mean ${meant}?` : ''}`;
  });
  const address = process.env.ANTHROPIC_BASE_URL
    ? ['ANTHROPIC_BASE_URL is not used: where the key is sent is never taken from a variable.']
    : [];
  return [...unknown, ...address].map((text) => ({ name: 'Variables', level: 'warning', text }));
}
