import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Network } from '../contracts/meter.ts';
import { AutomationError } from '../domain/errors.ts';
import type { NetworkSettings } from './settings.ts';

/** Where the key is sent. Never taken from a variable or a file: an earlier step or a checkout could have written it. */
export const API_URL = 'https://api.anthropic.com';

/** The way to the network as the meter takes it, certificates read. Throws `config_invalid` for a file that has none. */
export async function loadNetwork({ httpsProxy, noProxy, caFile }: NetworkSettings): Promise<Network> {
  return {
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
    ...(caFile === undefined ? {} : { certificates: await readCertificates(caFile) }),
  };
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;
const HINT = 'Name a PEM file with SISO_CA_FILE or NODE_EXTRA_CA_CERTS, or unset the variable.';

async function readCertificates(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AutomationError('config_invalid', `The certificate authorities in ${path} cannot be read`, {
      hint: HINT,
      cause,
    });
  });
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length === 0) throw new AutomationError('config_invalid', `${path} holds no certificate`, { hint: HINT });
  try {
    return found.map((pem) => new X509Certificate(pem).toString());
  } catch (cause) {
    throw new AutomationError('config_invalid', `${path} holds a damaged certificate`, { hint: HINT, cause });
  }
}
