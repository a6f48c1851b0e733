import { access, constants, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';

/** Where the parts of an embedded ledger lie inside its data directory. */
export interface LedgerPaths {
  directory: string;
  /** Postgres data. */
  ledger: string;
  /** A ledger in the making; whatever is found here was never used. */
  staging: string;
  lock: string;
  socket: string;
  /** Names the socket when `socket` is too long a path for one. */
  socketPointer: string;
}

/** Creates the data directory (0700, ignored by git) where it is missing. Throws `store_unavailable` when it is not usable. */
export async function prepareDirectory(directory: string): Promise<LedgerPaths> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    // Only a directory that is ours: in somebody's own folder the file would hide their work from git.
    if ((await readdir(directory)).length === 0) await writeFile(join(directory, '.gitignore'), '*\n');
    return pathsOf(await realpath(directory));
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AutomationError('store_unavailable', `The data directory ${directory} cannot be used: ${detail}`, {
      hint: 'Make it a directory that this user may write to, or choose another data directory.',
      cause,
    });
  }
}

/** `directory` must be its real path: others compare it. */
export function pathsOf(directory: string): LedgerPaths {
  return {
    directory,
    ledger: join(directory, 'ledger'),
    staging: join(directory, 'ledger.new'),
    lock: join(directory, 'owner.lock'),
    socket: join(directory, 'ledger.sock'),
    socketPointer: join(directory, 'ledger.sock.path'),
  };
}
