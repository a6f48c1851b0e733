import type { Command } from 'commander';
import { readStatus } from '../../engine/index.ts';
import { statusText } from '../display/status.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';

export function addStatus(program: Command, { end }: CommandFrame): void {
  const command = program.command('status').description('whether anything can start, what runs, budgets and limits');
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    print(await withLedger(options, ({ store }) => readStatus(store)), options, statusText);
    end(EXIT.done);
  });
}
