import { type Command, Option } from 'commander';
import { CATEGORIES, ENVIRONMENTS, PRIORITIES } from '../../domain/tasks.ts';
import type { CommandFrame } from '../frame.ts';
import type { RunOptions } from '../run/options.ts';
import { run } from '../run/run.ts';
import { collect, duration, durationOrNone, modelName, oneOf, usd, wholeNumber } from '../values.ts';

const EXAMPLES = `
Examples:
  siso run --rehearse --template fix-bugs       the whole run without a key and without cost
  siso run "Fix the failing test" --budget 1.50
  siso run --file prompt.txt --category testing --wait 15m --json

Exit codes: 0 done, 1 failed or stopped at its hold, 2 usage or configuration, 3 refused, 4 deferred past --wait,
5 ledger unavailable, 130 interrupted.`;

export function addRun(program: Command, frame: CommandFrame): void {
  const command = program
    .command('run')
    .description('run one task: admit, run Claude Code under the meter, settle')
    .argument('[prompt...]', 'what is to be done')
    .addHelpText('after', EXAMPLES)
    .action(async (words: string[], options: RunOptions) => frame.end(await run(words, options, frame.secrets)));
  for (const option of [...whatToRun(), ...howToRun()]) command.addOption(option);
}

function whatToRun(): Option[] {
  const option = (flags: string, text: string) => new Option(flags, text);
  return [
    option('-f, --file <path>', 'read the prompt from a file'),
    option('-t, --template <name>', 'use a prompt of task-prompts/'),
    option('-c, --category <name>', `${CATEGORIES.join(', ')} (default: development)`).argParser(oneOf(CATEGORIES)),
    option('-p, --priority <name>', `${PRIORITIES.join(', ')} (default: medium)`).argParser(oneOf(PRIORITIES)),
    option('-e, --environment <name>', `${ENVIRONMENTS.join(', ')} (default: development)`).argParser(
      oneOf(ENVIRONMENTS),
    ),
    option('-a, --allow <tools>', 'a tool the task may use, such as Edit or "Bash(npm test:*)"; repeatable').argParser(
      collect,
    ),
    option('-b, --budget <dollars>', 'the most the task may cost').argParser(usd),
    option('--estimate <tokens>', 'counted tokens it will probably use').argParser(wholeNumber),
    option('-m, --model <name>', 'model or alias (default: sonnet)').argParser(modelName),
    option('--reason <text>', 'why an urgent task may use the emergency buffer or every tool in production'),
  ];
}

function howToRun(): Option[] {
  const option = (flags: string, text: string) => new Option(flags, text);
  return [
    option('--timeout <time>', 'longest it may run (default: 30m)').argParser(duration),
    option('-w, --wait <time>', 'how long it may wait to be admitted (default: not at all)').argParser(durationOrNone),
    option('-C, --workspace <path>', 'the repository to work in').default(undefined, 'the current folder'),
    option('--claude-path <path>', 'a Claude Code binary of your own (default: SISO_CLAUDE_PATH)'),
    option(
      '--rehearse [scenario]',
      'no key, no cost: a scripted upstream answers; =NAME or =FILE.json for another script',
    ),
    option('--json', 'print one JSON document and nothing else'),
  ];
}
