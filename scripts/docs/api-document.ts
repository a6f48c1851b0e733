import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createApi } from '../../src/api/index.ts';
import { packageFile } from '../../src/host/package.ts';

const nobody = (): never => {
  throw new Error('The document is made without a ledger');
};

/** The OpenAPI document as the server has it. */
export function apiDocument(): object {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(packageFile('package.json'), 'utf8')));
  const surroundings = {
    ...{
      repository: undefined,
      folder: '/',
      settings: { cacheDirectory: '/', lingerMs: 0, network: {} },
      origins: [],
      dataDirectory: '/',
      actor: 'nobody',
    },
  };
  const { document } = createApi({
    ...{ store: { call: nobody, close: nobody }, surroundings, version, rehearsal: false, hosts: [] },
    ...{ authenticate: () => undefined, settings: () => [], onFault: nobody },
  });
  return document;
}
