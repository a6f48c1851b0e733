import { getCompileCacheDir } from 'node:module';
import { execa } from 'execa';
import { z } from 'zod';
import { keeperProgram } from './build-mark.ts';

/** The one argument of the keeper's program, as JSON. */
export const keeperTaskSchema = z.object({
  directory: z.string(),
  rehearsal: z.boolean(),
  lingerMs: z.int().positive(),
});
export type KeeperTask = z.infer<typeof keeperTaskSchema>;

/** Starts the keeper of a ledger that this process has just closed. It outlives us and knows nothing of our environment. */
export function startKeeper(task: KeeperTask): void {
  const directory = getCompileCacheDir();
  const child = execa(process.execPath, [keeperProgram(), JSON.stringify(task)], {
    env: directory === undefined ? {} : { NODE_COMPILE_CACHE: directory },
    extendEnv: false,
    cwd: '/',
    stdio: 'ignore',
    detached: true,
    cleanup: false,
    reject: false,
  });
  child.nodeChildProcess.unref();
}
