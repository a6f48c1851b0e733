import type { TaskRequest } from '../../contracts/ledger/admission.ts';
import type { RetryOverrides, Submission } from '../../contracts/ledger/tasks.ts';
import { canonicalModel, DEFAULT_MODEL } from '../../domain/models.ts';
import type { ToolPolicy } from '../../domain/tools/policy.ts';
import { chooseTools } from './choose-tools.ts';
import type { RetryChanges, TaskAsk, TaskDefaults, TaskText, TemplateDefaults } from './task-ask.ts';

const DEFAULT_TIMEOUT_MS = 30 * 60_000;

/** What a task comes to, checked: what the ledger is asked, and what its runner needs beside that. */
export interface TaskPlan {
  task: TaskRequest;
  policy: ToolPolicy;
  /** The rules that were granted; stored with a task that waits, so that it later gets these and no others. */
  rules: string[];
  timeoutMs: number;
  /** A command that prepares the workspace. */
  prepare?: string | undefined;
}

export interface PlanParts {
  ask: TaskAsk;
  text: TaskText;
  defaults: TaskDefaults;
  actor: string;
  /** `owner/name`, or the folder's name. */
  repo?: string | undefined;
}

/** Decides everything about a task in one place: asked for, else template, else settings, else default. Throws `usage`. */
export function planTask({ ask, text, defaults, actor, repo }: PlanParts): TaskPlan {
  const template = text.defaults;
  const words = {
    category: ask.category ?? template?.category ?? defaults.category ?? 'development',
    priority: ask.priority ?? template?.priority ?? defaults.priority ?? 'medium',
    environment: ask.environment ?? template?.environment ?? defaults.environment ?? 'development',
  } as const;
  const sources = { asked: ask.allow, template: template?.tools, settings: defaults.allow };
  const { policy, rules } = chooseTools({ ...words, ...sources, reason: ask.reason });
  return {
    task: {
      name: ask.name ?? nameOf(text.name),
      actor,
      ...words,
      model: canonicalModel(ask.model ?? defaults.model ?? DEFAULT_MODEL),
      prompt: text.text,
      tools: namesOf(policy),
      template: text.template,
      repo,
      labels: { ...defaults.labels, ...ask.labels },
      reason: ask.reason,
      ...amounts({ ask, template, defaults }),
    },
    policy,
    rules,
    timeoutMs: ask.timeoutMs ?? defaults.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    prepare: ask.prepare ?? defaults.prepare,
  };
}

/** The ledger takes names of one line and at most 200 characters. */
function nameOf(text: string): string {
  const [line = ''] = text.trim().split('\n', 1);
  return [...line].slice(0, 80).join('');
}

interface AmountSources {
  ask: TaskAsk;
  template: TemplateDefaults | undefined;
  defaults: TaskDefaults;
}

/** The settings say what any run may cost at most, so a template lowers that and never raises it. */
function amounts({ ask, template, defaults }: AmountSources) {
  const most = template?.maxCostMicros;
  const configured =
    defaults.budgetMicros === undefined ? undefined : Math.min(defaults.budgetMicros, most ?? defaults.budgetMicros);
  return {
    budgetMicros: ask.budgetMicros ?? configured,
    templateMaxMicros: most,
    estimateTokens: ask.estimateTokens ?? template?.estimateTokens ?? defaults.perOperationTokens,
    tokenHold: defaults.perOperationTokens,
  };
}

/** What the ledger's records show as the task's tools. */
function namesOf(policy: ToolPolicy): string[] {
  return [...new Set([...policy.tools, ...policy.allowed])];
}

/** What is stored for whoever runs the task. `root` is the repository's absolute path. */
export function submissionOf({ task, rules, timeoutMs, prepare }: TaskPlan, root: string): Submission {
  return { ...task, allow: rules, timeoutMs, workspace: root, ...(prepare === undefined ? {} : { prepare }) };
}

/** What a stored task comes to now. Throws `usage` when its tools cannot be had any more. */
export function planSubmission(submission: Submission): TaskPlan {
  const {
    allow,
    timeoutMs = DEFAULT_TIMEOUT_MS,
    workspace: _,
    prepare,
    commit: __,
    targetBranch: ___,
    untrusted: ____,
    ...task
  } = submission;
  const sources = { asked: allow, template: undefined, settings: undefined };
  const { policy, rules } = chooseTools({ ...task, ...sources, reason: task.reason });
  return { task: { ...task, tools: namesOf(policy) }, policy, rules, timeoutMs, prepare };
}

/** What a retry changes, checked against the task as it stands. Throws `usage` for tools that it cannot have. */
export function planRetry(
  submission: Submission,
  changes: RetryChanges,
): { plan: TaskPlan; overrides: RetryOverrides } {
  const model = changes.model === undefined ? undefined : canonicalModel(changes.model);
  const given = Object.entries({ ...changes, model }).filter(([, value]) => value !== undefined);
  const changed = Object.fromEntries(given);
  const plan = planSubmission({ ...submission, ...changed });
  return { plan, overrides: { ...changed, tools: plan.task.tools, allow: plan.rules } };
}
