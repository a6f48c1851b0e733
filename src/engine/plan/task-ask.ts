import type { Category, Environment, Priority } from '../../domain/tasks.ts';

/** How a task is to run. What is absent comes from the template, then from the settings, then from the defaults. */
export interface TaskAsk {
  name?: string | undefined;
  category?: Category | undefined;
  priority?: Priority | undefined;
  environment?: Environment | undefined;
  /** Tool rules asked for: one that cannot be had is an error, unlike a default one, which is left out. */
  allow?: readonly string[] | undefined;
  model?: string | undefined;
  budgetMicros?: number | undefined;
  estimateTokens?: number | undefined;
  timeoutMs?: number | undefined;
  /** A command that prepares the workspace, run as the agent is. */
  prepare?: string | undefined;
  labels?: Record<string, string> | undefined;
  reason?: string | undefined;
}

/** What the configuration says for every task. */
export interface TaskDefaults {
  category?: Category | undefined;
  priority?: Priority | undefined;
  environment?: Environment | undefined;
  allow?: readonly string[] | undefined;
  model?: string | undefined;
  /** The most any run may cost. */
  budgetMicros?: number | undefined;
  timeoutMs?: number | undefined;
  prepare?: string | undefined;
  labels?: Record<string, string> | undefined;
  /** Counted tokens at which any run is stopped. */
  perOperationTokens?: number | undefined;
}

/** What a template says of the tasks made from it. */
export interface TemplateDefaults {
  category?: Category | undefined;
  priority?: Priority | undefined;
  environment?: Environment | undefined;
  tools?: readonly string[] | undefined;
  estimateTokens?: number | undefined;
  maxCostMicros?: number | undefined;
}

/** The prompt as it is sent, and what to call the task. */
export interface TaskText {
  text: string;
  name: string;
  /** Name of the template that it was made from. */
  template?: string | undefined;
  defaults?: TemplateDefaults | undefined;
}

/** What a retry may change. */
export type RetryChanges = Pick<
  TaskAsk,
  'priority' | 'model' | 'budgetMicros' | 'estimateTokens' | 'timeoutMs' | 'reason'
> & { allow?: string[] | undefined };
