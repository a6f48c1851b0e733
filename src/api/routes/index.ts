import type { RouteModule } from '../frame.ts';
import { statusRoutes } from './status.ts';

/** Every route of the API, in the order of its document. */
export const ROUTES: readonly RouteModule[] = [statusRoutes];
