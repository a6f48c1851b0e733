// How to write a route module: one file a subject, which exports one `RouteModule` and is listed in routes/index.ts.
// Contracts come from src/contracts (query and path are strict objects whose values are text: take the words of query.ts).
// `operation` checks what comes in, documents it, and turns what is thrown into a problem; the handler only asks the ledger.
// A write spreads `signed()` into its arguments, which makes it repeatable by `Idempotency-Key`.
import { statusDocumentSchema } from '../../contracts/documents/reports.ts';
import { readStatus } from '../../engine/index.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { named } from '../schemas.ts';

const getStatus = {
  method: 'get',
  path: '/api/status',
  id: 'getStatus',
  tag: 'Status',
  summary: 'Whether anything can start, what runs and waits, budgets and limits',
  answer: named('Status', statusDocumentSchema),
} as const;

export const statusRoutes: RouteModule = (api, { store }) => {
  operation(api, getStatus, () => readStatus(store));
};
