/** The words of a task: category, priority, environment, state. The SQL check constraints list the same ones; a test holds them equal. */
export const CATEGORIES = ['development', 'testing', 'deployment', 'analysis', 'maintenance'] as const;
export const PRIORITIES = ['urgent', 'high', 'medium', 'low'] as const;
export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export const TASK_STATES = [
  'pending_approval',
  'blocked',
  'queued',
  'running',
  'succeeded',
  'failed',
  'budget_capped',
  'cancelled',
  'dead',
] as const;
export const SERVICES = ['claude-code', 'anthropic-api', 'openai', 'custom'] as const;

export type Category = (typeof CATEGORIES)[number];
export type Priority = (typeof PRIORITIES)[number];
export type Environment = (typeof ENVIRONMENTS)[number];
export type Service = (typeof SERVICES)[number];
export type TaskState = (typeof TASK_STATES)[number];
