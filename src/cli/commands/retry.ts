import { Argument, type Command } from 'commander';
import type { CommandFrame } from '../frame.ts';
import { taskId } from '../ledger-values.ts';
import type { TaskOptions } from '../run/options.ts';
import { retry } from '../run/retry.ts';
import { changeableOptions, runningOptions } from './task-options.ts';

const EXAMPLES = `
Examples:
  siso retry T-7K3QH2MN                                the same once more
  siso retry T-7K3QH2MN --allow Read --budget 3 --wait 15m

Works for a task that is over and for one that waits in the queue. --budget caps all attempts together.
Exit codes as of siso run.`;

export function addRetry(program: Command, { secrets, end }: CommandFrame): void {
  const command = program
    .command('retry')
    .description('run a task once more, or start one that waits, with other tools, budget or model')
    .addArgument(new Argument('<id>', 'the task, such as T-7K3QH2MN').argParser(taskId))
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, options: TaskOptions) => end(await retry({ taskId: id, options, secrets })));
  for (const option of [...changeableOptions(), ...runningOptions()]) command.addOption(option);
}
