import type { Submission } from '../../src/contracts/ledger/tasks.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { formatUsd } from '../../src/domain/money.ts';
import { renderDone } from '../comments/index.ts';
import { type Gathered, gather } from '../task/gather.ts';
import type { CommandContext, Handler } from './context.ts';
import { requestId } from './context.ts';
import { demandMayRun, originOf, planCommand, submissionOf } from './plan.ts';

/** Where no cap is named, so much for each step. */
const STEP_MICROS = 1_500_000;

/**
 * `/siso chain fix > test: …`: one step after the other, each from what the one before left, and told its result. One cap holds for
 * all of them. What would need an approval is no chain.
 */
export const chain: Handler = async (context) => {
  const { command, comment, config, store } = context;
  demandMayRun(context);
  const gathered = withoutOutputs(await gather(context));
  if (gathered.isFork)
    throw new AutomationError('forbidden', 'A chain does not run on the changes of a fork', {
      hint: 'Ask for one task, which somebody approves for the commit that they looked at.',
    });
  const budgetMicros =
    command.options.budgetMicros ?? Math.min(command.steps.length * STEP_MICROS, config.bot.approveAboveMicros);
  if (budgetMicros > config.bot.approveAboveMicros)
    throw new AutomationError('usage', `A chain may cost ${formatUsd(config.bot.approveAboveMicros)} here at most`, {
      hint: 'Ask for less with `--budget`, or for the steps one by one: a single task can be approved.',
    });
  const keys = keysOf(command.steps.map(({ verb }) => verb));
  const steps = [];
  for (const [index, { verb }] of command.steps.entries()) {
    const before = keys[index - 1];
    const step: CommandContext = {
      ...context,
      command: { ...command, verb, steps: [], prompt: promptOf(command.prompt, before) },
    };
    const { commit, ...task } = submissionOf(step, await planCommand(step), gathered);
    const first = before === undefined && commit !== undefined ? { commit } : {};
    steps.push({
      key: keys[index] ?? verb,
      needs: before === undefined ? [] : [before],
      task: { ...capless(task), ...first },
      ...baseOf(before),
    });
  }
  const answer = await store.call('siso_github_submit_chain', {
    ...{ p_request_id: requestId(context, 'chain'), p_actor: comment.author },
    p_workflow: {
      name: `${keys.join(' > ')} in #${comment.thread.number}`,
      onFailure: 'skip_descendants',
      budgetMicros,
      steps,
    },
    p_origin: originOf(context, gathered, undefined),
  });
  if (answer.decision === 'refused')
    throw new AutomationError('forbidden', `The chain was refused (${answer.reason.replaceAll('_', ' ')})`, {
      hint: answer.hint,
    });
  return {
    notice: renderDone(
      `The chain ${answer.workflow.id} has ${steps.length} steps and ${formatUsd(budgetMicros)} for all of them.`,
    ),
  };
};

/** `fix`, `test`, `test-2`. */
function keysOf(verbs: readonly string[]): string[] {
  return verbs.map((verb, index) => {
    const earlier = verbs.slice(0, index).filter((each) => each === verb).length;
    return earlier === 0 ? verb : `${verb}-${earlier + 1}`;
  });
}

function promptOf(asked: string, before: string | undefined): string {
  if (before === undefined) return asked;
  return `${asked}\n\nThe step before this one (${before}) ended with:\n\n{{ steps.${before}.result }}`;
}

/** It builds on what the step before it left. */
function baseOf(before: string | undefined) {
  return before === undefined ? {} : { base: before };
}

/** The cap is the chain's. */
function capless({ budgetMicros: _, dedupeKey: _key, dedupe: _dedupe, cacheHours: _hours, ...task }: Submission) {
  return task;
}

/** What people write in the thread must not pass for an output of a step. */
function withoutOutputs(gathered: Gathered): Gathered {
  const { material } = gathered;
  const apart = (text: string) => text.replaceAll('{{', '{ {');
  const { diff } = material;
  const changed = {
    ...{ ...material, title: apart(material.title), body: apart(material.body) },
    comments: material.comments.map((each) => ({ ...each, body: apart(each.body) })),
    ...(diff === undefined ? {} : { diff: { ...diff, text: apart(diff.text) } }),
  };
  return { ...gathered, material: changed };
}
