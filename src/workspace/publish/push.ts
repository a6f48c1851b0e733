import { join } from 'node:path';
import { AutomationError } from '../../domain/errors.ts';
import { BOT_IDENTITY, type Identity } from '../commit.ts';
import { type Borrowed, borrow, type Lender, whileBorrowing } from './borrowed.ts';
import { type ChangeProblem, inspectCommit } from './inspect.ts';
import type { Refusal } from './refusal.ts';
import { openRemote, type Remote, type RemoteOptions } from './remote.ts';
import { chooseTarget, isOwnCommit, listTips, type Target } from './target.ts';

export interface PushOptions extends Lender, RemoteOptions {
  taskId: string;
  /** Where the commit goes, without `refs/heads/`; a number is added where somebody else has it. */
  branch: string;
  /** The commit that was pushed for this task the last time. */
  expected?: string | undefined;
  /** Whose commits on such a branch are ours; default: the bot's. */
  identity?: Identity | undefined;
  /** The environment allows changes below `.github/`. */
  allowGitHubFolder?: boolean | undefined;
}

export type PushOutcome =
  | { pushed: true; branch: string; commit: string }
  /** `problems`: what must not be published, when that is why. */
  | ({ pushed: false; problems?: ChangeProblem[] } & Refusal);

/**
 * Pushes a result to a branch of a remote, after looking at what it changes: a new one, or one that is the task's own. Reads no
 * configuration of anybody. A refusal is a value. Throws `workspace_invalid`, `config_invalid`, `key_missing`.
 */
export function pushResult(options: PushOptions): Promise<PushOutcome> {
  return whileBorrowing(options, async (borrowed) => {
    await requireBranchName(borrowed, options.branch);
    const problems = await inspectCommit(borrowed.git, options);
    if (problems.length > 0) return { pushed: false, ...refusalFor(problems), problems };
    const remote = await openRemote(options, borrowed.gitDirectory);
    return new Push(options, { remote, borrowed }).finish();
  });
}

/** Between a look at the remote and the push somebody may push there. */
const MOST_ATTEMPTS = 5;
const STALE = /\(stale info\)|reference already exists|but expected [\da-f]{40}/;

class Push {
  readonly #options: PushOptions;
  readonly #remote: Remote;
  readonly #borrowed: Borrowed;
  /** A git directory to look into the remote with. */
  #glass: Promise<{ remote: Remote; borrowed: Borrowed }> | undefined;

  constructor(options: PushOptions, { remote, borrowed }: { remote: Remote; borrowed: Borrowed }) {
    this.#options = options;
    this.#remote = remote;
    this.#borrowed = borrowed;
  }

  async finish(): Promise<PushOutcome> {
    const { branch, commit } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const listed = await listTips(this.#remote, branch);
      if (!('tips' in listed)) return { pushed: false, ...listed.refusal };
      const target = await chooseTarget(listed.tips, { branch, isOurs: (tip) => this.#isOurs(tip) });
      if (target.tip === commit) return { pushed: true, branch: target.branch, commit };
      const answer = await this.#send(target);
      if (answer.done) return { pushed: true, branch: target.branch, commit };
      if (attempt < MOST_ATTEMPTS && STALE.test(answer.output)) continue;
      return { pushed: false, ...answer.refusal };
    }
  }

  /** Only if the branch is still as it was seen: absent, or at that commit. */
  #send({ branch, tip }: Target) {
    const name = `refs/heads/${branch}`;
    const how = ['--porcelain', '--no-verify', '--no-follow-tags', '--no-signed', '--recurse-submodules=no'];
    const lease = `--force-with-lease=${name}:${tip}`;
    return this.#remote.ask(['push', ...how, lease, this.#remote.url, `${this.#options.commit}:${name}`]);
  }

  async #isOurs(tip: string): Promise<boolean> {
    const { identity = BOT_IDENTITY, commit } = this.#options;
    if (tip === commit) return true;
    this.#glass ??= this.#openGlass();
    return isOwnCommit(tip, { ...(await this.#glass), wanted: { ...this.#options, identity } });
  }

  async #openGlass() {
    const borrowed = await borrow(this.#options, join(this.#borrowed.gitDirectory, 'glass'));
    return { borrowed, remote: await openRemote(this.#options, borrowed.gitDirectory) };
  }
}

async function requireBranchName({ git }: Borrowed, branch: string): Promise<void> {
  const checked = await git.ask(['check-ref-format', `refs/heads/${branch}`]);
  if (checked.exitCode === 0 && !branch.startsWith('-')) return;
  throw new AutomationError('config_invalid', `${JSON.stringify(branch)} cannot be the name of a branch`, {
    hint: 'Give one such as siso/task-T-7K3Q.',
  });
}

const MOST_NAMED = 3;

function refusalFor(problems: ChangeProblem[]): Refusal {
  const named = problems.slice(0, MOST_NAMED).map(({ path, reason }) => `${JSON.stringify(path)} ${reason}`);
  const others = problems.length > MOST_NAMED ? `, and ${problems.length - MOST_NAMED} more` : '';
  return {
    why: `Nothing was pushed, the result is only in its patch: ${named.join(', ')}${others}.`,
    hint: 'Look at the patch and apply by hand what is good; the environment can allow changes below .github/.',
  };
}
