import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Below the folder for what can be made again: `SISO_CACHE_DIR`, else `siso` in the user's cache folder. */
export function cacheFolder(...parts: string[]): string {
  const { SISO_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  const root = SISO_CACHE_DIR ? resolve(SISO_CACHE_DIR) : join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'siso');
  return join(root, ...parts);
}
