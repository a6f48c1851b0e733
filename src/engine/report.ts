import type { Admitted, Deferred, Refused, TaskRequest } from '../contracts/ledger/admission.ts';
import type { Outcome, Settled } from '../contracts/ledger/life.ts';
import type { BudgetStatus, LedgerStatus } from '../contracts/ledger/reports.ts';
import type { TokenSums } from '../contracts/ledger/usage.ts';
import type { RunReport } from '../contracts/run-report.ts';

const NO_TOKENS: TokenSums = { input: 0, output: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, counted: 0 };

export interface ReportFrame {
  /** Of a task that was submitted before it was asked for. */
  taskId?: string | undefined;
  task: TaskRequest;
  repository: { root: string };
  warnings: string[];
  status: LedgerStatus;
}

function frame({ task, repository, warnings, status }: ReportFrame) {
  return {
    repository: repository.root,
    warnings,
    rehearsal: status.rehearsal,
    budget: budgetLeft(status.budgets),
    limits: limitsLeft(status, task),
  };
}

const NOTHING_RUN = {
  error: null,
  result: null,
  costMicros: 0,
  costSource: 'metered',
  reportedCostMicros: null,
  tokens: NO_TOKENS,
  requests: 0,
  turns: 0,
  durationMs: 0,
  sessionId: null,
  hold: null,
  changedFiles: [],
  insertions: 0,
  deletions: 0,
  branch: null,
  denials: [],
} as const;

/** The report of a task that did not start. */
export function reportOfNo(verdict: Deferred | Refused, context: ReportFrame): RunReport {
  return {
    ...NOTHING_RUN,
    tokens: { ...NO_TOKENS },
    changedFiles: [],
    denials: [],
    ...frame(context),
    taskId: context.taskId ?? null,
    decision: verdict.decision,
    status: verdict.decision,
    reason: verdict.reason,
    limit: verdict.limit ?? null,
    limitUsed: verdict.used ?? null,
    limitMax: verdict.max ?? null,
    hint: verdict.decision === 'refused' ? verdict.hint : null,
    retryAt: verdict.decision === 'deferred' ? verdict.retryAt : null,
  };
}

export interface RunFigures {
  admitted: Admitted;
  outcome: Outcome;
  settled: Settled;
  changes: { insertions: number; deletions: number };
}

/** The report of a task that ran and was settled. */
export function reportOfRun({ admitted, outcome, settled, changes }: RunFigures, context: ReportFrame): RunReport {
  const { hold, taskId } = admitted;
  return {
    ...frame(context),
    taskId,
    decision: 'admitted',
    status: outcome.state,
    reason: outcome.reason,
    limit: null,
    limitUsed: null,
    limitMax: null,
    hint: null,
    retryAt: null,
    error: outcome.error ?? null,
    result: outcome.result ?? null,
    costMicros: settled.ok ? settled.costMicros : 0,
    costSource: outcome.costSource === 'estimated' ? 'estimated' : 'metered',
    reportedCostMicros: outcome.reportedCostMicros ?? null,
    tokens: settled.ok ? settled.tokens : NO_TOKENS,
    requests: outcome.entries.reduce((sum, entry) => sum + entry.requests, 0),
    turns: outcome.turns ?? 0,
    durationMs: outcome.durationMs ?? 0,
    sessionId: outcome.sessionId ?? null,
    hold: { amountMicros: hold.amountMicros, tokens: hold.tokens, bufferTokens: hold.bufferTokens },
    changedFiles: outcome.changedFiles ?? [],
    insertions: changes.insertions,
    deletions: changes.deletions,
    branch: outcome.branch ?? null,
    denials: outcome.denials ?? [],
  };
}

/** What every matching budget leaves; the ledger's global one is always among them. */
export function budgetLeft(budgets: BudgetStatus[]): RunReport['budget'] {
  const left = (kind: string, unit: string) =>
    budgets.find((budget) => budget.scope === 'global' && budget.kind === kind && budget.unit === unit)?.left ?? null;
  return {
    dailyLeftMicros: left('day', 'usd'),
    monthlyLeftMicros: left('month', 'usd'),
    dailyLeftTokens: left('day', 'tokens'),
  };
}

export function limitsLeft(status: LedgerStatus, task: TaskRequest): RunReport['limits'] {
  const row = status.limits.find((limit) => limit.category === task.category && limit.repo === null);
  return {
    minuteLeftTokens: row?.tokens.minute.left ?? null,
    hourLeftTokens: row?.tokens.hour.left ?? null,
    dayLeftTokens: row?.tokens.day.left ?? null,
  };
}
