import { AutomationError } from '../domain/errors.ts';
import { type Git, readable, records } from './git.ts';
import { makeGitDirectory } from './git-directory.ts';
import { staysInside } from './links.ts';
import type { SourceRepository } from './repository.ts';

/** GitHub refuses larger files, and a patch holds them in memory. */
const LARGEST_FILE_BYTES = 100 * 1024 ** 2;
const LINK = '120000';
const SUBMODULE = '160000';
const ABSENT = '000000';

/** The agent's files as a git tree object, in a git directory the agent never saw. */
export interface Snapshot {
  git: Git;
  gitDirectory: string;
  tree: string;
  /** One sentence for each thing left out. */
  warnings: string[];
}

interface Work {
  source: SourceRepository;
  /** The agent's files. */
  tree: string;
  gitDirectory: string;
  /** Paths copied from the user's tree, which are no changes whatever becomes of `.gitignore`. */
  broughtAlong: string[];
}

interface Entry {
  path: string;
  mode: string;
  id: string;
}

/** Reads the agent's files into git objects. Nothing of the agent's `.git` is read and nothing the agent wrote is run. */
export async function takeSnapshot(work: Work): Promise<Snapshot> {
  const git = await makeGitDirectory(work.gitDirectory, { source: work.source, workTree: work.tree });
  await git.run(['read-tree', work.source.baseCommit]);
  // Out of the index while adding: for a submodule, git starts another git with the agent's configuration in it.
  const submodules = await submodulesOf(git);
  await updateIndex(
    git,
    submodules.map((entry) => ({ ...entry, mode: ABSENT })),
  );
  const { leftOut, warnings } = await findLeftOut(git, { work, submodules });
  warnings.push(...(await addAllBut(git, leftOut)));
  await updateIndex(git, submodules);
  warnings.push(...(await withdrawUnsafe(git, work.source.baseCommit)));
  return { git, gitDirectory: work.gitDirectory, tree: (await git.run(['write-tree'])).trim(), warnings };
}

async function submodulesOf(git: Git): Promise<Entry[]> {
  return records(await git.run(['ls-files', '-s', '-z'])).flatMap((record) => {
    const match = new RegExp(`^${SUBMODULE} (\\S+) 0\\t(.+)$`, 's').exec(record);
    return match ? [{ mode: SUBMODULE, id: match[1] ?? '', path: match[2] ?? '' }] : [];
  });
}

async function updateIndex(git: Git, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const lines = entries.map(({ mode, id, path }) => `${mode} ${id}\t${path}\0`);
  await git.run(['update-index', '-z', '--index-info'], lines.join(''));
}

/** New paths that are not the agent's to change: submodules, repositories in the repository, what was brought along. */
async function findLeftOut(
  git: Git,
  { work, submodules }: { work: Work; submodules: Entry[] },
): Promise<{ leftOut: string[]; warnings: string[] }> {
  const known = new Map<string, 'submodule' | 'brought'>([
    ...work.broughtAlong.map((path) => [Buffer.from(path).toString('latin1'), 'brought'] as const),
    ...submodules.map(({ path }) => [path, 'submodule'] as const),
  ]);
  const leftOut = new Set(submodules.map(({ path }) => path));
  const warnings = new Set<string>();
  for (const path of records(await git.run(['ls-files', '-z', '--others', '--exclude-standard']))) {
    const owner = ancestry(path).find((parent) => known.has(parent));
    if (owner !== undefined) {
      leftOut.add(owner);
      if (known.get(owner) === 'submodule') warnings.add(`Left out: changes in the submodule ${readable(owner)}.`);
    } else if (path.endsWith('/')) {
      leftOut.add(path.slice(0, -1));
      warnings.add(`Left out: ${readable(path)} is a git repository of its own.`);
    }
  }
  return { leftOut: [...leftOut], warnings: [...warnings] };
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function ancestry(path: string): string[] {
  const parts = path.replace(/\/$/, '').split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

async function addAllBut(git: Git, leftOut: string[]): Promise<string[]> {
  const pathspecs = [':(top)', ...leftOut.map((path) => `:(top,exclude,literal)${path}`)];
  const add = ['add', '--all', '--ignore-errors', '--pathspec-from-file=-', '--pathspec-file-nul'];
  const { exitCode, stderr } = await git.ask(add, pathspecs.join('\0'));
  if (exitCode > 1) {
    throw new AutomationError('workspace_invalid', `The changes could not be read: ${readable(stderr).trim()}`, {
      hint: 'Look at the file it names; what the task left behind is still in the workspace.',
    });
  }
  const errors = readable(stderr).matchAll(
    /^error: (?:unable to index file '(.*)'|(.*): can only add regular files.*)$/gm,
  );
  return [...errors].map(([, unreadable, special]) => `Left out: ${unreadable ?? special} could not be read.`);
}

/** Takes back changes that could reach out of the tree or that no host would take. */
async function withdrawUnsafe(git: Git, base: string): Promise<string[]> {
  const changes = await changedEntries(git, base);
  const added = changes.filter(({ now }) => now.mode !== ABSENT && now.mode !== SUBMODULE);
  const links = added.filter(({ now }) => now.mode === LINK);
  const [sizes, targets] = [await sizesOf(git, added), await targetsOf(git, links)];
  const reasons = new Map<string, string>();
  added.forEach(({ now }, at) => {
    if ((sizes[at] ?? 0) > LARGEST_FILE_BYTES) reasons.set(now.path, 'is larger than 100 MiB');
  });
  links.forEach(({ now }, at) => {
    if (!staysInside(now.path, targets[at] ?? '/')) reasons.set(now.path, 'is a link that leads out of the project');
  });
  const withdrawn = changes.filter(({ now }) => reasons.has(now.path));
  await updateIndex(
    git,
    withdrawn.map(({ before }) => before),
  );
  return [...reasons].map(([path, reason]) => `Left out: ${readable(path)} ${reason}.`);
}

interface Change {
  before: Entry;
  now: Entry;
}

async function changedEntries(git: Git, base: string): Promise<Change[]> {
  const raw = records(await git.run(['diff-index', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', base]));
  return raw.flatMap((record, at) => {
    const match = at % 2 === 0 ? /^:(\S+) (\S+) (\S+) (\S+) /.exec(record) : null;
    const [, oldMode = '', newMode = '', oldId = '', newId = ''] = match ?? [];
    const path = raw[at + 1] ?? '';
    return match ? [{ before: { path, mode: oldMode, id: oldId }, now: { path, mode: newMode, id: newId } }] : [];
  });
}

async function sizesOf(git: Git, changes: Change[]): Promise<number[]> {
  const output = await git.run(['cat-file', '--batch-check=%(objectsize)'], idLines(changes));
  return output.split('\n').map(Number);
}

/** The target of each link, as bytes; git answers its size, its content and a line end for each. */
async function targetsOf(git: Git, links: Change[]): Promise<string[]> {
  const output = await git.run(['cat-file', '--batch=%(objectsize)'], idLines(links));
  const targets: string[] = [];
  for (let at = 0; at < output.length; ) {
    const content = output.indexOf('\n', at) + 1;
    const end = content + Number(output.slice(at, content));
    targets.push(output.slice(content, end));
    at = end + 1;
  }
  return targets;
}

function idLines(changes: Change[]): string {
  return changes.map(({ now }) => `${now.id}\n`).join('');
}
