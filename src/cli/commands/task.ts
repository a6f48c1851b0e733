import type { Command } from 'commander';
import type { TaskRecord } from '../../contracts/ledger/reports.ts';
import { AutomationError } from '../../domain/errors.ts';
import { printable } from '../../domain/printable.ts';
import type { Store } from '../../store/index.ts';
import { taskText } from '../display/task.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { interruptSignal } from '../interrupt.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { taskId } from '../ledger-values.ts';
import { follow } from '../run/follow.ts';

interface TaskOptions extends LedgerOptions {
  logs?: true;
  follow?: true;
}

const EXAMPLES = `
Examples:
  siso task T-7K3Q0000
  siso task 7k3q0000 --logs`;

export function addTask(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('task')
    .description('one task: why, timeline, tokens, cost, changes, log')
    .argument('<id>', 'such as T-7K3Q0000; T- may be left out', taskId)
    .addHelpText('after', EXAMPLES)
    .option('--follow', 'say what it does until it is over')
    .option('--logs', 'the whole log instead of its last 20 lines');
  withLedgerOptions(command).action(async (id: string, options: TaskOptions) => {
    const task = await withLedger(options, ({ store }) =>
      options.follow ? followTask(store, id) : findTask(store, id),
    );
    print(task, options, (record, screen) => taskText(record, { screen, logs: options.logs === true }));
    end(EXIT.done);
  });
}

async function followTask(store: Store, id: string): Promise<TaskRecord> {
  await findTask(store, id);
  const interrupt = interruptSignal(() => undefined);
  const onLine = (line: string) => console.error(printable(line));
  const waitMs = Number.POSITIVE_INFINITY;
  return follow(id, { store, signal: interrupt.signal, waitMs, onLine }).finally(() => interrupt.end());
}

async function findTask(store: Store, id: string): Promise<TaskRecord> {
  try {
    return await store.call('siso_get_task', { p_task_id: id });
  } catch (error) {
    if (!(error instanceof AutomationError) || error.code !== 'not_found') throw error;
    throw new AutomationError('not_found', error.message, { hint: await hintFor(store, id), cause: error });
  }
}

/** People copy the beginning of an id. */
async function hintFor(store: Store, id: string): Promise<string> {
  const { tasks } = await store.call('siso_list_tasks', { p_filter: { search: id }, p_limit: 3, p_after: null });
  const alike = tasks.map((task) => task.id).filter((other) => other.startsWith(id));
  return alike.length > 0
    ? `Did you mean ${alike.join(' or ')}?`
    : 'Look for it with siso tasks; a rehearsal keeps its tasks in a ledger of its own, --rehearse.';
}
