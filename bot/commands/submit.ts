import type { TaskQuote } from '../../src/contracts/ledger/github.ts';
import type { TaskApproval } from '../../src/contracts/ledger/github-threads.ts';
import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { renderDone, renderDryRun } from '../comments/index.ts';
import { type Gathered, gather } from '../task/gather.ts';
import { hashOf } from '../task/hash.ts';
import { type CommandContext, type Handler, requestId } from './context.ts';
import { demandMayRun, originOf, planCommand, refused, submissionOf } from './plan.ts';

/** A run and its templates: planned, quoted, and submitted, or kept until somebody approves. */
export const submit: Handler = async (context) => {
  const { command, store, role } = context;
  demandMayRun(context);
  const plan = await planCommand(context);
  const gathered = await gather(context);
  const task = submissionOf(context, plan, gathered);
  const quote = await store.call('siso_github_quote', { p_role: role, p_task: task });
  if (quote.verdict.decision === 'refused') throw refused(quote.verdict);
  if (command.options.dryRun === true) return { notice: renderDryRun(quote.verdict, task) };
  const approval = approvalOf(context, { task, quote, gathered });
  const origin = originOf(context, gathered, approval);
  const answer = await store.call('siso_github_submit', {
    ...{ p_request_id: requestId(context, 'submit'), p_task: task, p_origin: origin },
  });
  if (answer.decision === 'refused') throw refused(answer);
  // A task says for itself how it is.
  if (answer.decision === 'queued' && answer.existing === true)
    return { notice: renderDone(`${answer.taskId} is the same, and is there already.`) };
  return {};
};

/** Changes of a fork always, and what may cost more than the repository lets anybody have without a second look. */
function approvalOf(
  { config, comment }: CommandContext,
  { task, quote, gathered }: { task: Submission; quote: TaskQuote; gathered: Gathered },
): TaskApproval | undefined {
  const capMicros = task.budgetMicros ?? quote.holdMicros ?? 0;
  const { alike, p50Micros, p90Micros } = quote;
  const bound = { hash: hashOf(task), quote: { alike, p50Micros, p90Micros, capMicros } };
  const sha = gathered.headSha === undefined ? {} : { sha: gathered.headSha };
  if (gathered.isFork) {
    if (config.bot.dispatch === 'worker')
      throw new AutomationError(
        'forbidden',
        `#${comment.thread.number} is of a fork: its changes run nowhere but in a workflow`,
        {
          hint: 'Set `bot.dispatch: workflow` in .github/siso.yml, or push the branch into this repository.',
        },
      );
    return { why: 'fork', by: 'maintain', ...sha, ...bound };
  }
  if (capMicros <= config.bot.approveAboveMicros) return undefined;
  return { why: 'cost', by: 'write', ...sha, ...bound };
}
