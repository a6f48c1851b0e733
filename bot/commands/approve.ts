import type { PendingTask } from '../../src/contracts/ledger/github.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { renderDone } from '../comments/index.ts';
import { hashOf } from '../task/hash.ts';
import { type CommandContext, type Handler, requestId } from './context.ts';

/** `/siso approve [T-…] [SHA]`: what was quoted may wait for its turn. */
export const approve: Handler = async (context) => {
  const { store, github, comment, role } = context;
  const { id, sha } = argumentsOf(context.command.args);
  const task = await pendingTask(context, id);
  if (task.isFork) await demandHead(context, task, sha);
  else if (sha !== undefined && !task.headSha?.startsWith(sha)) throw otherHead(task, sha);
  if (!task.isFork && task.headSha !== null && comment.thread.isPull) {
    const { headSha } = await github.pullRequest(comment.thread.number);
    if (headSha !== task.headSha) throw moved(task, headSha);
  }
  const request = await store.call('siso_task_request', { p_task_id: task.taskId });
  const decision = { actor: comment.author, role, repo: comment.thread.repo, taskId: task.taskId };
  await store.call('siso_github_decide', {
    p_request_id: requestId(context, 'decide'),
    p_decision: { ...decision, approve: true, hash: hashOf(request) },
  });
  return { notice: renderDone(`${task.taskId} was approved by ${comment.author} and waits for its turn.`) };
};

/** `/siso deny [T-…]`. */
export const deny: Handler = async (context) => {
  const { store, comment, role, command } = context;
  const { id } = argumentsOf(command.args);
  const { taskId } = await pendingTask(context, id);
  const decision = { actor: comment.author, role, repo: comment.thread.repo, taskId, approve: false };
  await store.call('siso_github_decide', { p_request_id: requestId(context, 'decide'), p_decision: decision });
  return { notice: renderDone(`${taskId} was denied by ${comment.author}.`) };
};

function argumentsOf(args: readonly string[]): { id: string | undefined; sha: string | undefined } {
  const id = args.find((each) => /^T-/i.test(each));
  const sha = args.find((each) => /^[0-9a-f]{7,40}$/i.test(each));
  return { id: id?.toUpperCase(), sha: sha?.toLowerCase() };
}

async function pendingTask({ store, comment }: CommandContext, id: string | undefined): Promise<PendingTask> {
  const { thread } = comment;
  const all = await store.call('siso_github_pending', { p_thread: thread, p_task_id: id ?? null });
  // Only what was quoted before: ids of comments grow.
  const found = all.filter(({ commentId }) => commentId < comment.commentId);
  const [task, another] = found;
  if (task === undefined)
    throw new AutomationError(
      'not_found',
      id === undefined ? 'Nothing here waits for an approval' : `There is no ${id} here`,
      {
        hint: 'Ask with `/siso status` what there is.',
      },
    );
  if (another !== undefined)
    throw new AutomationError('usage', `${found.length} tasks wait for an approval here`, {
      hint: `Name one: ${found.map(({ taskId }) => `\`/siso approve ${taskId}\``).join(', ')}.`,
    });
  return task;
}

/** What a stranger wrote runs only as it was looked at: the approval names the head, and that is still the head. */
async function demandHead(
  { github, comment }: CommandContext,
  task: PendingTask,
  sha: string | undefined,
): Promise<void> {
  const { headSha } = await github.pullRequest(comment.thread.number);
  if (headSha !== task.headSha) throw moved(task, headSha);
  if (sha === undefined)
    throw new AutomationError(
      'usage',
      `${task.taskId} is for the changes of a fork: approve the commit that you looked at`,
      {
        hint: `Write \`/siso approve ${task.taskId} ${headSha.slice(0, 12)}\` once you have read it.`,
      },
    );
  if (!headSha.startsWith(sha)) throw otherHead(task, sha);
}

function moved({ taskId, headSha }: PendingTask, head: string): AutomationError {
  return new AutomationError(
    'ledger_conflict',
    `The pull request moved on from ${headSha?.slice(0, 12)} to ${head.slice(0, 12)}`,
    {
      hint: `${taskId} is for the older one: write \`/siso deny ${taskId}\`, and ask for it anew.`,
    },
  );
}

function otherHead({ taskId, headSha }: PendingTask, sha: string): AutomationError {
  return new AutomationError('usage', `${taskId} is for the commit ${headSha?.slice(0, 12) ?? '(none)'}, not ${sha}`, {
    hint: `Write \`/siso approve ${taskId} ${headSha?.slice(0, 12) ?? ''}\` for that one.`,
  });
}
