import { DatabaseSync } from 'node:sqlite';

/** A kernel lock on a file, held until released or until the process is gone, however it ends. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the exclusive lock of `path`, or answers `undefined` when another process holds it.
 * Node has no flock, and lock files with a process id or a time stamp go stale; SQLite brings the
 * kernel's own file lock on every platform.
 */
export function tryLock(path: string): FileLock | undefined {
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
