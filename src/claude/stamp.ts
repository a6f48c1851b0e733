import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { CLAUDE_VERSION, type ClaudeRelease } from './releases.ts';

/** What an installed binary looked like when it was checked in full. */
const stampSchema = z.object({
  version: z.string(),
  platform: z.string(),
  sha256: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
});
type Stamp = z.infer<typeof stampSchema>;

/** Hashes the binary in `folder` and notes its look. Throws `cli_integrity` when the release knows another hash. */
export async function writeStamp(folder: string, release: ClaudeRelease): Promise<void> {
  const binary = join(folder, release.binaryName);
  const sha256 = await fileSha256(binary);
  if (release.sha256 !== undefined && release.sha256 !== sha256) throw altered(binary);
  const { size, mtimeMs } = await stat(binary);
  const stamp: Stamp = { version: CLAUDE_VERSION, platform: release.platform, sha256, size, mtimeMs };
  await writeFile(join(folder, 'stamp.json'), JSON.stringify(stamp));
}

/**
 * Path of the binary in `folder`, by a cheap look at size and time, or `undefined` when none is installed there.
 * Throws `cli_integrity` when it is not what was installed.
 */
export async function stampedBinary(folder: string, release: ClaudeRelease): Promise<string | undefined> {
  const stamp = await readStamp(folder, release);
  if (!stamp) return undefined;
  const binary = join(folder, release.binaryName);
  const look = await stat(binary).catch(() => undefined);
  if (look?.size !== stamp.size || look.mtimeMs !== stamp.mtimeMs) throw altered(binary);
  return binary;
}

/** Hashes the binary in full: `cli_integrity` unless it is the one that was installed. Answers its SHA-256. */
export async function rehash(folder: string, release: ClaudeRelease): Promise<string> {
  const binary = await stampedBinary(folder, release);
  const stamp = await readStamp(folder, release);
  if (!binary || !stamp)
    throw new AutomationError('cli_missing', 'Claude Code is not installed', { hint: 'Run `siso setup`.' });
  const sha256 = await fileSha256(binary);
  if (sha256 !== (release.sha256 ?? stamp.sha256)) throw altered(binary);
  return sha256;
}

async function readStamp(folder: string, release: ClaudeRelease): Promise<Stamp | undefined> {
  const text = await readFile(join(folder, 'stamp.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const stamp = stampSchema.safeParse(parseJson(text)).data;
  const usable = stamp?.version === CLAUDE_VERSION && stamp.platform === release.platform;
  if (!usable) throw altered(join(folder, 'stamp.json'));
  return stamp;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function fileSha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

function altered(path: string): AutomationError {
  return new AutomationError('cli_integrity', `Claude Code is not what was installed: ${path} differs`, {
    hint: 'Run `siso setup`, which installs it anew, and find out who changed it.',
  });
}
