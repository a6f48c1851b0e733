import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  BOT_IDENTITY,
  type Identity,
  type PushOptions,
  type PushOutcome,
  pushResult,
} from '../../../src/workspace/index.ts';
import { type GitServer, startGitServer } from '../../support/github/git-server.ts';
import { aFolder, aRepository, aWorkspace, git, write } from './support.ts';

/** `owner/name` on a server, and a checkout of its last commit as actions/checkout leaves it: shallow and detached. */
export interface Published {
  server: GitServer;
  url: string;
  /** The bare repository. */
  bare: string;
  checkout: string;
  gitDirectory: string;
  base: string;
  /** Makes a commit of `files` on the server's main. */
  moveOn(files: Record<string, string>): void;
}

export async function aPublished(files: Record<string, string | Buffer> = { 'a.txt': 'one\n' }): Promise<Published> {
  const server = await startGitServer();
  onTestFinished(() => server.stop());
  const root = aRepository(files);
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
  const bare = await server.createRepository('owner/name', root);
  const checkout = join(aFolder(), 'name');
  git(root, 'clone', '--quiet', '--depth=1', `file://${bare}`, checkout);
  git(checkout, 'checkout', '--quiet', '--detach');
  return {
    server,
    url: `${server.url}/owner/name`,
    bare,
    checkout,
    gitDirectory: join(checkout, '.git'),
    base: git(checkout, 'rev-parse', 'HEAD').trim(),
    moveOn(more) {
      write(root, more);
      git(root, 'add', '--all');
      git(root, 'commit', '--quiet', '--message', 'Move on');
      git(root, 'push', '--quiet', bare, 'main');
    },
  };
}

/** The commit in the checkout of a task that wrote `files`. */
export async function aResult(
  { checkout }: Published,
  files: Record<string, string | Buffer> = { 'a.txt': 'two\n' },
  identity: Identity = BOT_IDENTITY,
): Promise<{ commit: string; patch: string }> {
  const workspace = await aWorkspace(checkout, 'T-1');
  write(workspace.path, files);
  const { patch } = await workspace.collect();
  const kept = await workspace.keep('Change a', { identity });
  if (kept === undefined) throw new Error('nothing was changed');
  return { commit: kept.commit, patch };
}

/** Pushes with the token that may write, as the task T-1, unless told otherwise. */
export function push(at: Published, options: Partial<PushOptions> & { commit: string }): Promise<PushOutcome> {
  const { gitDirectory, url: remoteUrl, server } = at;
  const usual = { gitDirectory, remoteUrl, token: server.tokens.write, taskId: 'T-1', branch: 'siso/task-T-1' };
  return pushResult({ ...usual, ...options });
}

/** Branches of the server with their commits. */
export function branches(bare: string): Record<string, string> {
  const lines = git(bare, 'for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads')
    .trim()
    .split('\n');
  return Object.fromEntries(lines.map((line) => line.split(' ')));
}

/** Every regular file below `folder`. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** The paths among `files` that hold any of `secrets`. */
export function filesWith(secrets: string[], files: string[]): string[] {
  return files.filter((file) => {
    const content = readFileSync(file);
    return secrets.some((secret) => content.includes(secret));
  });
}

interface RawEntry {
  mode: string;
  id: string;
  name: string;
}

/** A commit on `parent` of a tree with entries that git itself would not make. */
export function rawCommit(root: string, { parent, entries }: { parent: string; entries: RawEntry[] }): string {
  const sorted = entries.toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
  const records = sorted.flatMap(({ mode, id, name }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
  const hash = ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'];
  const tree = execFileSync('git', hash, { cwd: root, input: Buffer.concat(records), encoding: 'utf8' }).trim();
  return git(root, 'commit-tree', tree, '-p', parent, '-m', 'Raw').trim();
}

export function aBlob(root: string, content: string): string {
  return execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: root, input: content, encoding: 'utf8' }).trim();
}
