import type { Command } from 'commander';
import type { StatusDocument } from '../../contracts/documents/reports.ts';
import type { Store } from '../../store/index.ts';
import { statusText } from '../display/status.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { healthOf, nearCaps } from '../health.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';

const LIVE = ['running', 'queued', 'blocked', 'pending_approval'] as const;
const MOST_TASKS = 100;

export function addStatus(program: Command, { end }: CommandFrame): void {
  const command = program.command('status').description('whether anything can start, what runs, budgets and limits');
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    print(await withLedger(options, ({ store }) => readStatus(store)), options, statusText);
    end(EXIT.done);
  });
}

async function readStatus(store: Store): Promise<StatusDocument> {
  const status = await store.call('siso_status', {});
  const configured = await store.call('siso_budget_config', {});
  const { tasks, next } = await store.call('siso_list_tasks', {
    p_filter: { states: [...LIVE] },
    p_limit: MOST_TASKS,
    p_after: null,
  });
  const alerts = nearCaps(status, configured);
  return { ...status, health: healthOf(status), tasks, moreTasks: next !== null, alerts };
}
