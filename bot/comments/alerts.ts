import type { BudgetAlert } from '../../src/contracts/ledger/github-threads.ts';
import { amountOf, bar, moment } from './figures.ts';
import { blocks, code, command, first, table } from './markdown.ts';

/** A threshold that a budget has crossed. */
export type AlertFigures = Omit<BudgetAlert, 'id' | 'issue'>;

const MOST_SECTIONS = 40;
const MOST_LINES = 12;

/** The one issue of a repository or organisation: a section for each budget and period, the newest period first. */
export function renderAlertIssue(alerts: readonly AlertFigures[]): { title: string; body: string } {
  const groups = Map.groupBy(alerts, (alert) => JSON.stringify([alert.startsAt, alert.kind, ...placeOf(alert)]));
  const periods = [...groups.values()].toSorted((a, b) => startOf(b) - startOf(a));
  const { shown, more } = first(periods, MOST_SECTIONS);
  return {
    title: 'SISO Automation: budgets near or at their caps',
    body: blocks([
      'This issue says once a period what a budget has reached. It is written by the bot; it can be closed at any time.',
      ...shown.map(sectionText),
      more === 0 ? undefined : `${more} earlier periods are left out.`,
      `What is left: ${command('budget')}. Who may grant more for now: ${command('help')}.`,
    ]),
  };
}

const placeOf = ({ scope, value, period, unit }: AlertFigures) => [scope, value, period, unit];

function startOf(alerts: AlertFigures[]): number {
  return Date.parse(alerts[0]?.startsAt ?? '') || 0;
}

function sectionText(alerts: AlertFigures[]): string | undefined {
  const highest = alerts.reduce<AlertFigures | undefined>(
    (top, alert) => (top && top.threshold > alert.threshold ? top : alert),
    undefined,
  );
  if (highest === undefined) return undefined;
  const rows = first(
    alerts.toSorted((a, b) => b.threshold - a.threshold),
    MOST_LINES,
  ).shown.map((alert) => [`${alert.threshold} %`, usedText(alert), moment(alert.at)]);
  return blocks([
    `### ${icon(highest)} ${nameOf(highest).replace(/^./, (letter) => letter.toUpperCase())}: ${highest.threshold} % reached`,
    `Period from ${moment(highest.startsAt)}. ${bar(highest.spent, highest.cap)}`,
    table(['Reached', 'Used', 'When'], rows),
    highest.threshold >= 100 ? atItsCap(highest) : undefined,
  ]);
}

/** One line below the issue: it is what tells people. */
export function renderAlertComment(alert: AlertFigures): string {
  return blocks([
    `${icon(alert)} **${alert.threshold} %** of the ${nameOf(alert)} is reached: ${usedText(alert)}, ${moment(alert.at)}.`,
    alert.threshold >= 100 ? atItsCap(alert) : undefined,
  ]);
}

function nameOf({ scope, value, period, unit, kind }: AlertFigures): string {
  const of = scope === null ? '' : ` of ${scope === 'global' ? 'everything' : `${word(scope)} ${code(value ?? '')}`}`;
  const what = unit === 'usd' ? 'dollars' : 'tokens';
  return kind === 'buffer' ? `emergency buffer${of} (${what})` : `budget${of} (${what} of the ${word(period)})`;
}

/** One of the ledger's own words. */
function word(text: string): string {
  return text.replace(/\W/g, '');
}

function usedText({ spent, cap, unit }: AlertFigures): string {
  return `${amountOf(unit, spent)} of ${amountOf(unit, cap)}`;
}

function icon({ threshold }: AlertFigures): string {
  return threshold >= 100 ? '🛑' : '⚠️';
}

function atItsCap({ kind }: AlertFigures): string {
  return kind === 'buffer'
    ? 'Nothing more can be drawn from it in this period.'
    : 'Nothing that needs it starts before the next period, or before somebody grants more.';
}
