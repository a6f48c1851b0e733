import type { Category, Environment } from '../tasks.ts';

/** Each tier contains the ones before it: reading; editing inside the project; destroying, publishing, running anything. */
export const TIERS = ['SAFE', 'DEV', 'ADMIN'] as const;
export type Tier = (typeof TIERS)[number];

/** Production gets more than reading only as an emergency. */
export const ENVIRONMENT_TIER: Record<Environment, Tier> = { development: 'ADMIN', staging: 'DEV', production: 'SAFE' };

/** Tools a run may have, with the tier of the bare name. Everything else the CLI offers is left out on purpose. */
export const TOOL_TIERS = new Map<string, Tier>([
  ['Read', 'SAFE'],
  ['Glob', 'SAFE'],
  ['Grep', 'SAFE'],
  ['Edit', 'DEV'],
  ['Write', 'DEV'],
  ['NotebookEdit', 'DEV'],
  ['Task', 'DEV'],
  // These send data out of the machine, so they are more than reading.
  ['WebFetch', 'DEV'],
  ['WebSearch', 'DEV'],
  // Bare: any command there is.
  ['Bash', 'ADMIN'],
]);

/** Names of older versions of the CLI and of the specification. */
export const LEGACY_NAMES = new Map([
  ['ReadFile', 'Read'],
  ['NotebookRead', 'Read'],
  ['WriteFile', 'Write'],
  ['MultiEdit', 'Edit'],
  ['LS', 'Glob'],
  ['Agent', 'Task'],
]);

/** Commands that need the ADMIN tier: they destroy, publish, reach root, or run whatever follows them. */
export const ADMIN_COMMANDS = new Set([
  ...['rm', 'docker', 'podman', 'sudo', 'su', 'ssh'],
  ...['sh', 'bash', 'dash', 'zsh', 'eval', 'exec', 'env', 'command', 'nohup', 'timeout', 'nice', 'xargs'],
]);

/**
 * Commands the CLI runs without any rule as long as they only read inside the project (measured with 2.1.330).
 * It looks at their options then; an allow rule would switch that check off.
 */
export const READING_COMMANDS = new Set([
  ...['cat', 'cut', 'diff', 'du', 'file', 'find', 'grep', 'head', 'ls', 'nl', 'pwd', 'rg', 'sort', 'stat', 'tail'],
  ...['tr', 'tree', 'wc'],
]);
export const READING_GIT = new Set([
  ...['blame', 'cat-file', 'describe', 'diff', 'grep', 'log', 'ls-files', 'rev-parse', 'shortlog', 'show', 'status'],
]);

/**
 * Denied beside every Bash rule that does not name the key: a wider rule such as `Bash(git:*)` does not bring it along.
 * The CLI looks through quotes, paths and wrappers, but not past git's own options, nor at what xargs is fed.
 */
export const COMMAND_GUARDS = new Map([
  // Read-only looking git commands that write files or run programs.
  ['git options', ['Bash(git *--output*)', 'Bash(git *--ext-diff*)']],
  ['git push', ['Bash(git push:*)', 'Bash(git -* push*)', 'Bash(git send-pack:*)', 'Bash(xargs *git*)']],
  ['rm', ['Bash(rm:*)']],
]);

/** What a task may use when nothing is asked for, before it is cut to the environment's tier. */
export const CATEGORY_TOOLS: Record<Category, readonly string[]> = {
  development: ['Read', 'Edit', 'Bash(git:*)', 'Bash(npm:*)'],
  testing: ['Read', 'Edit', 'Bash(npm test:*)', 'Bash(jest:*)'],
  deployment: ['Bash(docker:*)', 'Bash(git:*)', 'mcp__supabase__apply_migration'],
  analysis: ['Read', 'mcp__supabase__execute_sql', 'WebFetch'],
  maintenance: ['Read', 'Edit', 'Bash(npm:*)', 'Bash(rm:*)'],
};
