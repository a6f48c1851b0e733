import { userGit } from './git.ts';

/** Whether git tracks `name` of `folder`, or anything below it. No repository tracks nothing. */
export async function isTracked(folder: string, name: string): Promise<boolean> {
  // Where the file system takes names in any case, another spelling is the same folder.
  const { stdout } = await userGit(folder).ask(['ls-files', '-z', '--', `:(icase)${name}`]);
  return stdout !== '';
}
