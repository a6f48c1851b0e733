import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder for what can be made again: `SISO_CACHE_DIR`, else `siso` in the user's cache folder. Absolute. */
export function cacheFolder({ SISO_CACHE_DIR, XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  return SISO_CACHE_DIR?.trim()
    ? resolve(SISO_CACHE_DIR.trim())
    : join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'siso');
}
