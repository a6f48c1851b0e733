import { AutomationError } from '../../src/domain/errors.ts';
import type { CommandContext } from '../commands/context.ts';
import { type Material, visible } from './context.ts';

export interface Gathered {
  material: Material;
  /** Logins, among those that wrote there. */
  mayWrite: ReadonlySet<string>;
  /** Of a pull request. */
  headSha: string | undefined;
  isFork: boolean;
  /** The head of a pull request of this repository: what is changed on it goes into it. */
  headRef: string | undefined;
}

const DIFF_CHARACTERS = 60_000;
/** Roles are asked for one by one; whoever comes after these was heard long ago. */
const MOST_PEOPLE = 20;
const MAY_WRITE: readonly string[] = ['admin', 'maintain', 'write'];

/** Reads the thread: title and text as they were told with the command, the rest as it is now. Throws `forbidden`, `not_found`, `github_failed`. */
export async function gather({ github, comment }: CommandContext): Promise<Gathered> {
  const { number, isPull } = comment.thread;
  const [comments, pull] = await Promise.all([
    github.comments(number),
    isPull ? github.pullRequest(number) : undefined,
  ]);
  const people = [...new Set(comments.filter(({ isBot }) => !isBot).map(({ login }) => login))].slice(-MOST_PEOPLE);
  const roles = await Promise.all(people.map(async (login) => [login, await github.roleOf(login)] as const));
  const mayWrite = new Set(roles.filter(([, role]) => MAY_WRITE.includes(role)).map(([login]) => login));
  const diff = pull === undefined ? undefined : await diffOf(github, number, pull.headSha);
  if (pull !== undefined && (await github.pullRequest(number)).headSha !== pull.headSha) throw movedMeanwhile(number);
  const isFork = pull !== undefined && pull.headRepository?.toLowerCase() !== comment.thread.repo.toLowerCase();
  return {
    material: {
      ...comment.issue,
      comments,
      ...(diff === undefined ? {} : { diff }),
    },
    mayWrite,
    headSha: pull?.headSha,
    isFork,
    headRef: isFork ? undefined : pull?.headRef,
  };
}

async function diffOf(github: CommandContext['github'], number: number, sha: string): Promise<Material['diff']> {
  const text = await github.diff(number, DIFF_CHARACTERS + 1);
  return { sha, text: visible(text.slice(0, DIFF_CHARACTERS)), cut: text.length > DIFF_CHARACTERS };
}

/** The changes that were read may be of either head: read again. */
function movedMeanwhile(number: number): AutomationError {
  return new AutomationError('github_failed', `The head of #${number} moved while it was read`, { retryable: true });
}
