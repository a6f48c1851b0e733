import { chmod, constants, copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type DownloadNetwork, downloadRelease } from './download.ts';
import { CLAUDE_VERSION, type ClaudeRelease, claudeRelease } from './releases.ts';
import { rehash, stampedBinary, writeStamp } from './stamp.ts';

export interface InstalledClaude {
  path: string;
  /** Where it came from: it was there, it was taken from node_modules, it was downloaded. */
  source: 'cache' | 'node_modules' | 'npm';
}

interface InstallOptions {
  cacheDir: string;
  /** The way to npm's registry, over what the environment says of it. */
  network?: DownloadNetwork | undefined;
}

/** Folder of the pinned version below a cache folder. */
export function installFolder(cacheDir: string): string {
  return join(cacheDir, 'claude-code', CLAUDE_VERSION);
}

/**
 * Makes sure the pinned Claude Code is in `<cacheDir>/claude-code/<version>/`. A damaged install is replaced; two
 * installers at once are fine. Throws `cli_missing` (no npm, no network) or `cli_integrity` (not the pinned tarball).
 */
export async function installClaude({ cacheDir, network = {} }: InstallOptions): Promise<InstalledClaude> {
  const release = claudeRelease();
  const folder = installFolder(cacheDir);
  const present = (await stampedBinary(folder, release).catch(() => undefined)) ?? (await stampedAnew(folder, release));
  if (present !== undefined) return { path: present, source: 'cache' };
  await mkdir(dirname(folder), { recursive: true });
  const staging = await mkdtemp(join(dirname(folder), '.new-'));
  try {
    const source = await fill(staging, release, network);
    // Readable by the user that agents run as.
    await chmod(staging, 0o755);
    await moveIn(staging, folder, release);
    return { path: join(folder, release.binaryName), source };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Out of a cache that kept the bytes and not the time of the file: known by its hash, it need not be fetched again. */
async function stampedAnew(folder: string, release: ClaudeRelease): Promise<string | undefined> {
  if (release.sha256 === undefined) return undefined;
  return writeStamp(folder, release).then(
    () => join(folder, release.binaryName),
    () => undefined,
  );
}

/** Hashes the installed binary in full and answers its SHA-256. Throws `cli_missing` or `cli_integrity`. */
export async function verifyClaude({ cacheDir }: { cacheDir: string }): Promise<string> {
  return rehash(installFolder(cacheDir), claudeRelease());
}

async function fill(
  staging: string,
  release: ClaudeRelease,
  network: DownloadNetwork,
): Promise<InstalledClaude['source']> {
  if (await copyFromModules(staging, release)) return 'node_modules';
  await downloadRelease(staging, { release, network });
  await writeStamp(staging, release);
  return 'npm';
}

/** Uses a copy that npm has put beside us already, provided that we know what it must look like. */
async function copyFromModules(staging: string, release: ClaudeRelease): Promise<boolean> {
  if (release.sha256 === undefined) return false;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${release.packageName}/package.json`);
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')));
    if (version !== CLAUDE_VERSION) return false;
    const binary = join(dirname(manifest), release.binaryName);
    await copyFile(binary, join(staging, release.binaryName), constants.COPYFILE_FICLONE);
    await writeStamp(staging, release);
    return true;
  } catch {
    // Not there, or not intact: the download is the way that always works.
    return false;
  }
}

/** Puts a finished folder in its place. Whoever comes second keeps what the first has put there, if it is sound. */
async function moveIn(staging: string, folder: string, release: ClaudeRelease): Promise<void> {
  const sound = await stampedBinary(folder, release).catch(() => undefined);
  if (sound !== undefined) return;
  // Moved away before it is removed, so that the place is never half empty.
  const damaged = `${staging}-damaged`;
  await rename(folder, damaged).catch(() => undefined);
  try {
    await rename(staging, folder);
  } catch (error) {
    if ((await stampedBinary(folder, release).catch(() => undefined)) === undefined) throw error;
  } finally {
    await rm(damaged, { recursive: true, force: true });
  }
}
