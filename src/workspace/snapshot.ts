import { writeFile } from 'node:fs/promises';
import { AutomationError } from '../domain/errors.ts';
import { ABSENT, type Change, COMPARE, type Comparison, compareIndex, type Entry, LINK, SUBMODULE } from './compare.ts';
import { type Git, readable, records } from './git.ts';
import { type Baseline, makeGitDirectory } from './git-directory.ts';
import { staysInside } from './links.ts';
import type { SourceRepository } from './repository.ts';

/** GitHub refuses larger files, and a patch holds them in memory. */
const LARGEST_FILE_BYTES = 100 * 1024 ** 2;

/** The agent's files as a git tree object, in a git directory the agent never saw. */
export interface Snapshot {
  git: Git;
  gitDirectory: string;
  /** `undefined` when nothing changed. */
  tree: string | undefined;
  comparison: Comparison;
  /** Path of the patch file. */
  patch: string;
  /** One sentence for each thing left out. */
  warnings: string[];
}

interface Work {
  source: SourceRepository;
  baseline: Baseline;
  /** The agent's files. */
  tree: string;
  gitDirectory: string;
  patch: string;
  /** Paths copied from the user's tree, which are no changes whatever becomes of `.gitignore`. */
  broughtAlong: string[];
}

/** Reads the agent's files into git objects. Nothing of the agent's `.git` is read and nothing the agent wrote is run. */
export async function takeSnapshot(work: Work): Promise<Snapshot> {
  const { source, baseline, gitDirectory, patch } = work;
  const git = await makeGitDirectory(gitDirectory, { source, baseline, workTree: work.tree });
  const submodules = source.submodules.map((submodule) => ({ ...submodule, mode: SUBMODULE }));
  // Out of the index while adding: for a submodule, git starts another git with the agent's configuration in it.
  await updateIndex(
    git,
    submodules.map((entry) => ({ ...entry, mode: ABSENT })),
  );
  const { leftOut, warnings } = await findLeftOut(git, { work, submodules });
  warnings.push(...(await addAllBut(git, leftOut)));
  await updateIndex(git, submodules);
  const { comparison, withdrawn } = await compareSafely(git, source.baseCommit);
  warnings.push(...withdrawn);
  const tree = await writeResult(git, { comparison, base: source.baseCommit, patch });
  return { git, gitDirectory, tree, comparison, patch, warnings };
}

/** Writes the tree object and the patch. */
async function writeResult(
  git: Git,
  { comparison, base, patch }: { comparison: Comparison; base: string; patch: string },
): Promise<string | undefined> {
  if (comparison.changes.length === 0) {
    await writeFile(patch, '');
    return undefined;
  }
  const [tree] = await Promise.all([
    git.run(['write-tree']),
    git.run([...COMPARE, '--patch', '--binary', '--full-index', `--output=${patch}`, base]),
  ]);
  return tree.trim();
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

/** Compares with `base`, and takes back changes that could reach out of the tree or that no host would take. */
async function compareSafely(git: Git, base: string): Promise<{ comparison: Comparison; withdrawn: string[] }> {
  const comparison = await compareIndex(git, base);
  const present = comparison.changes.filter(({ now }) => now.mode !== ABSENT && now.mode !== SUBMODULE);
  const links = present.filter(({ now }) => now.mode === LINK);
  const [sizes, targets] = await Promise.all([sizesOf(git, present.map(nowOf)), targetsOf(git, links.map(nowOf))]);
  const reasons = new Map<string, string>();
  present.forEach(({ now }, at) => {
    if ((sizes[at] ?? 0) > LARGEST_FILE_BYTES) reasons.set(now.path, 'is larger than 100 MiB');
  });
  links.forEach(({ now }, at) => {
    if (!staysInside(now.path, targets[at] ?? '/')) reasons.set(now.path, 'is a link that leads out of the project');
  });
  if (reasons.size === 0) return { comparison, withdrawn: [] };
  const unsafe = comparison.changes.filter(({ now }) => reasons.has(now.path));
  await updateIndex(git, unsafe.map(withoutIt));
  const withdrawn = [...reasons].map(([path, reason]) => `Left out: ${readable(path)} ${reason}.`);
  return { comparison: await compareIndex(git, base), withdrawn };
}

function nowOf({ now }: Change): Entry {
  return now;
}

/** What was at the path of a change before; nothing was where a file was renamed to. */
function withoutIt({ letter, before, now }: Change): Entry {
  return letter === 'R' ? { ...now, mode: ABSENT } : before;
}

async function sizesOf(git: Git, entries: Entry[]): Promise<number[]> {
  if (entries.length === 0) return [];
  const output = await git.run(['cat-file', '--batch-check=%(objectsize)'], idLines(entries));
  return output.split('\n').map(Number);
}

/** The target of each link, as bytes; git answers its size, its content and a line end for each. */
export async function targetsOf(git: Git, links: Entry[]): Promise<string[]> {
  if (links.length === 0) return [];
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

function idLines(entries: Entry[]): string {
  return entries.map(({ id }) => `${id}\n`).join('');
}
