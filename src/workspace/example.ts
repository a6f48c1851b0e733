import { cp, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AutomationError } from '../domain/errors.ts';
import { packageFile } from '../host/package.ts';
import { privateGit } from './git.ts';

const EXAMPLE = packageFile('examples', 'buggy-calculator');

/** Copies the example project into `target` (absent or empty) as a git repository with one commit. Throws `workspace_invalid`. */
export async function copyExample(target: string): Promise<void> {
  const folder = resolve(target);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new AutomationError('workspace_invalid', `${folder} is not empty.`, { hint: 'Name a folder that is new.' });
  }
  await cp(EXAMPLE, folder, { recursive: true });
  const git = privateGit(join(folder, '.git'), folder);
  const identity = ['-c', 'user.name=SISO Automation', '-c', 'user.email=siso-automation@localhost'];
  await git.run(['init', '--quiet', '--template=', '--initial-branch=main']);
  await git.run(['add', '--all']);
  await git.run([...identity, 'commit', '--quiet', '--message', 'A calculator with one bug']);
}
