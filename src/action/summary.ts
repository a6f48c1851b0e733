import type { BudgetStatus } from '../contracts/ledger/reports.ts';
import type { RunReport } from '../contracts/run-report.ts';
import { formatUsd } from '../domain/money.ts';
import { neutralise } from '../domain/neutral-text.ts';
import type { KindCosts } from '../domain/prices.ts';
import type { StepContext } from './context.ts';
import { momentOf } from './moment.ts';
import type { EndState, FaultState, Published } from './state.ts';

export interface SummaryParts {
  end: EndState | undefined;
  fault: FaultState | undefined;
  published: Published;
  /** How far the limits reach, where that is not everywhere. */
  reach: string | undefined;
}

const MOST_RESULT = 20_000;
const MOST_FILES = 50;

/** The job summary as Markdown: everybody sees it who sees the repository. */
export function summaryOf(context: StepContext, { end, fault, published, reach }: SummaryParts): string {
  if (end === undefined) return faultSummary(fault);
  const said =
    end.note !== undefined || end.published !== undefined ? [] : [reach].filter((line) => line !== undefined);
  if (end.drained !== undefined)
    return drainedSummary(context, end, { ...published, notes: [...published.notes, ...said] });
  const parts = end.report === undefined ? withoutReport(end, published) : ofReport(context, end, published);
  return `${[...parts, ...said.map((line) => `> ${line}`)].join('\n\n')}\n`;
}

function ofReport(context: StepContext, { report, day, log, costs }: EndState, published: Published): string[] {
  if (report === undefined) return [];
  return [
    `### ${verdict(report)}`,
    ...(report.rehearsal ? [REHEARSAL] : []),
    ...why(report),
    ...(report.decision === 'admitted' ? [costTable(report, costs)] : []),
    ...(day === undefined ? [] : [budgetLine(day)]),
    limitsLine(report),
    ...denied(report),
    ...changed(report, published),
    ...published.notes.map((note) => `> ${neutralise(note)}`),
    ...report.warnings.map((warning) => `> ${neutralise(warning)}`),
    ...answer(report),
    ...endOfLog(context, log),
  ];
}

/** Only where the workflow asks for it: whoever sees the repository sees the summary. */
function endOfLog({ inputs }: StepContext, log: string | undefined): string[] {
  return inputs.includeLog && log ? [folded('End of the log', fenced(neutralise(log)))] : [];
}

const REHEARSAL = '> **Rehearsal**: a scripted upstream answered, no key was used and nothing was paid.';

/** Several tasks of the queue, a line each, and the budget that is left. */
function drainedSummary(context: StepContext, { drained = [], day, log }: EndState, published: Published): string {
  if (drained.length === 0) return '### ○ The queue is empty\n\nNothing was run.\n';
  const rows = drained.map(({ report }) => `| ${report.taskId} | ${report.status} | ${formatUsd(report.costMicros)} |`);
  const table = ['| Task | End | Cost |', '|---|---|---|', ...rows].join('\n');
  const each = drained.map((end) => folded(`${end.report.taskId}`, ofReport(context, end, { notes: [] }).join('\n\n')));
  const notes = published.notes.map((note) => `> ${neutralise(note)}`);
  const parts = [
    `### ${drained.length} tasks of the queue`,
    table,
    ...(day === undefined ? [] : [budgetLine(day)]),
    ...notes,
    ...each,
    ...endOfLog(context, log),
  ];
  return `${parts.join('\n\n')}\n`;
}

function withoutReport({ given, note, day }: EndState, published: Published): string[] {
  if (given !== undefined)
    return [
      `### ▶ Task ${given.taskId}: ${formatUsd(given.holdMicros)} are held for the following steps`,
      ...(day === undefined ? [] : [budgetLine(day)]),
      'A step with `mode: settle` books what they use; without one the whole hold is booked.',
    ];
  if (published.branch !== undefined)
    return [
      `### ✓ Published: ${published.pullRequest === undefined ? `branch ${code(published.branch)}` : `[pull request](${published.pullRequest})`}`,
      ...published.notes.map((each) => `> ${neutralise(each)}`),
    ];
  return ['### ○ Nothing was run', ...(note === undefined ? [] : [neutralise(note)])];
}

export function faultSummary(fault: FaultState | undefined): string {
  if (fault === undefined) return '### ✗ The job was stopped before anything was decided\n\nNothing was used.\n';
  const hint = fault.hint === undefined ? '' : `\n\n${neutralise(fault.hint)}`;
  return `### ✗ ${neutralise(fault.message)}${hint}\n`;
}

const ICONS = {
  succeeded: '✓',
  failed: '✗',
  budget_capped: '■',
  cancelled: '○',
  deferred: '○',
  refused: '○',
  queued: '○',
};

function verdict({ status, taskId }: RunReport): string {
  const what = status === 'deferred' ? 'not started now' : status.replaceAll('_', ' ');
  return `${ICONS[status]} ${taskId === null ? 'Task' : `Task ${taskId}`}: ${what}`;
}

function why({ status, reason, error, limit, limitUsed, limitMax, hint, retryAt }: RunReport): string[] {
  if (status === 'deferred' || status === 'refused')
    return [
      [
        limit === null
          ? `Reason: ${reason.replaceAll('_', ' ')}.`
          : `${limit}: ${limitUsed ?? '?'} of ${limitMax ?? '?'} are used.`,
        retryAt === null ? '' : `It would start at ${momentOf(retryAt)}.`,
        hint === null ? '' : neutralise(hint),
      ]
        .filter((part) => part !== '')
        .join(' '),
    ];
  return error === null ? [] : [neutralise(error)];
}

/** Costs and tokens by kind. */
function costTable(report: RunReport, costs: EndState['costs']): string {
  const { tokens, hold } = report;
  const at = (kind: keyof KindCosts) => (costs === undefined ? '' : `: ${formatUsd(costs[kind])}`);
  const rows = [
    [
      'Cost',
      `${formatUsd(report.costMicros)} (${report.costSource})${hold === null ? '' : ` of ${formatUsd(hold.amountMicros)}`}`,
    ],
    ['Uncached input', `${count(tokens.input)} tokens${at('input')}`],
    ['Output', `${count(tokens.output)} tokens${at('output')}`],
    ['Cache read', `${count(tokens.cacheRead)} tokens${at('cacheRead')}`],
    ['Cache written', `${count(tokens.cacheWrite5m + tokens.cacheWrite1h)} tokens${at('cacheWrite')}`],
    ...(costs === undefined || costs.webSearch === 0 ? [] : [['Web searches', formatUsd(costs.webSearch)]]),
    ['Requests, turns', `${count(report.requests)}, ${count(report.turns)}`],
    ['Time', `${(report.durationMs / 1_000).toFixed(1)} s`],
  ];
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

const CELLS = 20;

function budgetLine({ spent, held, cap, endsAt }: BudgetStatus): string {
  const share = (spent + held) / Math.max(1, cap);
  const full = Math.min(CELLS, Math.round(share * CELLS));
  const bar = `${'█'.repeat(full)}${'░'.repeat(CELLS - full)}`;
  return `Budget of the day: \`${bar}\` ${formatUsd(spent)} spent, ${formatUsd(held)} held of ${formatUsd(cap)}, until ${momentOf(endsAt)}.`;
}

function limitsLine({ limits }: RunReport): string {
  const left = Object.entries({
    minute: limits.minuteLeftTokens,
    hour: limits.hourLeftTokens,
    day: limits.dayLeftTokens,
  })
    .filter(([, tokens]) => tokens !== null)
    .map(([window, tokens]) => `${count(tokens ?? 0)} in the ${window}`);
  return left.length === 0 ? 'No token limit applies.' : `Tokens left of the category: ${left.join(', ')}.`;
}

function denied({ denials }: RunReport): string[] {
  if (denials.length === 0) return [];
  return [
    `Denied tools: ${denials.map((tool) => code(tool)).join(', ')}. Allow what the task needs with \`allowed-tools\`.`,
  ];
}

function changed(report: RunReport, { branch, pullRequest, patch }: Published): string[] {
  const { changedFiles, insertions, deletions } = report;
  if (changedFiles.length === 0) return report.status === 'succeeded' ? ['No file was changed.'] : [];
  const where = [
    ...(pullRequest === undefined ? [] : [`[pull request](${pullRequest})`]),
    ...(branch === undefined ? [] : [`branch ${code(branch)}`]),
    ...(patch === undefined ? [] : ['a patch to upload (output `patch`)']),
  ];
  const files = changedFiles.slice(0, MOST_FILES).map((file) => `- ${code(file)}`);
  const more = changedFiles.length > MOST_FILES ? [`- and ${changedFiles.length - MOST_FILES} more`] : [];
  const title = `${changedFiles.length} changed file${changedFiles.length === 1 ? '' : 's'} (+${insertions} −${deletions})`;
  return [
    `${title}${where.length === 0 ? '' : `: ${where.join(', ')}`}`,
    folded('Files', [...files, ...more].join('\n')),
  ];
}

function answer({ result }: RunReport): string[] {
  if (result === null) return [];
  return [folded('What the agent says', neutralise(result, MOST_RESULT))];
}

function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

/** A name of somebody's choosing as inline code. */
function code(text: string): string {
  // Behind a sign no fence begins, whose end would be put on a line of its own.
  const plain = neutralise(`·${text.replaceAll('`', "'").replace(/\s+/g, ' ')}`, 200).slice(1);
  return `\`${plain}\``;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
