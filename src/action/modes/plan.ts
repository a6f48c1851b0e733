import { resolve } from 'node:path';
import type { Upstream } from '../../contracts/meter.ts';
import { AutomationError } from '../../domain/errors.ts';
import { chooseUpstream, planTask, readPrompt, type TaskPlan } from '../../engine/index.ts';
import type { Place, StepContext } from '../context.ts';
import type { Inputs } from '../inputs/read.ts';

/** The task of the inputs, checked as a whole before anything is asked of the ledger. Throws `usage`, `prompt_invalid`. */
export async function planInputs(context: StepContext, place: Place): Promise<TaskPlan> {
  const { inputs, job } = context;
  const { surroundings } = place;
  const ask = {
    category: inputs.category,
    priority: inputs.priority,
    environment: inputs.environment,
    model: inputs.model,
    allow: inputs.allowedTools,
    labels: inputs.labels,
    reason: inputs.reason,
    prepare: inputs.prepare,
    budgetMicros: inputs.budgetUsd,
    estimateTokens: inputs.estimateTokens,
    timeoutMs: inputs.timeout,
  };
  const plan = planTask({
    ask,
    text: await readText(context, place),
    defaults: surroundings.settings,
    actor: surroundings.actor,
    repo: job.repository || surroundings.repository?.name,
  });
  return inputs.mode === 'gate' || inputs.mode === 'meter' ? ofOthers(plan, inputs) : plan;
}

/** What other agents use says nothing of our runs: under a name of its own the ledger learns from neither for the other. */
function ofOthers(plan: TaskPlan, { mode, onRefusal }: Inputs): TaskPlan {
  if (onRefusal === 'queue')
    throw new AutomationError('usage', `\`on-refusal: queue\` is not for the mode \`${mode}\``, {
      hint: 'A worker cannot run the steps of a job. Use `wait`, `skip` or `fail`.',
    });
  return { ...plan, task: { ...plan.task, template: plan.task.template ?? mode } };
}

async function readText({ inputs }: StepContext, { surroundings, folder }: Place) {
  const { prompt, promptFile, template, templateInputs } = inputs;
  if ([prompt, promptFile, template].filter((each) => each !== undefined).length !== 1)
    throw new AutomationError('usage', 'The task needs one of `prompt`, `prompt-file` and `template`', {
      hint: 'Give exactly one of these inputs.',
    });
  return readPrompt({
    words: prompt === undefined ? [] : [prompt],
    file: promptFile === undefined ? undefined : resolve(folder, promptFile),
    template,
    inputs: templateInputs,
    repository: surroundings.repository?.root,
  });
}

/** Where the requests of a run go. Throws `key_missing`, `provider_unsupported`, `scenario_invalid`. */
export async function upstreamOf({ inputs, secrets, env }: StepContext, { surroundings }: Place): Promise<Upstream> {
  const { ANTHROPIC_API_KEY: apiKey } = secrets;
  const taken = Object.keys(secrets);
  try {
    return await chooseUpstream({ rehearse: inputs.rehearse, apiKey, taken, env }, surroundings.settings);
  } catch (error) {
    if (!(error instanceof AutomationError && error.code === 'key_missing')) throw error;
    throw new AutomationError('key_missing', error.message, {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's
      hint: 'Set ANTHROPIC_API_KEY under `env:` of this step, such as ${{ secrets.ANTHROPIC_API_KEY }}; or try `rehearse: fix-bug`.',
    });
  }
}
