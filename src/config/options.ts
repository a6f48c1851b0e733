import {
  budgetSchema,
  configLabelsSchema,
  durationOrNoneSchema,
  durationSchema,
  modelSchema,
  prepareSchema,
  toolRulesSchema,
} from '../contracts/config.ts';
import { categorySchema, environmentSchema, prioritySchema } from '../contracts/words.ts';
import { formatUsd } from '../domain/money.ts';
import {
  CATEGORIES,
  type Category,
  ENVIRONMENTS,
  type Environment,
  PRIORITIES,
  type Priority,
} from '../domain/tasks.ts';
import { splitRules } from '../domain/tools/rule.ts';
import { parseLabelList, parseWord } from '../domain/values.ts';
import { asWritten, count, duration, word } from './kinds.ts';
import { MACHINE_OPTIONS } from './machine-options.ts';
import { type Option, option } from './option.ts';

/** Every option of siso. Validation, `docs/configuration.md`, the schema for editors and `siso doctor` come from this table. */

/** What a task is and may do. */
const task = {
  category: option<Category>({
    ...word,
    name: 'category',
    inFiles: true,
    variables: ['SISO_CATEGORY'],
    flag: '--category',
    schema: categorySchema,
    fromText: (text) => parseWord(CATEGORIES, text),
    standard: "the template's, else development",
    description: `Kind of work, which decides limits and default tools: ${CATEGORIES.join(', ')}.`,
    example: 'testing',
  }),
  priority: option<Priority>({
    ...word,
    name: 'priority',
    inFiles: true,
    variables: ['SISO_PRIORITY'],
    flag: '--priority',
    schema: prioritySchema,
    fromText: (text) => parseWord(PRIORITIES, text),
    standard: "the template's, else medium",
    description: `How urgent a task is: ${PRIORITIES.join(', ')}.`,
    example: 'high',
  }),
  environment: option<Environment>({
    ...word,
    name: 'environment',
    inFiles: true,
    variables: ['SISO_ENVIRONMENT'],
    flag: '--environment',
    schema: environmentSchema,
    fromText: (text) => parseWord(ENVIRONMENTS, text),
    standard: 'development',
    description: `What the work is for, which decides the tools that can be had at all: ${ENVIRONMENTS.join(', ')}.`,
    example: 'staging',
  }),
  model: option({
    ...word,
    name: 'model',
    inFiles: true,
    variables: ['SISO_MODEL'],
    flag: '--model',
    schema: modelSchema,
    standard: 'sonnet',
    description: 'Model or alias.',
    example: 'sonnet',
  }),
  budgetMicros: option({
    name: 'budget',
    inFiles: true,
    variables: ['SISO_BUDGET'],
    flag: '--budget',
    schema: budgetSchema,
    fromText: asWritten,
    show: formatUsd,
    standard: "from earlier tasks, else the template's, else $2.00",
    description: 'The most a task may cost, in dollars; it is stopped there.',
    example: '1.50',
  }),
  allow: option({
    name: 'permissions.allow',
    inFiles: true,
    variables: ['SISO_ALLOW'],
    flag: '--allow',
    schema: toolRulesSchema,
    fromText: (text) => ({ value: splitRules(text) }),
    show: (rules: string[]) => rules.join(', '),
    standard: "the template's, else those of the category",
    description: 'Tools a task may use, within what its environment allows.',
    example: ['Read', 'Edit', 'Bash(npm test:*)'],
  }),
  labels: option({
    name: 'labels',
    inFiles: true,
    flag: '--label',
    variables: ['SISO_LABELS'],
    schema: configLabelsSchema,
    fromText: parseLabelList,
    show: (labels: Record<string, string>) =>
      Object.entries(labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(', '),
    standard: 'none',
    description: 'Names and values that every task is charged under, such as a team or a cost centre.',
    example: { team: 'web', 'cost-center': '42' },
  }),
};

/** What makes a workspace ready. */
const workspace = {
  prepare: option({
    ...word,
    name: 'prepare',
    // A checkout names no program.
    inFiles: false,
    variables: ['SISO_PREPARE'],
    flag: '--prepare',
    schema: prepareSchema,
    standard: 'none',
    description:
      'A command that prepares the private copy before Claude Code starts, run as the agent is: without any key.',
    example: 'npm ci',
  }),
};

/** How long things take and how much fits. */
const limits = {
  timeoutMs: option({
    ...duration,
    name: 'timeout',
    inFiles: true,
    variables: ['SISO_TIMEOUT'],
    flag: '--timeout',
    schema: durationSchema,
    standard: '30m',
    description: 'Longest a task may run, at most 24h.',
    example: '20m',
  }),
  waitMs: option({
    ...duration,
    name: 'wait',
    inFiles: true,
    variables: ['SISO_WAIT'],
    flag: '--wait',
    schema: durationOrNoneSchema,
    standard: '0',
    description: 'How long a task may wait to be admitted, at most 24h; "0" for not at all.',
    example: '15m',
  }),
  perOperationTokens: option({
    ...count,
    name: 'tokenLimits.perOperation',
    inFiles: true,
    variables: ['SISO_MAX_TOKENS', 'CLAUDE_CODE_MAX_TOKENS'],
    standard: 'twice the estimate',
    description: 'Counted tokens at which one task is stopped; also its estimate where none is given.',
    example: 10_000,
  }),
  dailyTokens: option({
    ...count,
    name: 'tokenLimits.daily',
    inFiles: true,
    onlyLowers: true,
    variables: ['SISO_DAILY_TOKENS', 'TOKEN_DAILY_LIMIT'],
    standard: 'as the ledger has it (100,000 at first)',
    description: 'Counted tokens a day for the whole ledger.',
    example: 100_000,
  }),
  maxConcurrentJobs: option({
    ...count,
    name: 'maxConcurrentJobs',
    inFiles: true,
    onlyLowers: true,
    variables: ['SISO_MAX_CONCURRENT_JOBS', 'AUTOMATION_MAX_CONCURRENT_JOBS'],
    standard: 'as the ledger has it (3 at first)',
    description: 'Tasks that may run at the same time, for the whole ledger.',
    example: 3,
  }),
};

export const OPTIONS = { ...task, ...workspace, ...limits, ...MACHINE_OPTIONS };

export const ALL_OPTIONS: readonly Option<unknown>[] = Object.values(OPTIONS);
