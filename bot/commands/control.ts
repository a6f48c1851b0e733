import { grantAnswerSchema } from '../../src/contracts/ledger/settings.ts';
import { cancelledSchema, submittedSchema } from '../../src/contracts/ledger/tasks.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { formatUsd } from '../../src/domain/money.ts';
import { parseBudget } from '../../src/domain/values.ts';
import { planRetry } from '../../src/engine/index.ts';
import { renderDone } from '../comments/index.ts';
import { type CommandContext, callAs, type Handler, taskHere } from './context.ts';
import { demandMayRun } from './plan.ts';

const LIVE = ['pending_approval', 'blocked', 'queued', 'running'] as const;
const MOST = 50;

/** `/siso cancel T-…`, or `all` of the repository's that wait. */
export const cancel: Handler = async (context) => {
  const [which = ''] = context.command.args;
  const ids = which.toLowerCase() === 'all' ? await waitingHere(context) : [which.toUpperCase()];
  const lines = [];
  for (const p_task_id of ids) {
    const answer = await callAs(context, 'siso_cancel', { p_task_id }).catch((error: unknown) => {
      // Of all of them those of others stay, where only one's own may be cancelled.
      if (ids.length > 1 && error instanceof AutomationError && error.code === 'forbidden') return undefined;
      throw error;
    });
    if (answer === undefined) {
      lines.push(`${p_task_id} is somebody else's, and stays.`);
      continue;
    }
    const { taskId, state, changed, cancelRequested } = cancelledSchema.parse(answer);
    if (!changed) lines.push(`${taskId} is ${state.replaceAll('_', ' ')} already.`);
    else lines.push(cancelRequested ? `${taskId} is told to stop.` : `${taskId} was cancelled.`);
  }
  return { notice: renderDone(lines.join('\n') || 'Nothing waits here.') };
};

async function waitingHere({ store, comment }: CommandContext): Promise<string[]> {
  const p_filter = { states: [...LIVE], repo: comment.thread.repo };
  const { tasks } = await store.call('siso_list_tasks', { p_filter, p_limit: MOST, p_after: null });
  return tasks.map(({ id }) => id);
}

/** `/siso retry T-… [--budget …]`. */
export const retry: Handler = async (context) => {
  const { command, config, store } = context;
  const { id: p_task_id } = await taskHere(context, command.args[0] ?? '');
  demandMayRun(context);
  const { budgetMicros, model, priority, timeoutMs, reason } = command.options;
  // A second look at what costs much is not to be gone round by asking for little first.
  if ((budgetMicros ?? 0) > config.bot.approveAboveMicros)
    throw new AutomationError('usage', `A retry may cost ${formatUsd(config.bot.approveAboveMicros)} here at most`, {
      hint: 'Ask for it anew with that budget: then it can be approved.',
    });
  const stored = await store.call('siso_task_request', { p_task_id });
  const { overrides } = planRetry(stored, { budgetMicros, model, priority, timeoutMs, reason });
  const answer = submittedSchema.parse(
    await callAs(context, 'siso_retry', { p_task_id, p_overrides: overrides, p_hour_micros: config.bot.hourlyMicros }),
  );
  if (answer.decision === 'refused')
    throw new AutomationError('usage', `${p_task_id} cannot be tried again: ${answer.reason}`, { hint: answer.hint });
  return { notice: renderDone(`${answer.taskId} waits for another attempt.`) };
};

/** `/siso pause [reason]`: nothing starts any more, of anybody. What is paused already stays as it was paused. */
export const pause: Handler = async (context) => {
  const { store, comment, command } = context;
  const { paused, pauseReason } = await store.call('siso_queue', { p_limit: 1 });
  if (paused && !isPausedFrom(comment.thread.repo, pauseReason))
    return { notice: renderDone(`The queue is paused already: ${pauseReason ?? 'no reason was given'}.`) };
  const reason = [`${placeOf(comment.thread.repo)} ${comment.author}`, command.args.join(' ')]
    .filter((part) => part !== '')
    .join(': ');
  // The place first: a pause of which nobody knows whence could not be ended here.
  await callAs(context, 'siso_set_setting', { p_key: 'pause_reason', p_value: reason.slice(0, 300) });
  await callAs(context, 'siso_set_setting', { p_key: 'paused', p_value: true });
  const text = 'Paused: nothing starts until `/siso resume`. What runs goes on; `/siso cancel all` stops that too.';
  return { notice: renderDone(text) };
};

/** `/siso resume`: only what was paused from here. Whoever paused it elsewhere had a reason that is not known here. */
export const resume: Handler = async (context) => {
  const { store, comment } = context;
  const { paused, pauseReason } = await store.call('siso_queue', { p_limit: 1 });
  if (!paused) return { notice: renderDone('Nothing is paused.') };
  if (!isPausedFrom(comment.thread.repo, pauseReason))
    throw new AutomationError(
      'forbidden',
      `The queue was not paused from ${comment.thread.repo}: ${pauseReason ?? 'no reason was given'}`,
      { hint: 'Resume it where it was paused, or with `siso resume` on the machine of the ledger.' },
    );
  await callAs(context, 'siso_set_setting', { p_key: 'paused', p_value: false });
  return { notice: renderDone('Resumed.') };
};

/** What a pause from a repository begins with; no other begins so. */
function placeOf(repo: string): string {
  return `[${repo}]`;
}

function isPausedFrom(repo: string, reason: string | null): boolean {
  return reason?.startsWith(`${placeOf(repo)} `) === true;
}

const HOUR_MS = 3_600_000;

/** `/siso grant AMOUNT --for 24h --reason "…"`: more of the repository's own budget for a while. */
export const grant: Handler = async (context) => {
  const { command, comment } = context;
  const amount = parseBudget(command.args[0] ?? '');
  const { for: forMs = 24 * HOUR_MS, reason } = command.options;
  if ('problem' in amount)
    throw new AutomationError('usage', `${command.args[0]} is no amount`, { hint: amount.problem });
  if (reason === undefined)
    throw new AutomationError('usage', 'A grant needs a reason', {
      hint: 'Write `--reason "why"`: it is kept in the audit.',
    });
  const p_grant = {
    ...{ scope: 'repo', value: comment.thread.repo, unit: 'usd', amount: amount.value, reason },
    expiresInSeconds: Math.ceil(forMs / 1_000),
  };
  const { expiresAt } = grantAnswerSchema.parse(await callAs(context, 'siso_grant', { p_grant }));
  return {
    notice: renderDone(
      `${formatUsd(amount.value)} more for ${comment.thread.repo} until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.`,
    ),
  };
};
