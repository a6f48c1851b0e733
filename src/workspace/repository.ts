import { readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { type Git, readable, records, userGit } from './git.ts';

/** What a run needs to know of the user's repository. Paths are absolute. */
export interface SourceRepository {
  /** Top level of the working tree. */
  root: string;
  gitDirectory: string;
  objects: string;
  objectFormat: string;
  baseCommit: string;
  /** `owner/name`, or the folder's name for a repository without a remote on a host. */
  name: string;
  /** Commits where history was cut off, as git keeps them; empty for a whole clone. */
  shallow: string;
  /** The user's own ignore rules, which no `.gitignore` of the project holds. */
  ignoreRules: string;
  warnings: string[];
}

/** Looks at the repository around `path` without changing anything. Throws `workspace_invalid`. */
export async function inspectRepository(path: string): Promise<SourceRepository> {
  const start = await realpath(path).catch((cause: unknown) => {
    throw new AutomationError('workspace_invalid', `There is no folder ${path}.`, { hint: 'Check the path.', cause });
  });
  await requireWorkingTree(start);
  const [root, gitDirectory, objects, shallow, exclude] = await pathsOf(userGit(start));
  const git = userGit(root);
  const ask = async (...args: string[]) => readable((await git.ask(args)).stdout).trim();
  const baseCommit = await requireCommit(root);
  return {
    root,
    gitDirectory,
    objects,
    objectFormat: await ask('rev-parse', '--show-object-format'),
    baseCommit,
    name: nameOfRemote(await ask('config', '--get', 'remote.origin.url')) ?? basename(root),
    shallow: await textOf(shallow),
    ignoreRules: `${await globalIgnoreRules(git)}\n${await textOf(exclude)}\n`,
    warnings: await warningsOf(git, baseCommit),
  };
}

async function pathsOf(
  git: Git,
): Promise<[root: string, gitDirectory: string, objects: string, shallow: string, exclude: string]> {
  const inGitDirectory = ['objects', 'shallow', 'info/exclude'].flatMap((path) => ['--git-path', path]);
  const asked = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--git-dir', ...inGitDirectory];
  const [root = '', gitDirectory = '', objects = '', shallow = '', exclude = ''] = readable(await git.run(asked)).split(
    '\n',
  );
  return [root, gitDirectory, objects, shallow, exclude];
}

async function requireWorkingTree(path: string): Promise<void> {
  const inside = await userGit(path).ask(['rev-parse', '--is-inside-work-tree']);
  if (inside.stdout.trim() === 'true') return;
  if (/dubious ownership/.test(inside.stderr)) {
    throw new AutomationError('workspace_invalid', `git does not trust ${path}: it belongs to another user.`, {
      hint: `Run \`git config --global --add safe.directory ${path}\` if you trust it.`,
    });
  }
  if (inside.exitCode === 0) {
    throw new AutomationError('workspace_invalid', `${path} is a repository without a working tree.`, {
      hint: 'Start in a clone that has its files checked out.',
    });
  }
  throw new AutomationError('workspace_invalid', `${path} is not in a git repository.`, {
    hint: 'Go to a project under git, or start one: git init && git add -A && git commit -m "Start"',
    cause: inside.stderr,
  });
}

async function requireCommit(root: string): Promise<string> {
  const head = await userGit(root).ask(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.exitCode === 0) return head.stdout.trim();
  throw new AutomationError('workspace_invalid', `${root} has no commit yet, and a run starts from a commit.`, {
    hint: 'Commit first: git add -A && git commit -m "Start"',
  });
}

/** `owner/name` of a URL on a host, without whatever credentials it carries; a path on this machine has none. */
export function nameOfRemote(url: string): string | undefined {
  const path = /^(?:(?:https?|ssh|git):\/\/[^/]+\/|[^/:]+@[^/:]+:)(.+)$/.exec(url)?.[1];
  const parts =
    path
      ?.replace(/\/+$/, '')
      .replace(/\.git$/, '')
      .split('/')
      .filter(Boolean) ?? [];
  return parts.length >= 2 ? parts.slice(-2).join('/') : undefined;
}

async function globalIgnoreRules(git: Git): Promise<string> {
  const configured = await git.ask(['config', '--type=path', '--get', 'core.excludesFile']);
  const file = readable(configured.stdout).trim();
  return textOf(file || join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'git', 'ignore'));
}

async function warningsOf(git: Git, baseCommit: string): Promise<string[]> {
  const status = await git.ask(['status', '--porcelain=v1', '-z', '--no-renames', '--ignore-submodules=all']);
  const uncommitted = records(status.stdout).length;
  const attributes = ['grep', '--quiet', '--fixed-strings', 'filter=', baseCommit, '--', ':(glob)**/.gitattributes'];
  const filtered = (await git.ask(attributes)).exitCode === 0;
  const warnings: string[] = [];
  if (uncommitted > 0)
    warnings.push(`${uncommitted} uncommitted changes are not part of the run; it starts from the last commit.`);
  if (filtered) warnings.push('Files kept by a git filter, such as LFS, are seen as git stores them.');
  return warnings;
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
