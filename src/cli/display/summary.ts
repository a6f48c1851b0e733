import type { RunReport } from '../../contracts/run-report.ts';
import { formatUsd } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';
import { colors, noteColors } from './colors.ts';
import { clock, columns, count, inline, plural, span } from './format.ts';

type Decision = Pick<RunReport, 'reason'> & {
  limit?: string | null | undefined;
  used?: number | null | undefined;
  max?: number | null | undefined;
  retryAt?: string | null | undefined;
};

/** Why a task waits or may not run: what happened, the figure, when it changes. */
export function decisionLine(decision: Decision, { willWait }: { willWait: boolean }): string {
  const { yellow } = willWait ? noteColors : colors;
  const why = `${yellow(willWait ? '◌' : '✗')} ${willWait ? 'Waiting' : 'Deferred'}: ${limitSentence(decision)}`;
  if (!decision.retryAt) return `${why}\n  When it can start depends on others.`;
  const inMs = Date.parse(decision.retryAt) - Date.now();
  return `${why}\n  It would start at ${clock(decision.retryAt, new Date())} (in ${span(Math.max(0, inMs))}).`;
}

function limitSentence({ reason, limit, used, max }: Decision): string {
  if (reason === 'paused') return 'the ledger is paused.';
  if (reason === 'provider_gate') return 'the provider asked everybody to wait.';
  if (!limit) return `${reason.replaceAll('_', ' ')}.`;
  const amount = (value: number) => (limit.includes('dollars') ? formatUsd(value) : count(value));
  return `${inline(limit)}: ${amount(used ?? 0)} of ${amount(max ?? 0)} are taken, and this task does not fit beside them.`;
}

/** The end of `siso run` for a person. */
export function summary(report: RunReport): string {
  if (report.decision === 'deferred') return deferredSummary(report);
  if (report.decision === 'refused') return refusedSummary(report);
  return [headline(report), '', columns(figures(report)), ...texts(report)].join('\n');
}

function deferredSummary(report: RunReport): string {
  const decision = { ...report, used: report.limitUsed, max: report.limitMax };
  return `${decisionLine(decision, { willWait: false })}\n  Nothing was booked. ${waitingAdvice(report)}`;
}

/** A submitted task waits in the ledger; one of `siso run` is forgotten. */
function waitingAdvice({ taskId, rehearsal }: RunReport): string {
  if (taskId === null) return 'To wait for it: add --wait 15m.';
  const ledger = rehearsal ? ' --rehearse' : '';
  return `${taskId} stays in the queue.\n  Start it: siso retry ${taskId}${ledger} --wait 15m · Cancel it: siso cancel ${taskId}${ledger}`;
}

function refusedSummary(report: RunReport): string {
  return `${refusalLine(report)}\n  Nothing was booked.`;
}

/** Why a task may never start: what happened, the limit, what to do. */
export function refusalLine({
  reason,
  limit,
  limitMax,
  hint,
}: Pick<RunReport, 'reason' | 'limit' | 'limitMax' | 'hint'>): string {
  const which = limit
    ? ` (${inline(limit)}: ${limit.includes('dollars') ? formatUsd(limitMax ?? 0) : count(limitMax ?? 0)})`
    : '';
  return `${colors.red('✗')} Refused: ${reason.replaceAll('_', ' ')}${which}.\n  ${inline(hint ?? '')}`;
}

const HEADLINES = {
  succeeded: () => `${colors.green('✓')} Succeeded`,
  failed: () => `${colors.red('✗')} Failed`,
  budget_capped: () => `${colors.yellow('■')} Stopped at its hold`,
  cancelled: () => `${colors.yellow('■')} Stopped`,
} as const;

function headline({ status, taskId, durationMs, turns, reason, rehearsal }: RunReport): string {
  const state = status === 'deferred' || status === 'refused' || status === 'queued' ? status : HEADLINES[status]();
  const label = rehearsal ? ` ${colors.cyan('[rehearsal: nothing was paid]')}` : '';
  const why = status === 'succeeded' ? '' : ` (${reason.replaceAll('_', ' ')})`;
  return `${state}${why}: ${taskId} in ${span(durationMs)}, ${plural(turns, 'turn')}.${label}`;
}

const left = (value: number | null, text: (value: number) => string, when: string) =>
  value === null ? [] : [`${text(value)} ${when}`];

/** What the ledger's global budgets leave. */
export function budgetsLeft({ dailyLeftMicros, monthlyLeftMicros, dailyLeftTokens }: RunReport['budget']): string {
  const parts = [
    ...left(dailyLeftMicros, formatUsd, 'today'),
    ...left(monthlyLeftMicros, formatUsd, 'this month'),
    ...left(dailyLeftTokens, count, 'tokens today'),
  ];
  return parts.join(' · ') || 'no budget is set';
}

/** What the category's windows leave. */
export function limitsLeft({ minuteLeftTokens, hourLeftTokens, dayLeftTokens }: RunReport['limits']): string {
  const parts = [
    ...left(minuteLeftTokens, count, 'this minute'),
    ...left(hourLeftTokens, count, 'this hour'),
    ...left(dayLeftTokens, count, 'in 24 hours'),
  ];
  return parts.length > 0 ? `${parts.join(' · ')} (tokens)` : 'no limit is set';
}

function figures(report: RunReport): [string, string][] {
  const { tokens, hold, budget, limits, changedFiles } = report;
  return [
    [
      'Cost',
      `${colors.bold(formatUsd(report.costMicros))} of ${formatUsd(hold?.amountMicros ?? 0)} held (${report.costSource}, ${plural(report.requests, 'request')})`,
    ],
    [
      'Tokens',
      `${count(tokens.counted)} counted: ${count(tokens.input)} in, ${count(tokens.output)} out; cache: ${count(tokens.cacheRead)} read, ${count(tokens.cacheWrite5m)} written for 5 min, ${count(tokens.cacheWrite1h)} for 1 h`,
    ],
    ['Budget left', budgetsLeft(budget)],
    ['Limits left', limitsLeft(limits)],
    [
      'Changed',
      changedFiles.length > 0
        ? `${changedFiles.slice(0, 5).map(inline).join(', ')}${changedFiles.length > 5 ? ` and ${changedFiles.length - 5} more` : ''} (+${report.insertions} −${report.deletions})`
        : 'nothing',
    ],
    ...(report.branch
      ? ([['Branch', `${inline(report.branch)}  (git diff HEAD...${inline(report.branch)})`]] satisfies [
          string,
          string,
        ][])
      : []),
  ];
}

function texts({ error, denials, warnings, result, status }: RunReport): string[] {
  const lines = printable(result ?? '')
    .trim()
    .split('\n');
  const shown = lines.slice(0, 12).map((line) => `  ${line}`);
  return [
    ...(error ? ['', `  ${colors.red('Why:')} ${inline(error)}`] : []),
    ...denials.map((denial) => `  ${colors.yellow('Denied:')} ${inline(denial)}`),
    ...warnings.map((warning) => `  ${colors.yellow('!')} ${inline(warning)}`),
    ...(result?.trim() && status === 'succeeded' ? ['', ...shown] : []),
  ];
}
