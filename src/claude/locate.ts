import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { execa } from 'execa';
import { AutomationError } from '../domain/errors.ts';
import { installFolder } from './install.ts';
import { CLAUDE_VERSION, claudeRelease } from './releases.ts';
import { stampedBinary } from './stamp.ts';

export interface ClaudeLocation {
  cacheDir: string;
  /** Explicit path; nothing else is looked at then. */
  claudePath?: string | undefined;
  /** Folders of `PATH`. */
  searchPath?: string | undefined;
}

/**
 * Path of a Claude Code of the pinned version: the explicit one, else the pinned install, else one on `PATH`.
 * Throws `cli_version` when the explicit one is another version, `cli_integrity` when the install was altered, and
 * `cli_missing` when there is none, so that it can be installed.
 */
export async function locateClaude({
  cacheDir,
  claudePath,
  searchPath = process.env.PATH,
}: ClaudeLocation): Promise<string> {
  if (claudePath !== undefined) return explicit(claudePath);
  const installed = await stampedBinary(installFolder(cacheDir), claudeRelease());
  if (installed !== undefined) return installed;
  const found = await findExecutable(searchPath ?? '');
  const version = found && (await claudeVersion(found));
  if (found !== undefined && version === CLAUDE_VERSION) return found;
  const other = found === undefined ? '' : ` (${found} is ${version ?? 'another program'})`;
  throw new AutomationError('cli_missing', `Claude Code ${CLAUDE_VERSION} is not installed${other}`, { hint: WAYS_ON });
}

const WAYS_ON = `Run \`siso setup\` to install it, or give a Claude Code ${CLAUDE_VERSION} with --claude-path.`;

async function explicit(path: string): Promise<string> {
  const version = await claudeVersion(path);
  if (version === CLAUDE_VERSION) return path;
  const runs = await isExecutable(path);
  if (!runs) throw new AutomationError('cli_missing', `${path} is not an executable file`, { hint: WAYS_ON });
  const is = version === undefined ? 'is not a Claude Code that tells its version' : `is Claude Code ${version}`;
  throw new AutomationError('cli_version', `${path} ${is}; this release works with ${CLAUDE_VERSION}`, {
    hint: WAYS_ON,
  });
}

async function claudeVersion(path: string): Promise<string | undefined> {
  const env = { PATH: process.env.PATH ?? '' };
  const ended = await execa(path, ['--version'], {
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 20_000,
  });
  return /^(\d+\.\d+\.\d+\S*)/.exec(ended.stdout ?? '')?.[1];
}

async function findExecutable(searchPath: string): Promise<string | undefined> {
  const { binaryName } = claudeRelease();
  // Relative entries would mean the checkout, which is not ours to trust.
  for (const folder of searchPath.split(delimiter).filter(isAbsolute)) {
    const path = join(folder, binaryName);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
