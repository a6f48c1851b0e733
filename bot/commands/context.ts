import type { TaskRecord } from '../../src/contracts/ledger/reports.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import type { Store } from '../../src/store/index.ts';
import type { Notice } from '../comments/index.ts';
import type { RepositoryConfig } from '../config/read.ts';
import type { RepositoryGitHub } from '../github.ts';
import type { Command } from '../grammar/index.ts';
import { requestIdFor } from '../ids.ts';
import type { StoredComment } from '../intake/item.ts';

/** Everything that carrying out one command needs to know. */
export interface CommandContext {
  command: Command;
  /** Of the commands of its comment, from 0. */
  index: number;
  comment: StoredComment;
  /** Of the author in the repository, as GitHub says. */
  role: string;
  /** Commands that stand before it in a chain of comments that made comments. */
  depth: number;
  config: RepositoryConfig;
  store: Pick<Store, 'call'>;
  github: RepositoryGitHub;
  rehearsal: boolean;
}

/** What is said in the thread, if anything; a task says for itself how it is. */
export interface Carried {
  notice?: Notice;
  /** Of the comment: not understood, or not allowed. */
  refused?: boolean;
}

export type Handler = (context: CommandContext) => Promise<Carried>;

/** Done again, a command asks the ledger with the same id, and is answered what it was answered before. */
export function requestId({ comment, index }: CommandContext, what: string): string {
  return requestIdFor('command', comment.thread.repoId, comment.commentId, index, what);
}

/** Calls a function of the ledger as the author of the comment, with the rights that GitHub's role gives. */
export async function callAs(
  context: CommandContext,
  name: 'siso_cancel' | 'siso_retry' | 'siso_set_setting' | 'siso_grant',
  args: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { store, comment, role } = context;
  const p_args = { p_request_id: requestId(context, JSON.stringify([name, args])), p_actor: comment.author, ...args };
  return store.call('siso_github_act', {
    ...{ p_role: role, p_repo: comment.thread.repo, p_function: name },
    p_args: JSON.parse(JSON.stringify(p_args)),
  });
}

/** A task that somebody names is one of their repository. Throws `not_found` for any other, as for none. */
export async function taskHere({ store, comment }: CommandContext, id: string): Promise<TaskRecord> {
  const { repo } = comment.thread;
  const task = await store.call('siso_get_task', { p_task_id: id }).catch((error: unknown) => {
    if (error instanceof AutomationError && error.code === 'not_found') return undefined;
    throw error;
  });
  if (task?.repo?.toLowerCase() === repo.toLowerCase()) return task;
  throw new AutomationError('not_found', `There is no task ${id.toUpperCase()} in ${repo}`, {
    hint: 'Ask for what there is with `/siso queue`.',
  });
}
