import type { TaskOrigin } from '../../src/contracts/ledger/github.ts';
import type { TaskApproval } from '../../src/contracts/ledger/github-threads.ts';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { canonicalModel } from '../../src/domain/models.ts';
import { planTask, type TaskPlan } from '../../src/engine/index.ts';
import { quietFor } from '../config/quiet.ts';
import { promptOf } from '../task/context.ts';
import type { Gathered } from '../task/gather.ts';
import { textOf } from '../task/text.ts';
import { demandAllowed, demandListed } from './allowed.ts';
import type { CommandContext } from './context.ts';

const DEEPEST = 3;

/** Whether the command may ask for a run at all. Comments that make tasks that make comments come to an end. */
export function demandMayRun({ depth, command, config }: CommandContext): void {
  demandAllowed(command.options, config.bot);
  if (depth < DEEPEST) return;
  throw new AutomationError(
    'forbidden',
    `This command is the ${depth + 1}th in a chain of comments that the bot's own led to`,
    {
      hint: 'Write it by hand, without the text of the bot.',
    },
  );
}

/** What the command comes to, checked against what the repository allows. Throws `usage`, `prompt_invalid`. */
export async function planCommand(context: CommandContext): Promise<TaskPlan> {
  const { bot } = context.config;
  const plan = planTask(await partsOf(context));
  demandListed('category', plan.task.category, bot.categories);
  demandListed('environment', plan.task.environment, bot.environments);
  demandListed('model', plan.task.model, bot.models?.map(canonicalModel));
  return plan;
}

async function partsOf(context: CommandContext) {
  const { command, config, comment } = context;
  const { settings, bot } = config;
  const { options } = command;
  const ask = {
    ...{ category: options.category, priority: options.priority, environment: options.environment },
    ...{ model: options.model, timeoutMs: options.timeoutMs, reason: options.reason },
    budgetMicros: options.budgetMicros ?? (settings.budgetMicros === undefined ? bot.budgetMicros : undefined),
  };
  const text = await textOf(context);
  return { ask, text, defaults: settings, actor: comment.author, repo: comment.thread.repo };
}

/** What is stored: the prompt with the thread behind it, and the cap. */
export function submissionOf(context: CommandContext, plan: TaskPlan, gathered: Gathered): Submission {
  const { comment, config, command } = context;
  const prompt = promptOf(plan.task.prompt, { command: comment, ...gathered });
  const [org] = comment.thread.repo.split('/');
  const commit = gathered.headSha === undefined ? {} : { commit: gathered.headSha };
  const targetBranch = command.options.branch ?? gathered.headRef;
  const { budgetMicros: cap } = plan.task;
  const capped = cap === undefined ? {} : { budgetMicros: Math.min(cap, config.bot.maxBudgetMicros) };
  const labels = { ...plan.task.labels, thread: `#${comment.thread.number}` };
  // What prepares the workspace would run what a stranger wrote, as much as the agent may.
  const prepare = plan.prepare === undefined || gathered.isFork ? {} : { prepare: plan.prepare };
  const untrusted = gathered.isFork ? { untrusted: true } : {};
  const task = { ...plan.task, ...capped, ...(org === undefined ? {} : { org }), prompt, labels };
  return {
    ...task,
    allow: plan.rules,
    timeoutMs: plan.timeoutMs,
    ...commit,
    ...prepare,
    ...untrusted,
    ...(targetBranch === undefined ? {} : { targetBranch }),
  };
}

/** Whose it is, and where it may run. */
export function originOf(context: CommandContext, gathered: Gathered, approval: TaskApproval | undefined): TaskOrigin {
  const { comment, role, depth, config, command } = context;
  const { commentId, commentUrl, author, thread } = comment;
  const quietMs = command.options.priority === 'urgent' ? 0 : quietFor(new Date(), config.bot.quietHours);
  const { waitMs } = command.options;
  return {
    ...{ thread, role, author, commentId, commentUrl, depth, isFork: gathered.isFork },
    pool: config.bot.dispatch === 'worker' ? 'comments' : 'workflow',
    hourMicros: config.bot.hourlyMicros,
    ...(gathered.headSha === undefined ? {} : { headSha: gathered.headSha }),
    ...(approval === undefined ? {} : { approval }),
    ...(quietMs === 0 ? {} : { delaySeconds: Math.ceil(quietMs / 1_000) }),
    ...(waitMs === undefined ? {} : { giveUpSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) }),
  };
}

export function refused({ reason, hint }: { reason: string; hint?: string | undefined }): AutomationError {
  return new AutomationError(
    'forbidden',
    `Refused (${reason.replaceAll('_', ' ')})`,
    hint === undefined ? {} : { hint },
  );
}
