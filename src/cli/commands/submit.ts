import type { Command } from 'commander';
import type { CommandFrame } from '../frame.ts';
import type { RunOptions } from '../run/options.ts';
import { submit } from '../run/submit.ts';
import { changeableOptions, requestOptions, runningOptions } from './task-options.ts';

const EXAMPLES = `
Examples:
  siso submit "Fix the failing test" --wait 15m   stores it, says its id, runs it once it is admitted
  siso submit --template fix-bugs --priority high --json

A task that is not admitted within --wait stays in the queue: siso retry ID starts it, siso cancel ID cancels it.
Exit codes as of siso run.`;

export function addSubmit(program: Command, { secrets, end }: CommandFrame): void {
  const command = program
    .command('submit')
    .description('store a task in the ledger, and run it here once it is admitted')
    .argument('[prompt...]', 'what is to be done')
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], options: RunOptions) => end(await submit({ words, options, secrets })));
  for (const option of [...requestOptions(), ...changeableOptions(), ...runningOptions()]) command.addOption(option);
}
