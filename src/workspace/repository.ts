import { readFile, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { type Git, type GitResult, readable, records, userGit } from './git.ts';

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
  submodules: Submodule[];
  warnings: string[];
  /** It has no working tree, and so nothing that git ignores. */
  bare?: true;
}

/** The commit of another repository at a path of this one; the path is bytes as latin1. */
interface Submodule {
  path: string;
  id: string;
}

/** Looks at the repository around `path` as it is at `commit` without changing anything. Throws `workspace_invalid`. */
export async function inspectRepository(path: string, commit = 'HEAD'): Promise<SourceRepository> {
  demandCommit(commit);
  const start = await realpath(path).catch((cause: unknown) => {
    throw new AutomationError('workspace_invalid', `There is no folder ${path}.`, { hint: 'Check the path.', cause });
  });
  const git = userGit(start);
  // Side by side, for each is a process; what the others say counts only if the first finds a repository.
  const [place, configured, status, tree] = await Promise.all([
    git.ask([...PLACE, `${commit}^{commit}`]),
    git.ask(['config', '--null', '--type=path', '--get-regexp', '^(remote\\.origin\\.url|core\\.excludesfile)$']),
    git.ask(['status', '--porcelain=v1', '-z', '--no-renames', '--ignore-submodules=all']),
    git.ask(['--no-replace-objects', 'ls-tree', '-r', '-z', '--full-tree', commit]),
  ]);
  const { root, shallow, exclude, ...known } = readPlace(place, { start, commit });
  const listing = requireListing(tree, root);
  const settings = settingsOf(configured.stdout);
  return {
    root,
    ...known,
    name: nameOfRemote(settings.get('remote.origin.url') ?? '') ?? basename(root),
    shallow: await textOf(shallow),
    ignoreRules: `${await textOf(settings.get('core.excludesfile') || globalIgnoreFile())}\n${await textOf(exclude)}\n`,
    submodules: submodulesIn(listing),
    warnings: [...uncommittedWarning(status.stdout), ...(await filterWarning(listing, userGit(root)))],
  };
}

/** One line of answer each, in this order; git stops at the first it cannot answer. */
const PLACE = [
  ...['rev-parse', '--path-format=absolute', '--is-inside-work-tree', '--show-object-format', '--git-dir'],
  ...['objects', 'shallow', 'info/exclude'].flatMap((path) => ['--git-path', path]),
  '--show-toplevel',
];

/** A name that git could take for something else is none. */
export function demandCommit(commit: string): void {
  if (commit === 'HEAD' || /^[\da-f]{7,64}$/i.test(commit)) return;
  throw new AutomationError('workspace_invalid', `${commit} is not the id of a commit.`, {
    hint: 'Name a commit by 7 to 64 hexadecimal digits.',
  });
}

function readPlace({ stdout, stderr }: GitResult, { start, commit }: { start: string; commit: string }) {
  const [
    inside,
    objectFormat = '',
    gitDirectory = '',
    objects = '',
    shallow = '',
    exclude = '',
    root,
    baseCommit = '',
  ] = readable(stdout).split('\n');
  if (inside !== 'true' || root === undefined) throw notAWorkingTree(start, { inside, stderr });
  if (/^[0-9a-f]{40,}$/.test(baseCommit))
    return { root, gitDirectory, objects, objectFormat, shallow, exclude, baseCommit };
  if (commit !== 'HEAD') throw noSuchCommit(root, commit);
  throw new AutomationError('workspace_invalid', `${root} has no commit yet, and a run starts from a commit.`, {
    hint: 'Commit first: git add -A && git commit -m "Start"',
  });
}

export function noSuchCommit(root: string, commit: string): AutomationError {
  return new AutomationError('workspace_invalid', `${root} has no commit ${commit}.`, {
    hint: 'Push it to where the worker fetches from, or fetch it.',
  });
}

function notAWorkingTree(path: string, { inside, stderr }: { inside: string | undefined; stderr: string }) {
  if (/dubious ownership/.test(stderr)) {
    return new AutomationError('workspace_invalid', `git does not trust ${path}: it belongs to another user.`, {
      hint: `Run \`git config --global --add safe.directory ${path}\` if you trust it.`,
    });
  }
  if (inside === 'false') {
    return new AutomationError('workspace_invalid', `${path} is a repository without a working tree.`, {
      hint: 'Start in a clone that has its files checked out.',
    });
  }
  return new AutomationError('workspace_invalid', `${path} is not in a git repository.`, {
    hint: 'Go to a project under git, or start one: git init && git add -A && git commit -m "Start"',
    cause: stderr,
  });
}

function requireListing({ exitCode, stdout, stderr }: GitResult, root: string): string {
  if (exitCode === 0) return stdout;
  throw new AutomationError('workspace_invalid', `The last commit of ${root} cannot be read.`, {
    hint: 'Check the repository with `git fsck`.',
    cause: readable(stderr),
  });
}

/** Names in lower case; of several values the last counts, as for git. */
function settingsOf(output: string): Map<string, string> {
  const lines = records(output).map((record) => readable(record).split('\n'));
  return new Map(lines.map(([name = '', ...value]) => [name, value.join('\n')]));
}

export function submodulesIn(listing: string): Submodule[] {
  const found = listing.matchAll(/(?<=^|\0)160000 commit (\S+)\t([^\0]+)/g);
  return [...found].map(([, id = '', path = '']) => ({ id, path }));
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

function globalIgnoreFile(): string {
  return join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'git', 'ignore');
}

function uncommittedWarning(status: string): string[] {
  const uncommitted = records(status).length;
  if (uncommitted === 0) return [];
  return [`${uncommitted} uncommitted changes are not part of the run; it starts from the last commit.`];
}

async function filterWarning(listing: string, git: Git): Promise<string[]> {
  if (!/[\t/]\.gitattributes\0/.test(listing)) return [];
  const asked = ['grep', '--quiet', '--fixed-strings', 'filter=', 'HEAD', '--', ':(glob)**/.gitattributes'];
  if ((await git.ask(asked)).exitCode !== 0) return [];
  return ['Files kept by a git filter, such as LFS, are seen as git stores them.'];
}

async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
