// Apart from the connections themselves, because the parent checks an address and never connects.
import { AutomationError } from '../domain/errors.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `baseUrl` as an address the key may be sent to. Throws `config_invalid`. */
export function upstreamUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))) return url;
  throw new AutomationError('config_invalid', 'The API address must be https, or http on this machine', {
    hint: 'Give an address such as https://api.anthropic.com.',
  });
}
