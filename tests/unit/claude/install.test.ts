import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkIntegrity } from '../../../src/claude/download.ts';
import { installClaude, installFolder, verifyClaude } from '../../../src/claude/install.ts';
import { locateClaude } from '../../../src/claude/locate.ts';
import { CLAUDE_VERSION, claudeRelease } from '../../../src/claude/releases.ts';
import { rehash, stampedBinary, writeStamp } from '../../../src/claude/stamp.ts';
import { CACHE_DIR, claudeBinary } from '../../support/claude.ts';

let root: string;
/** A release whose binary has no known hash, as on most platforms. */
const { sha256: _, ...UNKNOWN_HASH } = claudeRelease();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'siso-install-'));
  await claudeBinary();
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function folderWith(content: string): Promise<{ folder: string; binary: string }> {
  const folder = await mkdtemp(join(root, 'install-'));
  const binary = join(folder, UNKNOWN_HASH.binaryName);
  await writeFile(binary, content, { mode: 0o755 });
  return { folder, binary };
}

describe('the pinned install', () => {
  test('is found again without a download, is intact, and is where a run looks for it', async () => {
    const installed = await installClaude({ cacheDir: CACHE_DIR });
    expect(installed).toEqual({ path: await claudeBinary(), source: 'cache' });
    const sha256 = claudeRelease().sha256;
    if (sha256 !== undefined) expect(await verifyClaude({ cacheDir: CACHE_DIR })).toBe(sha256);
    expect(await locateClaude({ cacheDir: CACHE_DIR, searchPath: '' })).toBe(installed.path);
  });

  test('has one tarball hash for every platform the CLI is published for', () => {
    for (const platform of ['darwin-arm64', 'darwin-x64', 'linux-arm64-musl', 'linux-x64', 'win32-x64']) {
      expect(claudeRelease(platform).integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
    }
    expect(() => claudeRelease('plan9-mips')).toThrow(expect.objectContaining({ code: 'cli_missing' }));
  });

  test('a tarball other than the pinned one is cli_integrity', async () => {
    const { binary } = await folderWith('not the tarball');
    await expect(checkIntegrity(binary, claudeRelease())).rejects.toMatchObject({ code: 'cli_integrity' });
  });

  test('nothing is installed in an empty cache', async () => {
    await expect(verifyClaude({ cacheDir: root })).rejects.toMatchObject({ code: 'cli_missing' });
    await expect(locateClaude({ cacheDir: root, searchPath: '' })).rejects.toMatchObject({ code: 'cli_missing' });
  });
});

describe('the stamp', () => {
  test('knows the binary it was made for', async () => {
    const { folder, binary } = await folderWith('binary');
    expect(await stampedBinary(folder, UNKNOWN_HASH)).toBeUndefined();
    await writeStamp(folder, UNKNOWN_HASH);
    expect(await stampedBinary(folder, UNKNOWN_HASH)).toBe(binary);
    expect(await rehash(folder, UNKNOWN_HASH)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.runIf(claudeRelease().sha256)('is not given to a binary with another hash than the known one', async () => {
    const { folder } = await folderWith('binary');
    await expect(writeStamp(folder, claudeRelease())).rejects.toMatchObject({ code: 'cli_integrity' });
  });

  test('a binary that grew, a stamp of another version and a broken stamp are cli_integrity', async () => {
    const { folder, binary } = await folderWith('binary');
    await writeStamp(folder, UNKNOWN_HASH);
    const stamp = join(folder, 'stamp.json');
    const text = await readFile(stamp, 'utf8');
    for (const damaged of [text.replace(CLAUDE_VERSION, '1.0.0'), text.slice(0, 20)]) {
      await writeFile(stamp, damaged);
      await expect(stampedBinary(folder, UNKNOWN_HASH)).rejects.toMatchObject({ code: 'cli_integrity' });
    }
    await writeFile(stamp, text);
    await appendFile(binary, 'x');
    await expect(stampedBinary(folder, UNKNOWN_HASH)).rejects.toMatchObject({ code: 'cli_integrity' });
  });

  test('a swap of the same size and time escapes the cheap look, not the full one', async () => {
    const { folder, binary } = await folderWith('binary');
    const { atime, mtime } = await stat(binary);
    await utimes(binary, atime, mtime);
    await writeStamp(folder, UNKNOWN_HASH);
    await writeFile(binary, 'BINARY');
    await utimes(binary, atime, mtime);
    expect(await stampedBinary(folder, UNKNOWN_HASH)).toBe(binary);
    await expect(rehash(folder, UNKNOWN_HASH)).rejects.toMatchObject({ code: 'cli_integrity' });
  });
});

describe('where a Claude Code is looked for', () => {
  const sayVersion = (version: string) => folderWith(`#!/bin/sh\necho '${version} (Claude Code)'\n`);

  test('the explicit path wins, and must be of the pinned version', async () => {
    const { binary: right } = await sayVersion(CLAUDE_VERSION);
    const { binary: wrong } = await sayVersion('2.0.0');
    expect(await locateClaude({ cacheDir: CACHE_DIR, claudePath: right })).toBe(right);
    await expect(locateClaude({ cacheDir: CACHE_DIR, claudePath: wrong })).rejects.toMatchObject({
      code: 'cli_version',
      message: `${wrong} is Claude Code 2.0.0; this release works with ${CLAUDE_VERSION}`,
      hint: expect.stringMatching(/siso setup.*--claude-path/),
    });
    await expect(locateClaude({ cacheDir: CACHE_DIR, claudePath: join(root, 'absent') })).rejects.toMatchObject({
      code: 'cli_missing',
    });
  });

  test('PATH is asked last, its relative folders never', async () => {
    const { folder: right, binary } = await sayVersion(CLAUDE_VERSION);
    const { folder: wrong } = await sayVersion('2.0.0');
    expect(await locateClaude({ cacheDir: root, searchPath: ['.', 'bin', root, right].join(delimiter) })).toBe(binary);
    await expect(locateClaude({ cacheDir: root, searchPath: wrong })).rejects.toMatchObject({
      code: 'cli_missing',
      message: expect.stringContaining(`${join(wrong, UNKNOWN_HASH.binaryName)} is 2.0.0`),
    });
  });

  test('an altered install is said, not passed over for another', async () => {
    const cacheDir = await mkdtemp(join(root, 'cache-'));
    const folder = installFolder(cacheDir);
    await mkdir(folder, { recursive: true });
    await copyFile(join(dirname(await claudeBinary()), 'stamp.json'), join(folder, 'stamp.json'));
    await writeFile(join(folder, claudeRelease().binaryName), 'altered');
    await expect(locateClaude({ cacheDir })).rejects.toMatchObject({ code: 'cli_integrity' });
  });
});
