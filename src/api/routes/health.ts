import { z } from 'zod';
import { LEDGER_SCHEMA_VERSION } from '../../contracts/ledger/functions.ts';
import { HttpFault } from '../fault.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';

const PATIENCE_MS = 5_000;

const healthz = {
  method: 'get',
  path: '/api/healthz',
  id: 'getLiveness',
  tag: 'Health',
  summary: 'Whether the server answers; asks nobody',
  answer: z.object({ status: z.literal('ok') }),
  open: true,
} as const;

const readyz = {
  method: 'get',
  path: '/api/readyz',
  id: 'getReadiness',
  tag: 'Health',
  summary: 'Whether the ledger answers',
  answer: z.object({ status: z.literal('ready') }),
  open: true,
} as const;

const getVersion = {
  method: 'get',
  path: '/api/version',
  id: 'getVersion',
  tag: 'Health',
  summary: 'Version of siso, and of the schema of its ledger',
  answer: z.object({ version: z.string(), schema: z.int(), rehearsal: z.boolean() }),
} as const;

export const healthRoutes: RouteModule = (api, { store, version, rehearsal }) => {
  operation(api, healthz, () => ({ status: 'ok' as const }));
  operation(api, readyz, async () => {
    await inTime(store.call('siso_schema', {}));
    return { status: 'ready' as const };
  });
  operation(api, getVersion, () => ({ version, schema: LEDGER_SCHEMA_VERSION, rehearsal }));
};

/** Whoever looks after the server wants to know now; the call itself may wait longer. */
async function inTime(asked: Promise<unknown>): Promise<void> {
  const late = new HttpFault('store_unavailable', 'The ledger does not answer', {
    ...{ status: 503, hint: 'Try again in a while.' },
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late), PATIENCE_MS);
  });
  try {
    await Promise.race([asked, patience]);
  } finally {
    clearTimeout(timer);
  }
}
