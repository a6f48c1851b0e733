import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { packageFile } from './package.ts';

/** Of this package. */
export async function version(): Promise<string> {
  const text = await readFile(packageFile('package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
