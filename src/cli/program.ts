import { type Command, CommanderError } from 'commander';
import { AutomationError } from '../domain/errors.ts';
import { printable } from '../domain/printable.ts';
import { version } from '../host/version.ts';
import { addAudit } from './commands/audit.ts';
import { addBudget } from './commands/budget.ts';
import { addCancel } from './commands/cancel.ts';
import { addChain } from './commands/chain.ts';
import { addCompletion } from './commands/completion.ts';
import { addDoctor } from './commands/doctor.ts';
import { addGrant } from './commands/grant.ts';
import { addInit } from './commands/init.ts';
import { addKeys } from './commands/keys.ts';
import { addLimits } from './commands/limits.ts';
import { addMembers } from './commands/members.ts';
import { addPrices } from './commands/prices.ts';
import { addPrune } from './commands/prune.ts';
import { addExplain, addPause, addQueue, addRedrive, addResume } from './commands/queue.ts';
import { addRetry } from './commands/retry.ts';
import { addRun } from './commands/run.ts';
import { addSchedule } from './commands/schedule.ts';
import { addServe } from './commands/serve.ts';
import { addSetup } from './commands/setup.ts';
import { addStatus } from './commands/status.ts';
import { addSubmit } from './commands/submit.ts';
import { addTask } from './commands/task.ts';
import { addTasks } from './commands/tasks.ts';
import { addTemplates } from './commands/templates.ts';
import { addUsage } from './commands/usage.ts';
import { addWebhooks } from './commands/webhooks.ts';
import { addWorker } from './commands/worker.ts';
import { printJson } from './display/json.ts';
import { EXIT, endWithFailure, exitCodeOf, faultReport } from './failure.ts';
import type { CommandFrame, Secrets } from './frame.ts';
import { SisoCommand } from './siso-command.ts';

type Adder = (program: Command, frame: CommandFrame) => void;

/** Every command, under the headings of the help and in its order. */
const GROUPS: [heading: string, adders: Adder[]][] = [
  ['Tasks:', [addRun, addSubmit, addRetry, addCancel, addTasks, addTask, addTemplates, addServe]],
  ['Tasks together and at times:', [addChain, addSchedule]],
  ['The queue:', [addWorker, addQueue, addExplain, addPause, addResume, addRedrive]],
  ['What is used and left:', [addStatus, addUsage, addAudit]],
  ['What limits:', [addLimits, addBudget, addGrant, addPrices]],
  ['Set up:', [addInit, addMembers, addKeys, addWebhooks, addDoctor, addSetup, addPrune, addCompletion]],
];

const EXAMPLES = `
Start:
  siso run --rehearse --template fix-bugs    a whole run without a key and without cost
  siso status --rehearse                     what it has used
  siso help tasks                            options and examples of a command`;

const DEFAULT_SCENARIO = 'fix-bug';
/** Commands whose `--rehearse` takes a scenario. */
const WITH_SCENARIO = new Set(['run', 'submit', 'retry', 'serve', 'worker']);

/** Runs one command line and answers its exit code. */
export async function runProgram(argv: string[], secrets: Secrets): Promise<number> {
  let code: number = EXIT.done;
  const frame: CommandFrame = { secrets, end: (ended) => (code = ended) };
  const program = await sisoProgram(frame);
  try {
    await program.parseAsync(withPlainRehearse(withHelpOption(argv, program)));
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return endOfCommander(error, argv);
    return endWithFailure(error, { code: exitCodeOf(error), json: wantsJson(argv) });
  }
}

async function sisoProgram(frame: CommandFrame): Promise<Command> {
  const program = new SisoCommand('siso')
    .description('The governed way to run Claude Code: reserve before, meter during, settle after.')
    .version(await version())
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('Run with --help to see every option.')
    .configureOutput({ writeErr: (text) => process.stderr.write(printable(text)) })
    .exitOverride();
  for (const [heading, adders] of GROUPS) {
    program.commandsGroup(heading);
    for (const add of adders) add(program, frame);
  }
  return program.helpCommand('help [command]', 'options and examples of a command');
}

/** Commander has printed its message already. */
function endOfCommander({ exitCode, message }: CommanderError, argv: string[]): number {
  if (exitCode === 0) return EXIT.done;
  const fault = new AutomationError('usage', message.replace(/^error: /, ''), {
    hint: 'Run with --help to see every option.',
  });
  if (wantsJson(argv)) printJson(faultReport(fault, EXIT.usage));
  return EXIT.usage;
}

/** Also when the command line cannot be parsed. */
function wantsJson(argv: string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes('--json');
}

/** `help limits set` means `limits set --help`, and what is unknown is said. */
function withHelpOption(argv: string[], program: Command): string[] {
  const [node = '', script = '', first = '', ...words] = argv;
  if (first !== 'help' || words.length === 0) return argv;
  let command = program;
  for (const [at, word] of words.entries()) {
    const found = command.commands.find((candidate) => candidate.name() === word);
    const isLeaf = command.commands.length === 0;
    if (found === undefined && !isLeaf && !word.startsWith('-')) return [node, script, ...words.slice(0, at + 1)];
    if (found === undefined) return [node, script, ...words.slice(0, at), '--help'];
    command = found;
  }
  return [node, script, ...words, '--help'];
}

/** A value of `--rehearse` must be joined with `=`; else the prompt after it would be taken for a scenario. */
function withPlainRehearse(argv: string[]): string[] {
  const [node = '', script = '', command = '', ...rest] = argv;
  if (!WITH_SCENARIO.has(command)) return argv;
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length;
  const options = rest.slice(0, end).map((word) => (word === '--rehearse' ? `--rehearse=${DEFAULT_SCENARIO}` : word));
  return [node, script, command, ...options, ...rest.slice(end)];
}
