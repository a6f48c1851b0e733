import type { Command } from 'commander';
import type { LedgerResult } from '../../contracts/ledger/functions.ts';
import type { Screen } from '../display/screen.ts';
import { paragraph } from '../display/table.ts';
import { stateWord } from '../display/words.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { taskId } from '../ledger-values.ts';

export function addCancel(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('cancel')
    .description('end a task that waits, or stop one that runs')
    .argument('<id>', 'such as T-7K3Q0000; T- may be left out', taskId);
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const cancelled = await withLedger(options, ({ store, signed }) =>
      store.call('siso_cancel', { ...signed(), p_task_id: id }),
    );
    print(cancelled, options, cancelText);
    end(EXIT.done);
  });
}

function cancelText(cancelled: LedgerResult<'siso_cancel'>, screen: Screen): string {
  return paragraph(sentence(cancelled), screen).join('\n');
}

/** The same words however often it is asked for. */
function sentence({ taskId: id, state, cancelRequested, changed }: LedgerResult<'siso_cancel'>): string {
  if (state === 'cancelled') return `${id} is cancelled.`;
  if (state !== 'running' || !cancelRequested)
    return `${id} is over already (${stateWord(state)}): there is nothing to cancel.`;
  const asked = changed ? 'is asked to stop' : 'was asked to stop already';
  return `${id} ${asked}; its run hears it within 30 s, and what it has used is settled.`;
}
