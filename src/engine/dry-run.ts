import { claudeArguments } from '../claude/index.ts';
import type { DryRun } from '../contracts/dry-run.ts';
import type { LedgerResult } from '../contracts/ledger/functions.ts';
import { formatUsd } from '../domain/money.ts';
import type { Store } from '../store/index.ts';
import type { PreparedRun } from './plan/prepare-run.ts';
import { budgetLeft, limitsLeft } from './report.ts';

type Preview = LedgerResult<'siso_check'>;

export interface DryRunOptions {
  prepared: PreparedRun;
  /** Path of Claude Code, or its name where it is still to be installed. */
  program: string;
  inputs: Record<string, string>;
  warnings: string[];
}

/** What would be asked for, and what the ledger would say now. Books nothing. */
export async function dryRun(store: Store, { prepared, program, inputs, warnings }: DryRunOptions): Promise<DryRun> {
  const { plan, repository } = prepared;
  const { task, policy, timeoutMs } = plan;
  const verdict = await store.call('siso_check', { p_task: task });
  const status = await store.call('siso_status', {});
  const { name, prompt, category, priority, environment, model, labels = {}, template = null } = task;
  return {
    ...decisionOf(verdict),
    ...{ name, prompt, template, inputs, category, priority, environment, model, labels },
    tools: policy,
    argv: [program, ...argumentsOf(prepared, verdict)],
    timeoutMs,
    hold: holdOf(verdict),
    budget: budgetLeft(status.budgets),
    limits: limitsLeft(status, task),
    repository: repository.root,
    warnings: [...repository.warnings, ...warnings],
    rehearsal: status.rehearsal,
  };
}

function decisionOf(verdict: Preview) {
  const { decision, reason } = verdict;
  if (decision === 'admitted') return { decision, reason, ...NO_LIMIT };
  return {
    ...NO_LIMIT,
    decision,
    reason,
    limit: verdict.limit ?? null,
    limitUsed: verdict.used ?? null,
    limitMax: verdict.max ?? null,
    ...(decision === 'refused' ? { hint: verdict.hint } : { retryAt: verdict.retryAt, promised: verdict.promised }),
  };
}

const NO_LIMIT = { limit: null, limitUsed: null, limitMax: null, hint: null, retryAt: null, promised: null };

function holdOf(verdict: Preview): DryRun['hold'] {
  if (verdict.decision !== 'admitted') return null;
  const { amountMicros, tokens, estimateTokens, bufferTokens } = verdict.hold;
  return { amountMicros, tokens, estimateTokens, bufferTokens };
}

/** No hold is one micro-dollar, so that figure stands for the one that is not known. */
const UNKNOWN = 1;

function argumentsOf({ plan: { task, policy } }: PreparedRun, verdict: Preview): string[] {
  const budgetMicros = holdOf(verdict)?.amountMicros ?? task.budgetMicros;
  const argv = claudeArguments({ model: task.model, policy, budgetMicros: budgetMicros ?? UNKNOWN });
  if (budgetMicros !== undefined) return argv;
  return argv.map((word) => (word === formatUsd(UNKNOWN).slice(1) ? '<hold>' : word));
}
