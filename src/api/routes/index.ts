import type { RouteModule } from '../frame.ts';
import { budgetRoutes } from './budgets.ts';
import { bulkRoutes } from './bulk.ts';
import { chainRoutes } from './chains.ts';
import { healthRoutes } from './health.ts';
import { limitRoutes } from './limits.ts';
import { priceRoutes } from './prices.ts';
import { queueRoutes } from './queue.ts';
import { recordRoutes } from './records.ts';
import { scheduleRoutes } from './schedules.ts';
import { settingRoutes } from './settings.ts';
import { statusRoutes } from './status.ts';
import { taskRoutes } from './tasks.ts';
import { templateRoutes } from './templates.ts';
import { usageRoutes } from './usage.ts';
import { webhookRoutes } from './webhooks.ts';

/** Every route of the API, in the order of its document. */
export const ROUTES: readonly RouteModule[] = [
  taskRoutes,
  bulkRoutes,
  chainRoutes,
  scheduleRoutes,
  statusRoutes,
  queueRoutes,
  usageRoutes,
  limitRoutes,
  budgetRoutes,
  recordRoutes,
  templateRoutes,
  settingRoutes,
  priceRoutes,
  webhookRoutes,
  healthRoutes,
];
