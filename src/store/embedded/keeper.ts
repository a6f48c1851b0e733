import { existsSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pathsOf } from './folder.ts';
import { becomeOwner } from './owner.ts';
import { keeperTaskSchema } from './start-keeper.ts';
import { lockLedger } from './store.ts';
import { compileForService } from './wasm-flags.ts';

/**
 * A process that keeps a ledger open between commands, so that the next one need not start Postgres. It leaves when
 * nobody was connected for a while, when another build of siso asks for the ledger, and when the folder is gone.
 */

const LOOK_MS = 1_000;

async function keep(argument: string): Promise<void> {
  const { directory, rehearsal, lingerMs } = keeperTaskSchema.parse(JSON.parse(argument));
  const paths = pathsOf(directory);
  // Never makes anything: who removes a ledger must not find it there again.
  if (!existsSync(paths.ledger)) return;
  const lock = lockLedger(paths);
  if (lock === undefined) return;
  const inode = statSync(paths.lock).ino;
  const owner = await becomeOwner(lock, { paths, rehearsal }, { keeper: true });
  // The first time takes ten times as long as later ones.
  await owner.call('siso_status', {});
  while (!owner.lost && owner.idleMs < lingerMs) {
    await delay(LOOK_MS);
    // Closing would write into a folder that somebody has removed.
    if (statSync(paths.lock, { throwIfNoEntry: false })?.ino !== inode) return;
  }
  await owner.close();
}

compileForService();
await keep(process.argv[2] ?? '').catch(() => {});
process.exit();
