import { join } from 'node:path';
import type { Context } from '../context.ts';

/** In the data directory: `siso init --github` writes it, `siso serve` reads it. */
export function keptAppFile({ dataDirectory }: Pick<Context, 'dataDirectory'>): string {
  return join(dataDirectory, 'github-app.json');
}
