import type { BudgetStatus } from '../contracts/ledger/reports.ts';
import { formatUsd } from '../domain/money.ts';
import type { EndState, Published } from './state.ts';

/** Every output of the Action. All of them are set on every end; what is not known is empty. */
export const OUTPUTS = {
  decision: 'admitted, deferred, refused, or queued for a worker.',
  reason: 'Why: `ok` or `completed`, else the limit or fault by its code.',
  'task-id': 'Id of the task in the ledger.',
  status:
    'succeeded, failed, budget_capped, cancelled, deferred, refused, queued, running (mode `gate`), published (mode `publish`), or error.',
  result: 'What the agent answered.',
  'structured-output': 'The answer as JSON, where it is JSON.',
  'cost-usd': 'What was booked, in dollars.',
  'cost-source': 'metered, reported or estimated.',
  'input-tokens': 'Uncached input tokens.',
  'output-tokens': 'Output tokens.',
  'cache-read-tokens': 'Tokens read from the prompt cache.',
  'cache-write-tokens': 'Tokens written to the prompt cache.',
  turns: "Turns of the agent's conversation.",
  'duration-ms': 'How long the agent ran, milliseconds.',
  'session-id': "Id of the agent's session.",
  'retry-at': 'When a deferred task would start if nothing else happens, as an ISO instant.',
  limit: 'The limit that said no.',
  'budget-remaining-usd': "What is left of the day's budget, in dollars.",
  'budget-used-percent': "How much of the day's budget is spent or held, in percent.",
  branch: 'The branch with the changes.',
  'pull-request': 'Address of the pull request.',
  patch: 'Folder of the patch, for another job.',
  'base-url': 'Mode `meter`: for ANTHROPIC_BASE_URL of the following steps.',
  'agent-key': 'Mode `meter`: for ANTHROPIC_API_KEY of the following steps; worth nothing outside of the job.',
  'rate-limits': 'What is left of the limits of the category, as JSON.',
} as const;

type OutputName = keyof typeof OUTPUTS;
export type Outputs = Record<OutputName, string>;

/** The outputs of a task that was decided on, or of a step that had nothing to do. */
export function outputsOf(end: EndState, published: Published): Outputs {
  if (end.given !== undefined) return outputsOfGiven(end.given, end.day);
  const { report, day } = end;
  if (report === undefined) return { ...NOTHING, ...outputsOfPublished(published), ...withoutTask(end) };
  const { tokens, budget } = report;
  return {
    ...NOTHING,
    decision: report.decision,
    reason: report.reason,
    'task-id': report.taskId ?? '',
    status: end.published === undefined ? report.status : 'published',
    result: report.result ?? '',
    'structured-output': asJson(report.result),
    'cost-usd': dollars(report.costMicros),
    'cost-source': report.costSource,
    'input-tokens': String(tokens.input),
    'output-tokens': String(tokens.output),
    'cache-read-tokens': String(tokens.cacheRead),
    'cache-write-tokens': String(tokens.cacheWrite5m + tokens.cacheWrite1h),
    turns: String(report.turns),
    'duration-ms': String(report.durationMs),
    'session-id': report.sessionId ?? '',
    'retry-at': report.retryAt ?? '',
    limit: report.limit ?? '',
    'budget-remaining-usd': budget.dailyLeftMicros === null ? '' : dollars(budget.dailyLeftMicros),
    'budget-used-percent': day === undefined ? '' : percent(day),
    branch: published.branch ?? '',
    'pull-request': published.pullRequest ?? '',
    patch: published.patch ?? '',
    'base-url': '',
    'agent-key': '',
    'rate-limits': JSON.stringify(report.limits),
  };
}

/** What is said of a step that had no task. */
function withoutTask({ published, drained, cancelled }: EndState): Partial<Outputs> {
  if (published !== undefined) {
    const { taskId = '', costMicros } = published;
    const cost = costMicros === undefined ? '' : dollars(costMicros);
    return { decision: 'admitted', reason: 'ok', status: 'published', 'task-id': taskId, 'cost-usd': cost };
  }
  if (drained !== undefined)
    return { decision: 'admitted', reason: 'queue_empty', status: 'succeeded', 'cost-usd': '0.00' };
  if (cancelled === true) return { decision: 'refused', reason: 'cancelled', status: 'cancelled', 'cost-usd': '0.00' };
  return { decision: 'refused', reason: 'paused', status: 'refused', 'cost-usd': '0.00' };
}

function outputsOfGiven(
  { taskId, baseUrl = '', agentKey = '' }: NonNullable<EndState['given']>,
  day: EndState['day'],
): Outputs {
  const budget =
    day === undefined ? {} : { 'budget-remaining-usd': dollars(day.left), 'budget-used-percent': percent(day) };
  return {
    ...NOTHING,
    ...budget,
    decision: 'admitted',
    reason: 'ok',
    status: 'running',
    'task-id': taskId,
    'base-url': baseUrl,
    'agent-key': agentKey,
  };
}

function outputsOfPublished({ branch = '', pullRequest = '', patch = '' }: Published) {
  return { branch, 'pull-request': pullRequest, patch };
}

const NOTHING: Outputs = {
  decision: '',
  reason: '',
  'task-id': '',
  status: '',
  result: '',
  'structured-output': '',
  'cost-usd': '',
  'cost-source': '',
  'input-tokens': '',
  'output-tokens': '',
  'cache-read-tokens': '',
  'cache-write-tokens': '',
  turns: '',
  'duration-ms': '',
  'session-id': '',
  'retry-at': '',
  limit: '',
  'budget-remaining-usd': '',
  'budget-used-percent': '',
  branch: '',
  'pull-request': '',
  patch: '',
  'base-url': '',
  'agent-key': '',
  'rate-limits': '',
};

/** The outputs of a fault, before or without a decision. */
export function outputsOfFault(code: string): Outputs {
  return { ...NOTHING, decision: 'refused', reason: code, status: 'error' };
}

function dollars(micros: number): string {
  return formatUsd(micros).replace('$', '');
}

/** Of the cap, spent and held; more than a hundred when a cap was lowered. */
function percent({ spent, held, cap }: BudgetStatus): string {
  return (((spent + held) * 100) / Math.max(1, cap)).toFixed(1);
}

function asJson(text: string | null): string {
  if (text === null || !/^\s*[[{]/.test(text)) return '';
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return '';
  }
}
