import { AutomationError } from '../../domain/errors.ts';
import { nearest } from '../../domain/nearest.ts';
import type { Input } from './input.ts';
import { INPUTS } from './registry.ts';

/** What the workflow says, checked. What was left out is `undefined`. */
export type Inputs = ReturnType<typeof readInputs>;

/** `context` is GitHub's context of that name. Throws `usage` that names the input and what would be right. */
export function readInputs(context: Record<string, string>) {
  const given = checked(context);
  const value = <Value>(name: string, described: Input<Value>) => valueIn(described, name, given[name]);
  return {
    mode: value('mode', INPUTS.mode),
    prompt: value('prompt', INPUTS.prompt),
    promptFile: value('prompt-file', INPUTS['prompt-file']),
    template: value('template', INPUTS.template),
    templateInputs: value('template-inputs', INPUTS['template-inputs']),
    category: value('category', INPUTS.category),
    priority: value('priority', INPUTS.priority),
    environment: value('environment', INPUTS.environment),
    model: value('model', INPUTS.model),
    allowedTools: value('allowed-tools', INPUTS['allowed-tools']),
    labels: value('labels', INPUTS.labels),
    reason: value('reason', INPUTS.reason),
    prepare: value('prepare', INPUTS.prepare),
    taskId: value('task-id', INPUTS['task-id']),
    budgetUsd: value('budget-usd', INPUTS['budget-usd']),
    estimateTokens: value('estimate-tokens', INPUTS['estimate-tokens']),
    timeout: value('timeout', INPUTS.timeout),
    onRefusal: value('on-refusal', INPUTS['on-refusal']),
    maxWait: value('max-wait', INPUTS['max-wait']),
    drainMaxTasks: value('drain-max-tasks', INPUTS['drain-max-tasks']),
    drainTimeLimit: value('drain-time-limit', INPUTS['drain-time-limit']),
    costUsd: value('cost-usd', INPUTS['cost-usd']),
    inputTokens: value('input-tokens', INPUTS['input-tokens']),
    outputTokens: value('output-tokens', INPUTS['output-tokens']),
    stepOutcome: value('step-outcome', INPUTS['step-outcome']),
    requireMetered: value('require-metered', INPUTS['require-metered']),
    createPullRequest: value('create-pull-request', INPUTS['create-pull-request']),
    base: value('base', INPUTS.base),
    patchFolder: value('patch-folder', INPUTS['patch-folder']),
    comment: value('comment', INPUTS.comment),
    includeLog: value('include-log', INPUTS['include-log']),
    githubToken: value('github-token', INPUTS['github-token']),
    workingDirectory: value('working-directory', INPUTS['working-directory']),
    isolation: value('isolation', INPUTS.isolation),
    dataDir: value('data-dir', INPUTS['data-dir']),
    claudePath: value('claude-path', INPUTS['claude-path']),
    rehearse: value('rehearse', INPUTS.rehearse),
  };
}

function checked(given: Record<string, string>): Record<string, string> {
  refuseReplaced(given);
  refuseUnknown(given);
  return given;
}

function refuseReplaced(given: Record<string, string>): void {
  for (const [name, { instead }] of Object.entries<Input<unknown>>(INPUTS)) {
    if (instead === undefined || (given[name] ?? '').trim() === '') continue;
    throw new AutomationError('usage', `\`${name}\` is not an input of this action`, {
      hint: `${instead.charAt(0).toUpperCase()}${instead.slice(1)}`,
    });
  }
}

/** The runner only warns of an input that is not declared, and passes it on. */
function refuseUnknown(given: Record<string, string>): void {
  const known = Object.keys(INPUTS);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = nearest(unknown, known);
  throw new AutomationError('usage', `There is no input \`${unknown}\``, {
    hint: meant ? `Did you mean \`${meant}\`?` : 'docs/action.md lists all inputs.',
  });
}

function valueIn<Value>(described: Input<Value>, name: string, given: string | undefined): Value | undefined {
  const text = given?.trim() ?? '';
  if (text === '') return undefined;
  const parsed = described.read(text);
  if ('value' in parsed) return parsed.value;
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  throw new AutomationError('usage', `The input \`${name}\` cannot be "${shown}"`, { hint: parsed.problem });
}
