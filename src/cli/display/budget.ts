import type { BudgetChangeDocument, BudgetDocument, GrantDocument } from '../../contracts/documents/settings.ts';
import type { BudgetConfig } from '../../contracts/ledger/records.ts';
import type { BudgetStatus } from '../../contracts/ledger/reports.ts';
import { bar } from './bars.ts';
import { changesText, type FieldWords } from './changes.ts';
import { count, inline, money } from './format.ts';
import { paintShare } from './limits.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { ahead, moment } from './times.ts';

type Unit = BudgetStatus['unit'];

const amountOf = (unit: Unit, value: number) => (unit === 'usd' ? money(value) : count(value));
const UNITS = { usd: 'dollars', tokens: 'tokens', buffer: 'emergency buffer' } as const;

function scopeName({ scope, value }: { scope: string; value: string }): string {
  return inline(value === '' ? scope : `${scope}:${value}`);
}

const budgetName = (budget: { scope: string; value: string }) =>
  budget.scope === 'global' ? 'global budget' : `budget of ${scopeName(budget)}`;

const title = (budget: { scope: string; value: string }) =>
  budgetName(budget).replace(/^./, (first) => first.toUpperCase());

/** Spent and held of a cap; more than all when a cap of nothing is used. */
function usedShare({ spent, held, cap }: Pick<BudgetStatus, 'spent' | 'held' | 'cap'>): number {
  return (spent + held) / Math.max(1, cap);
}

/** `siso budget`: every budget with its periods of now, thresholds and grants. */
export function budgetText({ budgets }: BudgetDocument, screen: Screen): string {
  if (budgets.length === 0) return 'No budget is set.';
  const parts = budgets.map(({ configured, periods }) =>
    [
      ...paragraph(title(configured), screen).map(screen.colors.bold),
      periods.length === 0 ? '  No cap: usage is counted, nothing is limited.' : periodTable(periods, screen),
      ...notes(configured, screen),
    ].join('\n'),
  );
  return parts.join('\n\n');
}

/** Periods of one budget, or of several with their names. */
export function periodTable(periods: BudgetStatus[], screen: Screen, { named = false } = {}): string {
  const name: Column<BudgetStatus> = { title: 'BUDGET', text: scopeName, rank: 0, least: 8 };
  return table([...(named ? [name] : []), ...columns(screen)], periods, screen);
}

function columns(screen: Screen): Column<BudgetStatus>[] {
  return [
    { title: 'PERIOD', text: ({ unit, kind }) => `${UNITS[unit]}/${kind}`, rank: 0 },
    { title: 'SPENT', text: ({ unit, spent }) => amountOf(unit, spent), rank: 2, align: 'right' },
    { title: 'HELD', text: ({ unit, held }) => amountOf(unit, held), rank: 4, align: 'right' },
    { title: 'LEFT', text: ({ unit, left }) => amountOf(unit, left), rank: 1, align: 'right' },
    { title: 'CAP', text: ({ unit, cap }) => amountOf(unit, cap), rank: 3, align: 'right' },
    {
      title: '',
      text: (period) => bar(usedShare(period)),
      rank: 5,
      paint: (text, period) => paintShare(text, usedShare(period), screen),
    },
    { title: 'ENDS', text: ({ endsAt }) => ahead(endsAt, screen), rank: 6 },
  ];
}

function notes({ thresholds, zone, grants }: BudgetConfig, screen: Screen): string[] {
  const alerts = `Alerts at ${[...thresholds, 100].map((percent) => `${percent} %`).join(', ')}. Days and months of ${inline(zone)}.`;
  const given = grants.map(
    ({ unit, amount, expiresAt, actor, reason }) =>
      `+ ${amountOf(unit, amount)}${unit === 'tokens' ? ' tokens' : ''} until ${moment(expiresAt, screen)} (${ahead(expiresAt, screen)}), from ${inline(actor)}: ${inline(reason)}`,
  );
  return [alerts, ...given].flatMap((text) => paragraph(text, screen, 2).map((line) => `  ${line}`));
}

type PlainBudget = BudgetChangeDocument['after'];

const dollars = (value: number | null) => (value === null ? 'none' : money(value));

const WORDS: FieldWords<PlainBudget>[] = [
  ['dollars a day', ({ dailyMicros }) => dollars(dailyMicros)],
  ['dollars a month', ({ monthlyMicros }) => dollars(monthlyMicros)],
  ['tokens a day', ({ dailyTokens }) => (dailyTokens === null ? 'none' : count(dailyTokens))],
  ['emergency buffer', ({ bufferTokens }) => `${count(bufferTokens)} tokens`],
  ['alerts at', ({ thresholds }) => [...thresholds, 100].map((percent) => `${percent} %`).join(', ')],
  ['zone', ({ zone }) => inline(zone)],
];

/** `siso budget set`. */
export function budgetChangeText(change: BudgetChangeDocument, screen: Screen): string {
  const what = change.before === null ? ' (new; what its periods have cost so far counts)' : '';
  const heading = paragraph(`${title(change.after)}${what}`, screen);
  return [...heading, changesText(change, WORDS, screen)].join('\n');
}

/** `siso grant`. */
export function grantText({ unit, amount, expiresAt, reason, ...scope }: GrantDocument, screen: Screen): string {
  const what = `${amountOf(unit, amount)}${unit === 'tokens' ? ' tokens' : ''}`;
  const text = `Granted ${what} on top of the ${budgetName(scope)} until ${moment(expiresAt, screen)} (${ahead(expiresAt, screen)}): ${inline(reason)}`;
  return paragraph(text, screen).join('\n');
}
