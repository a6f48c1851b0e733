import { Option } from 'commander';
import { CATEGORIES, ENVIRONMENTS, PRIORITIES } from '../../domain/tasks.ts';
import { collectInput } from '../prompts.ts';
import {
  collect,
  collectLabel,
  duration,
  durationOrNone,
  modelName,
  oneOf,
  prepareCommand,
  usd,
  wholeNumber,
} from '../values.ts';

/** Options that the commands which run a task share. Where one is not given, the template, the settings, then the default count. */

const option = (flags: string, text: string) => new Option(flags, text);

/** What is to be done, and as what. */
export function requestOptions(): Option[] {
  return [
    option('-f, --file <path>', 'read the prompt from a file'),
    option('-t, --template <name>', 'use a prompt of task-prompts/; siso templates lists them'),
    option('-i, --input <name=value>', 'a value for an input of the template; repeatable').argParser(collectInput),
    option('-c, --category <name>', `${CATEGORIES.join(', ')} (default: development)`).argParser(oneOf(CATEGORIES)),
    option('-e, --environment <name>', `${ENVIRONMENTS.join(', ')} (default: development)`).argParser(
      oneOf(ENVIRONMENTS),
    ),
    option('--prepare <command>', 'a command that prepares the private copy, run as the agent is').argParser(
      prepareCommand,
    ),
    option('-l, --label <key=value>', 'what its cost is charged to, such as team=web; repeatable').argParser(
      collectLabel,
    ),
  ];
}

/** What a retry may change as well. */
export function changeableOptions(): Option[] {
  return [
    option('-p, --priority <name>', `${PRIORITIES.join(', ')} (default: medium)`).argParser(oneOf(PRIORITIES)),
    option('-a, --allow <tools>', 'a tool the task may use, such as Edit or "Bash(npm test:*)"; repeatable').argParser(
      collect,
    ),
    option('-b, --budget <dollars>', 'the most the task may cost').argParser(usd),
    option('--estimate <tokens>', 'counted tokens it will probably use').argParser(wholeNumber),
    option('-m, --model <name>', 'model or alias (default: sonnet)').argParser(modelName),
    option('--reason <text>', 'why an urgent task may use the emergency buffer or every tool in production'),
    option('--timeout <time>', 'longest it may run (default: 30m)').argParser(duration),
  ];
}

/** Where and how it runs. */
export function runningOptions(): Option[] {
  return [
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
