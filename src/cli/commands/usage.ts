import type { Command } from 'commander';
import { USAGE_DIMENSIONS, type UsageDocument } from '../../contracts/documents/reports.ts';
import type { LedgerResult } from '../../contracts/ledger/functions.ts';
import { TASK_STATES } from '../../domain/tasks.ts';
import type { Store } from '../../store/index.ts';
import { offering } from '../completion/words.ts';
import { usageText } from '../display/usage.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choice } from '../ledger-values.ts';
import { dayOf, plusDays, RANGE_WORDS, startOfDay, type UsageRange, usageRange } from '../ranges.ts';

interface UsageOptions extends LedgerOptions {
  range: UsageRange;
  by: (typeof USAGE_DIMENSIONS)[number];
}

const EXAMPLES = `
Examples:
  siso usage
  siso usage --range 30d --by model
  siso usage --range 2026-11-01..2026-11-15 --by label --json`;

export function addUsage(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('usage')
    .description('what was used and what it cost, by day and by whom or what')
    .addHelpText('after', EXAMPLES)
    .option(
      '--range <range>',
      `${RANGE_WORDS.join(', ')}, or days such as 2026-11-01..2026-11-15`,
      usageRange,
      usageRange('7d'),
    )
    .addOption(choice('--by <what>', 'split by', USAGE_DIMENSIONS).default('category'));
  const range = command.options.find(({ long }) => long === '--range');
  if (range !== undefined) {
    range.defaultValueDescription = '7d';
    offering(RANGE_WORDS, range);
  }
  withLedgerOptions(command).action(async (options: UsageOptions) => {
    print(await withLedger(options, ({ store }) => readUsage(store, options)), options, usageText);
    end(EXIT.done);
  });
}

async function readUsage(store: Store, { range, by }: UsageOptions): Promise<UsageDocument> {
  const { zone, now } = await ledgerTime(store);
  const { first, last } = range(dayOf(new Date(now), zone));
  const span = {
    p_from: startOfDay(first, zone).toISOString(),
    p_to: startOfDay(plusDays(last, 1), zone).toISOString(),
  };
  const summary = await store.call('siso_usage_summary', { ...span, p_by: by });
  const byDay = await store.call('siso_usage_summary', { ...span, p_by: 'day' });
  const totals = await store.call('siso_task_totals', span);
  return { ...summary, by, days: everyDay(byDay.rows, { first, last }), ended: endedStates(totals) };
}

/** Days are those of the whole ledger's budget; its clock is the ledger's own. */
async function ledgerTime(store: Store): Promise<{ zone: string; now: string }> {
  const { now } = await store.call('siso_status', {});
  const budgets = await store.call('siso_budget_config', {});
  return { now, zone: budgets.find(({ scope }) => scope === 'global')?.zone ?? 'UTC' };
}

type DayRows = LedgerResult<'siso_usage_summary'>['rows'];

function everyDay(rows: DayRows, { first, last }: { first: string; last: string }): UsageDocument['days'] {
  const used = new Map(rows.map((row) => [row.key, row]));
  const days: UsageDocument['days'] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    const row = used.get(day);
    days.push({ day, costMicros: row?.costMicros ?? 0, countedTokens: row?.tokens.counted ?? 0 });
  }
  return days;
}

function endedStates(totals: LedgerResult<'siso_task_totals'>): UsageDocument['ended'] {
  const sums = TASK_STATES.map((state) => {
    const rows = totals.filter((row) => row.state === state);
    return { state, tasks: rows.reduce((sum, { tasks }) => sum + tasks, 0) };
  });
  return sums.filter(({ tasks }) => tasks > 0);
}
