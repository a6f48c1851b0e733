import { homedir } from 'node:os';
import { join } from 'node:path';
import { installClaude } from '../../src/claude/install.ts';

export const CACHE_DIR = process.env.SISO_CACHE_DIR ?? join(homedir(), '.cache', 'siso');

let installing: Promise<string> | undefined;

/** Path of the real, pinned Claude Code; installs it once a machine. */
export function claudeBinary(): Promise<string> {
  installing ??= installClaude({ cacheDir: CACHE_DIR }).then(({ path }) => path);
  return installing;
}
