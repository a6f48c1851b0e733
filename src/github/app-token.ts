import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { AutomationError } from '../domain/errors.ts';

/** GitHub takes ten minutes at most, and no token of the future; clocks differ. */
const AGE_S = 60;
const LASTS_S = 9 * 60;

/** With what the app says who it is: a JSON web token, RFC 7519, signed with RS256. `now`: milliseconds since 1970. */
export function appToken({ appId, key, now }: { appId: number | string; key: KeyObject; now: number }): string {
  const seconds = Math.floor(now / 1_000);
  const claims = { iat: seconds - AGE_S, exp: seconds + LASTS_S, iss: String(appId) };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => encoded(JSON.stringify(part))).join('.');
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** PEM; line breaks may be written as `\n`. Throws `config_invalid`, without what was read. */
export function readKey(privateKey: string): KeyObject {
  const key = parsed(privateKey.replaceAll('\\n', '\n').trim());
  if (key?.asymmetricKeyType === 'rsa') return key;
  throw new AutomationError('config_invalid', 'The private key of the GitHub App is none', {
    hint: 'Give all of the file that GitHub made, from -----BEGIN RSA PRIVATE KEY----- to its END.',
  });
}

/** Node's own errors could show parts of what they were given. */
function parsed(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}
