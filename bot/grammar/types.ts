import type { Micros } from '../../src/domain/money.ts';
import type { Category, Environment, Priority } from '../../src/domain/tasks.ts';

/** Verbs that ask for work: each a template of `run`, and what a chain can be made of. */
export const WORK_VERBS = ['run', 'fix', 'test', 'review', 'docs', 'refactor', 'deploy', 'analyze', 'plan'] as const;

export const VERBS = [
  ...WORK_VERBS,
  'chain',
  'status',
  'queue',
  'usage',
  'budget',
  'limits',
  'cancel',
  'retry',
  'approve',
  'deny',
  'pause',
  'resume',
  'explain',
  'grant',
  'help',
  'version',
] as const;
export type Verb = (typeof VERBS)[number];

/** What the options of a command came to; absent where it was not given. */
export interface CommandOptions {
  priority?: Priority;
  category?: Category;
  environment?: Environment;
  /** Name of a template in `task-prompts/`; never a path. */
  template?: string;
  budgetMicros?: Micros;
  model?: string;
  branch?: string;
  timeoutMs?: number;
  /** How long the task may wait for its turn, milliseconds. */
  waitMs?: number;
  noCache?: true;
  dryRun?: true;
  reason?: string;
  /** How long a grant holds, milliseconds. */
  for?: number;
}

export interface ChainStep {
  verb: Verb;
}

export interface Command {
  verb: Verb;
  options: CommandOptions;
  /** Words of verbs without a prompt, as written: task id, commit, amount, reason. */
  args: string[];
  /** Of `run`, its templates and `chain`, as written with `\n` between its lines; '' for all others, or where there is none. */
  prompt: string;
  /** Of `chain`. */
  steps: ChainStep[];
  /** Of the comment, from 1. */
  line: number;
  /** The command line as written, cut to 200 characters. */
  source: string;
}

/** What was not understood, and what to type instead. */
export interface Problem {
  /** Of the comment, from 1. */
  line: number;
  /** The line as written, cut to 200 characters. */
  source: string;
  message: string;
  hint: string;
}

export interface Parsed {
  commands: Command[];
  problems: Problem[];
}

/** Why a line is no command, and what would make it one. */
export interface Refusal {
  message: string;
  hint: string;
}
