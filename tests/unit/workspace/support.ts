import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openWorkspace, type Workspace } from '../../../src/workspace/index.ts';

const IDENTITY = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@a', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@a' };
const ENVIRONMENT = { ...process.env, ...IDENTITY, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

/** A temporary folder that goes when the test ends. */
export function aFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-workspace-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env: ENVIRONMENT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Writes files by relative path and content; folders are made. */
export function write(root: string, files: Record<string, string | Buffer>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** An executable that, when anything runs it, leaves the file `proof` behind. */
export function writeTrap(path: string, proof: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\ntouch '${proof}'\ncat\n`);
  chmodSync(path, 0o755);
}

/** A repository named `project` with one commit of `files`. */
export function aRepository(files: Record<string, string | Buffer> = { 'a.txt': 'one\n' }): string {
  const root = join(aFolder(), 'project');
  mkdirSync(root);
  git(root, 'init', '--quiet', '--initial-branch=main');
  write(root, files);
  git(root, 'add', '--all', '--force');
  git(root, 'commit', '--quiet', '--message', 'Start');
  return root;
}

export async function aWorkspace(repository: string, taskId = 'T-1'): Promise<Workspace> {
  const workspace = await openWorkspace({ repository, directory: join(aFolder(), 'work'), taskId });
  onTestFinished(() => workspace.dispose());
  return workspace;
}

const NOBODY = 65_534;

/** Does `work` with the rights of an ordinary user: file modes do not stop root. Clean-up afterwards has our own rights again. */
export async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const { HOME } = process.env;
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) {
    process.env.HOME = '/nonexistent';
    process.setegid?.(NOBODY);
    process.seteuid?.(NOBODY);
  }
  try {
    await work();
  } finally {
    if (isRoot) {
      process.seteuid?.(0);
      process.setegid?.(0);
      process.env.HOME = HOME;
    }
  }
}
