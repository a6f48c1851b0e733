import type { Command } from 'commander';
import type { BudgetStatus, LedgerStatus, LimitStatus } from '../../contracts/ledger/reports.ts';
import { formatUsd } from '../../domain/money.ts';
import { printable } from '../../domain/printable.ts';
import { openLedger, readContext } from '../context.ts';
import { colors } from '../display/colors.ts';
import { columns, count, inline, span } from '../display/format.ts';
import { printJson } from '../display/json.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';

interface StatusOptions {
  rehearse?: true;
  json?: true;
}

export function addStatus(program: Command, { end }: CommandFrame): void {
  program
    .command('status')
    .description('budgets, limits and what runs now')
    .option('--rehearse', 'look at the rehearsal ledger')
    .option('--json', 'print one JSON document and nothing else')
    .action(async ({ rehearse, json }: StatusOptions) => {
      const { dataDirectory } = await readContext(undefined);
      const rehearsal = rehearse === true;
      const onNote = (line: string) => console.error(printable(line));
      const store = await openLedger(dataDirectory, { rehearsal, onNote });
      const status = await store.call('siso_status', {}).finally(() => store.close());
      if (json) printJson(status);
      else console.log(statusText(status));
      end(EXIT.done);
    });
}

function statusText(status: LedgerStatus): string {
  const label = status.rehearsal ? colors.cyan(' [rehearsal]') : '';
  const state = status.paused ? colors.yellow('Paused') : colors.green('Running');
  return [
    `${state}: ${status.running} of ${status.maxConcurrent} slots in use${label}`,
    '',
    'Budgets',
    columns(status.budgets.map(budgetRow)),
    '',
    'Limits (tokens used of limit)',
    columns(status.limits.map(limitRow)),
  ].join('\n');
}

function budgetRow({ scope, value, kind, unit, cap, spent, held, left, zone }: BudgetStatus): [string, string] {
  const text = unit === 'usd' ? formatUsd : count;
  const what = unit === 'usd' ? 'dollars' : unit === 'buffer' ? 'emergency tokens' : 'tokens';
  const name = inline(`${[scope, value].filter(Boolean).join(' ')} ${what}/${kind}`);
  return [
    name,
    `${bar((spent + held) / Math.max(1, cap))} ${text(spent)} spent, ${text(held)} held, ${text(left)} left of ${text(cap)} (${inline(zone)})`,
  ];
}

function limitRow({ category, repo, tokens, timeToReset }: LimitStatus): [string, string] {
  const window = (name: 'minute' | 'hour' | 'day') => {
    const { used, limit } = tokens[name];
    return `${name} ${count(used)}/${limit === null ? '∞' : count(limit)}`;
  };
  const longest = Math.max(timeToReset.minute, timeToReset.hour, timeToReset.day);
  const reset = longest > 0 ? `  empty again in ${span(longest * 1_000)}` : '';
  return [
    inline([category, repo].filter(Boolean).join(' in ')),
    `${window('minute')} · ${window('hour')} · ${window('day')}${reset}`,
  ];
}

function bar(share: number): string {
  const filled = Math.min(10, Math.max(share > 0 ? 1 : 0, Math.round(share * 10)));
  return '█'.repeat(filled) + '░'.repeat(10 - filled);
}
