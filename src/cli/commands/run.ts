import type { Command } from 'commander';
import type { CommandFrame } from '../frame.ts';
import type { RunOptions } from '../run/options.ts';
import { run } from '../run/run.ts';
import { changeableOptions, requestOptions, runningOptions } from './task-options.ts';

const EXAMPLES = `
Examples:
  siso run --rehearse --template fix-bugs       the whole run without a key and without cost
  siso run "Fix the failing test" --budget 1.50
  siso run "Fix the failing test" --dry-run     what would be admitted, with which tools; books nothing
  siso run --file prompt.txt --category testing --wait 15m --json

Exit codes: 0 done, 1 failed or stopped at its hold, 2 usage or configuration, 3 refused, 4 deferred past --wait,
5 ledger unavailable, 130 interrupted.`;

export function addRun(program: Command, { secrets, end }: CommandFrame): void {
  const command = program
    .command('run')
    .description('run one task: admit, run Claude Code under the meter, settle')
    .argument('[prompt...]', 'what is to be done')
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], options: RunOptions) => end(await run({ words, options, secrets })));
  for (const option of [...requestOptions(), ...changeableOptions(), ...runningOptions()]) command.addOption(option);
  command.option('--dry-run', 'print what would be admitted, with which tools, limits and command line; book nothing');
}
