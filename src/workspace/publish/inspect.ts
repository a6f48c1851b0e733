import { AutomationError } from '../../domain/errors.ts';
import { ABSENT, type Change, compareCommits, LINK, SUBMODULE } from '../compare.ts';
import { type Git, readable } from '../git.ts';
import { staysInside } from '../links.ts';
import { targetsOf } from '../snapshot.ts';
import { type Lender, whileBorrowing } from './borrowed.ts';
import { type PathProblem, pathProblem } from './names.ts';

/** A change that must not be published. */
export interface ChangeProblem {
  /** May hold any character. */
  path: string;
  /** Goes on where the path ends: `is a submodule`. */
  reason: string;
}

export interface InspectOptions extends Lender {
  /** The environment allows changes below `.github/`. */
  allowGitHubFolder?: boolean | undefined;
}

const REASONS: Record<PathProblem, string> = {
  trick: 'is a path that may lead elsewhere',
  git: 'is a name that belongs to git',
  modules: 'says which other repositories are fetched',
  github: 'decides what runs on GitHub',
};

/** What a commit changes against its only parent and must not be published; empty when it may be. Throws `workspace_invalid`. */
export function inspectChanges({ allowGitHubFolder, ...lender }: InspectOptions): Promise<ChangeProblem[]> {
  return whileBorrowing(lender, ({ git }) => inspectCommit(git, { commit: lender.commit, allowGitHubFolder }));
}

/** As `inspectChanges`, in a git directory of ours. */
export async function inspectCommit(
  git: Git,
  { commit, allowGitHubFolder = false }: { commit: string; allowGitHubFolder?: boolean | undefined },
): Promise<ChangeProblem[]> {
  const changes = await compareCommits(git, await onlyParent(git, commit), commit);
  const links = changes.filter(({ now }) => now.mode === LINK);
  const targets = await targetsOf(
    git,
    links.map(({ now }) => now),
  );
  const targetOf = new Map(links.map((link, at) => [link, targets[at] ?? '/']));
  return changes.flatMap((change) => {
    const path = readable(change.now.path);
    const reason = reasonAgainst(change, { path, target: targetOf.get(change), allowGitHubFolder });
    return reason === undefined ? [] : [{ path, reason }];
  });
}

interface Seen {
  path: string;
  /** Of a link, as bytes. */
  target: string | undefined;
  allowGitHubFolder: boolean;
}

function reasonAgainst({ before, now }: Change, { path, target, allowGitHubFolder }: Seen): string | undefined {
  const problem = pathProblem(path);
  if (problem !== undefined && !(problem === 'github' && allowGitHubFolder)) return REASONS[problem];
  if (before.mode === SUBMODULE || now.mode === SUBMODULE) return 'is a submodule';
  if (now.mode === ABSENT || target === undefined || leadsInside(now.path, readable(target))) return undefined;
  return 'is a link that leads out of the project';
}

/** On every system, and not into git's own folder either. */
function leadsInside(path: string, target: string): boolean {
  const target2 = target.replaceAll('\\', '/');
  const names = target2.split('/').filter((name) => name !== '' && !/^\.\.?$/.test(name));
  const clean = names.every((name) => !['trick', 'git'].includes(pathProblem(name) ?? ''));
  return clean && staysInside(path, target2) && !/^[a-z]:/i.test(target);
}

/** A result is one commit on the commit that its task started from. */
async function onlyParent(git: Git, commit: string): Promise<string> {
  const [, parent, ...others] = (await git.run(['rev-list', '--parents', '--max-count=1', commit])).trim().split(' ');
  if (parent !== undefined && others.length === 0) return parent;
  throw new AutomationError('workspace_invalid', `The commit ${commit} does not have one parent.`, {
    hint: 'Publish the commit that was made of the result of a task.',
  });
}
