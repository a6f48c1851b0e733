import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LedgerPaths } from './folder.ts';

/** Kernels cut a socket's path at 104 to 108 bytes. */
const LONGEST_PATH_BYTES = 100;

/** Where the owner is to listen. For a long directory a private folder elsewhere, named in a pointer file. */
export async function chooseSocketPath({ socket, socketPointer }: LedgerPaths): Promise<string> {
  const previous = await pointedPath(socketPointer);
  if (Buffer.byteLength(socket) <= LONGEST_PATH_BYTES) {
    await rm(socketPointer, { force: true });
    return socket;
  }
  if (previous !== undefined && (await isPrivate(dirname(previous)))) return previous;
  const path = join(await mkdtemp(join(tmpdir(), 'siso-')), 'ledger.sock');
  await writeFile(socketPointer, path, { mode: 0o600 });
  return path;
}

/** Removes the private folder of an owner that leaves, if it had one. */
export async function leaveSocketPath({ socketPointer }: LedgerPaths): Promise<void> {
  const path = await pointedPath(socketPointer);
  if (path === undefined) return;
  await rm(socketPointer, { force: true });
  await rm(dirname(path), { recursive: true, force: true });
}

/** Where clients find the owner, if there is one. */
export async function findSocketPath({ socket, socketPointer }: LedgerPaths): Promise<string> {
  return (await pointedPath(socketPointer)) ?? socket;
}

async function pointedPath(pointer: string): Promise<string | undefined> {
  const text = await readFile(pointer, 'utf8').catch(() => '');
  return text === '' ? undefined : text;
}

async function isPrivate(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  return found?.isDirectory() === true && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
}
