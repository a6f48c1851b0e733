import { type Identity, TASK_TRAILER, writtenIdentity } from '../commit.ts';
import { readable } from '../git.ts';
import type { Borrowed } from './borrowed.ts';
import type { Answer, Remote } from './remote.ts';

export interface Wanted {
  branch: string;
  taskId: string;
  identity: Identity;
  /** The commit that we pushed last time. */
  expected?: string | undefined;
}

/** The branch to push to. */
export interface Target {
  branch: string;
  /** The commit it has; empty for a branch to be made. */
  tip: string;
}

/** Branches of a remote by name, with their commits. */
export type Tips = ReadonlyMap<string, string>;

/** Answers `branch` and its numbered successors as the remote has them now. */
export async function listTips(
  remote: Remote,
  branch: string,
): Promise<{ tips: Tips } | Extract<Answer, { done: false }>> {
  const patterns = [`refs/heads/${branch}`, `refs/heads/${branch}-*`];
  const answer = await remote.ask(['ls-remote', '--quiet', '--heads', remote.url, ...patterns]);
  if (!answer.done) return answer;
  const lines = answer.output.matchAll(/^([\da-f]+)\trefs\/heads\/(.+)$/gm);
  return { tips: new Map([...lines].map(([, tip = '', name = '']) => [name, tip])) };
}

/** The first of `branch`, `branch-2` and so on that is absent or ours, so that nobody else's is ever moved. */
export async function chooseTarget(
  tips: Tips,
  { branch, isOurs }: { branch: string; isOurs(tip: string): Promise<boolean> },
): Promise<Target> {
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? branch : `${branch}-${attempt}`;
    const tip = tips.get(name);
    if (tip === undefined) return { branch: name, tip: '' };
    if (await isOurs(tip)) return { branch: name, tip };
  }
}

/**
 * Whether the commit `tip` of the remote was made by us for the same task; not when it cannot be read. It is fetched into
 * `borrowed`, which then has history cut off there: never push from it.
 */
export async function isOwnCommit(
  tip: string,
  { remote, borrowed, wanted }: { remote: Remote; borrowed: Borrowed; wanted: Wanted },
): Promise<boolean> {
  if (tip === wanted.expected) return true;
  if (!(await remote.ask([...FETCH, remote.url, tip])).done) return false;
  const trailer = (key: string) => `%(trailers:key=${key},valueonly,separator=%x00)`;
  const format = `--format=%cn <%ce>%n${trailer(TASK_TRAILER)}%n${trailer('Signed-off-by')}`;
  const { stdout } = await borrowed.git.ask(['show', '--no-patch', '--no-show-signature', format, tip]);
  const [committer, task, signer] = readable(stdout).split('\n');
  const own = writtenIdentity(wanted.identity);
  return committer === own && task === wanted.taskId && signer === own;
}

/** Only the commit and the files it does not share with what is here. */
const FETCH = ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];
