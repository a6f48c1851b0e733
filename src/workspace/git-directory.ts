import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Git, privateGit } from './git.ts';
import type { SourceRepository } from './repository.ts';

/**
 * What is in a file counts, whatever `.gitattributes` says: no filter, line-ending or encoding conversion between
 * tree and repository, no private idea of what a difference is. It holds on the way out and back, so both agree.
 */
const RAW_BYTES = '* -text -ident -filter -working-tree-encoding !diff\n';

/**
 * Makes a git directory that borrows the user's objects and shares nothing else with the user's repository: no
 * refs, configuration or hooks, which a worktree shares and a task with git or npm could change.
 */
export async function makeGitDirectory(
  gitDirectory: string,
  { source, workTree }: { source: SourceRepository; workTree: string },
): Promise<Git> {
  await mkdir(workTree, { recursive: true });
  const git = privateGit(gitDirectory, workTree);
  await git.run(['init', '--quiet', '--template=', `--object-format=${source.objectFormat}`]);
  await mkdir(join(gitDirectory, 'info'), { recursive: true });
  await writeFile(join(gitDirectory, 'objects', 'info', 'alternates'), `${source.objects}\n`);
  await writeFile(join(gitDirectory, 'info', 'attributes'), RAW_BYTES);
  await writeFile(join(gitDirectory, 'info', 'exclude'), source.ignoreRules);
  if (source.shallow !== '') await writeFile(join(gitDirectory, 'shallow'), source.shallow);
  return git;
}
