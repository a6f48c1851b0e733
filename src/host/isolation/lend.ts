import { chmod, constants, copyFile, link, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Neither group nor others may write, everybody may read. */
function isSafeToShare(mode: number): boolean {
  return (mode & 0o022) === 0 && (mode & 0o444) === 0o444;
}

/**
 * Puts a file or folder of ours at `to`, where the agent reads it as one of the others: by hard link, or as a copy where
 * a link would let the agent in at the original or lies on another disk. Links and special files are left out.
 */
export async function lendInto(from: string, to: string): Promise<void> {
  const look = await lstat(from);
  if (look.isDirectory()) {
    await mkdir(to);
    await chmod(to, 0o755);
    // One after the other: a store of objects has some hundred folders and more files than can be open at once.
    for (const name of await readdir(from)) await lendInto(join(from, name), join(to, name));
  } else if (look.isFile()) {
    await lendFile(from, { to, mode: look.mode });
  }
}

async function lendFile(from: string, { to, mode }: { to: string; mode: number }): Promise<void> {
  const linked = isSafeToShare(mode) && (await link(from, to).then(always, never));
  if (linked) return;
  await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await chmod(to, mode & 0o100 ? 0o555 : 0o444);
}

function always(): true {
  return true;
}

function never(): false {
  return false;
}
