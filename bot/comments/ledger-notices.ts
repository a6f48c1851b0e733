import type { Queue } from '../../src/contracts/ledger/queue.ts';
import type { BudgetStatus, LedgerStatus, LimitStatus, UsageSummary } from '../../src/contracts/ledger/reports.ts';
import type { TaskSummary } from '../../src/contracts/ledger/tasks.ts';
import { amountOf, bar, count, moment, momentFrom, money, plural } from './figures.ts';
import { blocks, code, command, first, phrase, table } from './markdown.ts';
import type { Notice } from './types.ts';
import { heldText } from './waiting.ts';
import { stateText } from './words.ts';

/**
 * What the ledger says, for the readers of one repository: they see its own tasks, limits and budgets, and those that are for all.
 * Names of other repositories and people are nothing for them.
 */
interface View {
  /** `owner/name`. */
  repo: string;
}

const MOST_ROWS = 20;

const answer = (title: string, body: string): Notice => ({ kind: 'answer', title, body });

/** `/siso status`; `tasks` are those that run or wait. */
export function renderStatus(status: LedgerStatus, view: View & { tasks?: readonly TaskSummary[] }): Notice {
  const { running, maxConcurrent, rehearsal } = status;
  return answer(
    'Status',
    blocks([
      `${healthText(status)} ${count(running)} of ${plural(maxConcurrent, 'slot')} in use.${rehearsal ? ' **Rehearsal**: nothing is paid.' : ''}`,
      tasksText(own(view.tasks ?? [], view)),
      budgetsTable(seenBudgets(status.budgets, view)),
      `More: ${command('queue')} · ${command('limits')} · ${command('usage')}`,
    ]),
  );
}

function healthText({ paused, providerGateUntil }: LedgerStatus): string {
  if (paused) return `⏸ **Paused**: nothing starts until ${command('resume')}.`;
  if (providerGateUntil === null) return '✅ **Running**: tasks can start.';
  return `⏳ **Waiting**: the provider asked everybody to wait until ${momentFrom(providerGateUntil)}.`;
}

function tasksText(tasks: TaskSummary[]): string | undefined {
  if (tasks.length === 0) return undefined;
  const { shown, more } = first(tasks, MOST_ROWS);
  const rows = shown.map(({ id, state, name, costMicros, holdMicros }) => [
    code(id),
    stateText(state),
    code(name, 100),
    state === 'running' ? `${money(costMicros + holdMicros)} at most` : money(costMicros),
  ]);
  return blocks([table(['Task', 'State', 'Name', 'Cost'], rows), moreText(more, 'task')]);
}

const own = <Row extends { repo: string | null }>(rows: readonly Row[], { repo }: View): Row[] =>
  rows.filter((row) => row.repo === repo);

function moreText(more: number, noun: string): string | undefined {
  return more === 0 ? undefined : `${plural(more, noun)} more.`;
}

/** `/siso queue`. Positions are those of the whole queue. */
export function renderQueue(queue: Queue, repo: string): Notice {
  const tasks = own(queue.tasks, { repo });
  const { shown, more } = first(tasks, MOST_ROWS);
  const rows = shown.map(({ position, id, name, priority, waitsFor, retryAt }) => [
    count(position),
    code(id),
    code(name, 100),
    priority,
    waitsFor === null ? '' : heldText(waitsFor),
    retryAt === null ? '' : momentFrom(retryAt),
  ]);
  const reason = queue.pauseReason === null ? '' : ` Reason: ${phrase(queue.pauseReason)}.`;
  const here = tasks.length === 0 ? 'none of this repository' : `${count(tasks.length)} of this repository`;
  return answer(
    'Queue',
    blocks([
      queue.paused ? `⏸ **Paused**: nothing starts until ${command('resume')}.${reason}` : undefined,
      `${plural(queue.waiting, 'task')} waiting, ${here}; ${count(queue.running)} running.`,
      rows.length === 0
        ? undefined
        : table(['Position', 'Task', 'Name', 'Priority', 'Held by', 'Starts (at the earliest)'], rows),
      moreText(more, 'task'),
    ]),
  );
}

/** `/siso usage`. `summary` is of what its readers may see; `by` says what its rows are. */
export function renderUsage(summary: UsageSummary, { by }: { by: string }): Notice {
  const { total, rows, from, to } = summary;
  const { shown, more } = first(
    rows.toSorted((a, b) => b.costMicros - a.costMicros),
    MOST_ROWS,
  );
  const lines = [...shown, ...(rows.length > 1 ? [{ ...total, key: '' }] : [])].map((row) => [
    row.key === '' ? '**all**' : code(row.key, 100),
    money(row.costMicros),
    count(row.tokens.counted),
    count(row.tasks),
  ]);
  return answer(
    'Usage',
    blocks([
      `${moment(from)} to ${moment(to)}: **${money(total.costMicros)}** for ${plural(total.tasks, 'task')} and ${count(total.tokens.counted)} tokens.`,
      rows.length === 0 ? undefined : table([phrase(by), 'Cost', 'Tokens', 'Tasks'], lines),
      moreText(more, 'row'),
    ]),
  );
}

/** `/siso budget`. */
export function renderBudget(budgets: readonly BudgetStatus[], view: View): Notice {
  const seen = seenBudgets(budgets, view);
  return answer(
    'Budgets',
    budgetsTable(seen) ?? 'No budget is set for this repository: only the cap of each task limits it.',
  );
}

/** Of people and labels only the ledger's own commands tell. */
function seenBudgets(budgets: readonly BudgetStatus[], { repo }: View): BudgetStatus[] {
  const [owner = ''] = repo.split('/');
  const seen = new Map([
    ['repo', repo],
    ['org', owner],
  ]);
  return budgets.filter(
    ({ scope, value }) => scope === 'global' || scope === 'category' || (seen.has(scope) && seen.get(scope) === value),
  );
}

function budgetsTable(budgets: BudgetStatus[]): string | undefined {
  if (budgets.length === 0) return undefined;
  const { shown, more } = first(budgets, MOST_ROWS);
  const rows = shown.map(({ scope, value, kind, unit, cap, spent, held, left, endsAt }) => [
    value === '' ? scope : `${scope} ${code(value, 100)}`,
    `${unit === 'usd' ? 'dollars' : unit === 'buffer' ? 'emergency buffer' : 'tokens'} of the ${kind}`,
    `${bar(spent + held, cap)}`,
    `${amountOf(unit, spent)} spent, ${amountOf(unit, held)} held of ${amountOf(unit, cap)}`,
    amountOf(unit, left),
    moment(endsAt),
  ]);
  return blocks([table(['Budget', 'Period', '', 'Used', 'Left', 'Until'], rows), moreText(more, 'budget')]);
}

/** `/siso limits`. */
export function renderLimits(limits: readonly LimitStatus[], { repo }: View): Notice {
  const seen = limits.filter((row) => row.repo === null || row.repo === repo);
  if (seen.length === 0) return answer('Limits', 'No limit is configured.');
  const { shown, more } = first(seen, MOST_ROWS);
  const rows = shown.map(({ category, repo: of, tokens, requests }) => [
    of === null ? category : `${category}, this repository`,
    windowText(tokens.minute),
    windowText(tokens.hour),
    windowText(tokens.day),
    windowText(requests.minute),
  ]);
  return answer(
    'Limits',
    blocks([
      'What is used of each limit. Tasks in staging and production may use twice as much.',
      table(['Category', 'Tokens a minute', 'an hour', 'a day', 'Requests a minute'], rows),
      moreText(more, 'row'),
    ]),
  );
}

function windowText({ used, limit }: { used: number; limit: number | null }): string {
  return limit === null ? `${count(used)}, no limit` : `${count(used)} of ${count(limit)}`;
}
