import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Git, privateGit } from './git.ts';
import type { SourceRepository } from './repository.ts';

/**
 * What is in a file counts, whatever `.gitattributes` says: no filter, line-ending or encoding conversion between
 * tree and repository, no private idea of what a difference is. It holds on the way out and back, so both agree.
 */
export const RAW_BYTES = '* -text -ident -filter -working-tree-encoding !diff\n';
const AGENT = '[user]\n\tname = SISO Automation\n\temail = siso-automation@localhost\n';

/** What git wrote before the agent could change it, to read the agent's files with later. */
export interface Baseline {
  /** Format of the repository and what the file system can do. */
  config: string;
  /** Every file of the base commit as it was checked out: only files touched since are read again. */
  index: Buffer;
  /** When the index was written, whole seconds: git reads files of that second again, so it must never be later. */
  indexTime: number;
}

/** Checks out the base commit into the new folder `workTree`, with a git directory of its own for the agent. */
export async function checkOut(source: SourceRepository, workTree: string): Promise<Baseline> {
  await mkdir(workTree, { recursive: true });
  const gitDirectory = join(workTree, '.git');
  const git = privateGit(gitDirectory, workTree);
  await git.run(['init', '--quiet', '--template=', `--object-format=${source.objectFormat}`]);
  const config = await readFile(join(gitDirectory, 'config'), 'utf8');
  await writeGitDirectory(gitDirectory, { source, config: `${config}${AGENT}` });
  // Not `checkout`, which reports success when a file could not be read.
  await git.run(['read-tree', '-u', '--reset', source.baseCommit]);
  const index = join(gitDirectory, 'index');
  return { config, index: await readFile(index), indexTime: Math.floor((await stat(index)).mtimeMs / 1000) };
}

/** Makes a git directory as it was at `checkOut`, to read the files of `workTree` with. Starts no process. */
export async function makeGitDirectory(
  gitDirectory: string,
  { source, workTree, baseline }: { source: SourceRepository; workTree: string; baseline: Baseline },
): Promise<Git> {
  await writeGitDirectory(gitDirectory, { source, config: baseline.config });
  const index = join(gitDirectory, 'index');
  await writeFile(index, baseline.index);
  await utimes(index, baseline.indexTime, baseline.indexTime);
  return privateGit(gitDirectory, workTree);
}

/**
 * A git directory that borrows the user's objects and shares nothing else with the user's repository: no refs,
 * configuration or hooks, which a worktree shares and a task with git or npm could change.
 */
async function writeGitDirectory(
  gitDirectory: string,
  { source, config }: { source: SourceRepository; config: string },
): Promise<void> {
  const folders = ['objects/info', 'refs', 'info'].map((name) => join(gitDirectory, name));
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  const files = {
    HEAD: `${source.baseCommit}\n`,
    config,
    'objects/info/alternates': `${source.objects}\n`,
    'info/attributes': RAW_BYTES,
    'info/exclude': source.ignoreRules,
    ...(source.shallow === '' ? {} : { shallow: source.shallow }),
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(gitDirectory, name), text)));
}
