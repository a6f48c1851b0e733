import { resolve } from 'node:path';
import {
  budgetSchema,
  configLabelsSchema,
  countSchema,
  durationOrNoneSchema,
  durationSchema,
  modelSchema,
  toolRulesSchema,
  written,
} from '../contracts/config.ts';
import { categorySchema, environmentSchema, prioritySchema } from '../contracts/words.ts';
import { formatUsd } from '../domain/money.ts';
import { parseProxy, proxyName } from '../domain/proxy.ts';
import {
  CATEGORIES,
  type Category,
  ENVIRONMENTS,
  type Environment,
  PRIORITIES,
  type Priority,
} from '../domain/tasks.ts';
import { splitRules } from '../domain/tools/rule.ts';
import { parseCount, parseLabelList } from '../domain/values.ts';
import { type Option, option } from './option.ts';
import { parseSupabase } from './supabase.ts';

/** Every option of siso. Validation, `docs/configuration.md`, the schema for editors and `siso doctor` come from this table. */

const asWritten = (text: string) => ({ value: text });
const shown = (value: string): string => value;
const word = { fromText: asWritten, show: shown };
const count = { schema: countSchema, fromText: parseCount, show: (value: number) => value.toLocaleString('en-US') };
const folder = {
  inFiles: false,
  schema: written((text) => ({ value: resolve(text) })),
  fromText: asWritten,
  show: shown,
} as const;

/** What a task is and may do. */
const task = {
  category: option<Category>({
    ...word,
    name: 'category',
    inFiles: true,
    variables: ['SISO_CATEGORY'],
    flag: '--category',
    schema: categorySchema,
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

/** How long things take and how much fits. */
const limits = {
  timeoutMs: option({
    name: 'timeout',
    inFiles: true,
    variables: ['SISO_TIMEOUT'],
    flag: '--timeout',
    schema: durationSchema,
    fromText: asWritten,
    show: time,
    standard: '30m',
    description: 'Longest a task may run, at most 24h.',
    example: '20m',
  }),
  waitMs: option({
    name: 'wait',
    inFiles: true,
    variables: ['SISO_WAIT'],
    flag: '--wait',
    schema: durationOrNoneSchema,
    fromText: asWritten,
    show: time,
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

/** Places and programs of this machine. */
const machine = {
  dataDirectory: option({
    ...folder,
    name: 'dataDirectory',
    variables: ['SISO_DATA_DIR'],
    standard: '.siso at the top of the repository, which git must not track',
    description: 'Folder of the ledger and of the runs.',
    example: '/var/lib/siso',
  }),
  cacheDirectory: option({
    ...folder,
    name: 'cacheDirectory',
    variables: ['SISO_CACHE_DIR'],
    standard: "siso in the user's cache folder",
    description: 'Folder of what can be made again, such as the installed Claude Code.',
    example: '/var/cache/siso',
  }),
  claudePath: option({
    ...folder,
    name: 'claudePath',
    variables: ['SISO_CLAUDE_PATH'],
    flag: '--claude-path',
    standard: 'the pinned version, which siso installs',
    description: 'A Claude Code binary of your own; it must be of the pinned version.',
    example: '/opt/claude/bin/claude',
  }),
  lingerMs: option({
    name: 'linger',
    inFiles: false,
    variables: ['SISO_LINGER'],
    schema: durationOrNoneSchema,
    fromText: asWritten,
    show: time,
    standard: '5m, and 0 where CI is set',
    description:
      'How long a process keeps the ledger open after a command, which makes the next one start faster; 0 for never.',
    example: '30m',
  }),
};

/** The way to the network. */
const network = {
  httpsProxy: option({
    name: 'httpsProxy',
    inFiles: false,
    secret: true,
    variables: ['HTTPS_PROXY', 'https_proxy'],
    schema: written(parseProxy),
    fromText: asWritten,
    show: proxyName,
    standard: 'none',
    description:
      'HTTP proxy for requests to the API and for the download of Claude Code; only host and port are ever shown.',
    example: 'http://proxy.example:3128',
  }),
  noProxy: option({
    ...word,
    name: 'noProxy',
    inFiles: false,
    variables: ['NO_PROXY', 'no_proxy'],
    schema: written((text) => ({ value: text })),
    standard: 'none; this machine is never reached through a proxy',
    description: 'Hosts that are reached without the proxy: example.com and what is below it, host:port, or *.',
    example: 'registry.internal,.example.com',
  }),
  caFile: option({
    ...folder,
    name: 'caFile',
    variables: ['SISO_CA_FILE', 'NODE_EXTRA_CA_CERTS'],
    standard: 'none',
    description: 'PEM file with certificate authorities that are trusted beside the usual ones.',
    example: '/etc/ssl/company-ca.pem',
  }),
  supabaseUrl: option({
    ...word,
    name: 'supabaseUrl',
    inFiles: false,
    variables: ['SUPABASE_URL', 'SUPABASE_PROJECT_ID'],
    schema: written(parseSupabase),
    standard: 'none',
    description:
      'Supabase project, as its address or its id. The ledger on Supabase comes with a later version: it is checked, and the embedded ledger is used.',
    example: 'https://abcdefghijklmnopqrst.supabase.co',
  }),
};

export const OPTIONS = { ...task, ...limits, ...machine, ...network };

export const ALL_OPTIONS: readonly Option<unknown>[] = Object.values(OPTIONS);

/** `90s`, `20m`, `2h`: the largest unit that fits whole. */
function time(milliseconds: number): string {
  if (milliseconds === 0) return '0';
  const [size, unit] =
    milliseconds % 3_600_000 === 0 ? [3_600_000, 'h'] : milliseconds % 60_000 === 0 ? [60_000, 'm'] : [1_000, 's'];
  return `${milliseconds / Number(size)}${unit}`;
}
