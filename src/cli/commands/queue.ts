import type { Command } from 'commander';
import type { PauseDocument } from '../../contracts/documents/queue.ts';
import { AutomationError } from '../../domain/errors.ts';
import { explanationText, pauseText, queueText, redrivenText } from '../display/queue.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { pageSize, taskId } from '../ledger-values.ts';

export function addQueue(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('queue')
    .description('list what waits, in the order in which it starts, and what it waits for')
    .option('-n, --limit <rows>', 'rows, at most 500', pageSize, 20);
  withLedgerOptions(command).action(async (options: LedgerOptions & { limit: number }) => {
    const args = { p_limit: options.limit };
    print(await withLedger(options, ({ store }) => store.call('siso_queue', args)), options, queueText);
    end(EXIT.done);
  });
}

export function addExplain(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('explain')
    .description('say where a task stands in the queue, what it waits for, and when it can start')
    .argument('<id>', 'such as T-7K3Q0000; T- may be left out', taskId);
  withLedgerOptions(command).action(async (id: string, options: LedgerOptions) => {
    const args = { p_task_id: id };
    print(await withLedger(options, ({ store }) => store.call('siso_explain', args)), options, explanationText);
    end(EXIT.done);
  });
}

export function addPause(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('pause')
    .description('let nothing start any more; what runs goes on')
    .option('--reason <text>', 'why, for everybody who looks at the queue');
  withLedgerOptions(command).action(async (options: LedgerOptions & { reason?: string }) => {
    print(await setPaused({ paused: true, reason: options.reason ?? null }, options), options, pauseText);
    end(EXIT.done);
  });
}

export function addResume(program: Command, { end }: CommandFrame): void {
  const command = program.command('resume').description('let tasks start again after a pause');
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    print(await setPaused({ paused: false, reason: null }, options), options, pauseText);
    end(EXIT.done);
  });
}

/** The reason is there before the pause, and goes with it. */
function setPaused({ paused, reason }: Omit<PauseDocument, 'changed'>, options: LedgerOptions): Promise<PauseDocument> {
  return withLedger(options, async ({ store, signed }) => {
    await store.call('siso_set_setting', { ...signed(), p_key: 'pause_reason', p_value: reason });
    const { before } = await store.call('siso_set_setting', { ...signed(), p_key: 'paused', p_value: paused });
    return { paused, reason, changed: before?.paused !== paused };
  });
}

const EXAMPLES = `
Examples:
  siso tasks --state dead
  siso redrive T-7K3Q0000
  siso redrive --all`;

export function addRedrive(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('redrive')
    .description('put tasks that were given up back into the queue')
    .argument('[ids...]', 'such as T-7K3Q0000; T- may be left out', (id: string, ids: string[] | undefined) => [
      ...(ids ?? []),
      taskId(id),
    ])
    .addHelpText('after', EXAMPLES)
    .option('--all', 'every one that you may redrive');
  withLedgerOptions(command).action(async (ids: string[] | undefined, options: LedgerOptions & { all?: true }) => {
    const asked = ids ?? [];
    if ((asked.length === 0) !== (options.all === true)) {
      throw new AutomationError('usage', 'It is not said which tasks to redrive', {
        hint: 'Name their ids, or give --all; siso tasks --state dead lists them.',
      });
    }
    const redriven = await withLedger(options, ({ store, signed }) =>
      store.call('siso_redrive', { ...signed(), p_task_ids: options.all ? null : asked }),
    );
    print(redriven, options, redrivenText);
    end(EXIT.done);
  });
}
