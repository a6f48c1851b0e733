import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { printable } from '../domain/printable.ts';
import { packageFile } from '../host/package.ts';
import { addDoctor } from './commands/doctor.ts';
import { addRetry } from './commands/retry.ts';
import { addRun } from './commands/run.ts';
import { addSetup } from './commands/setup.ts';
import { addStatus } from './commands/status.ts';
import { addSubmit } from './commands/submit.ts';
import { printJson } from './display/json.ts';
import { EXIT, endWithFailure, exitCodeOf, faultReport } from './failure.ts';
import type { CommandFrame, Secrets } from './frame.ts';

const DEFAULT_SCENARIO = 'fix-bug';

/** Runs one command line and answers its exit code. */
export async function runProgram(argv: string[], secrets: Secrets): Promise<number> {
  let code: number = EXIT.done;
  const frame: CommandFrame = { secrets, end: (ended) => (code = ended) };
  const program = new Command('siso')
    .description('The governed way to run Claude Code: reserve before, meter during, settle after.')
    .version(await version())
    .showHelpAfterError('Run with --help to see every option.')
    .configureOutput({ writeErr: (text) => process.stderr.write(printable(text)) })
    .exitOverride();
  for (const add of [addRun, addSubmit, addRetry, addStatus, addDoctor, addSetup]) add(program, frame);
  // `exitOverride` set on the program does not reach commands made before it was set.
  for (const command of program.commands)
    command.exitOverride().showHelpAfterError('Run with --help to see every option.');
  try {
    await program.parseAsync(withPlainRehearse(argv));
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return endOfCommander(error, argv);
    return endWithFailure(error, { code: exitCodeOf(error), json: wantsJson(argv) });
  }
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

/** A value of `--rehearse` must be joined with `=`; else the prompt after it would be taken for a scenario. */
function withPlainRehearse(argv: string[]): string[] {
  const [node = '', script = '', command = '', ...rest] = argv;
  if (!['run', 'submit', 'retry'].includes(command)) return argv;
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length;
  const options = rest.slice(0, end).map((word) => (word === '--rehearse' ? `--rehearse=${DEFAULT_SCENARIO}` : word));
  return [node, script, command, ...options, ...rest.slice(end)];
}

async function version(): Promise<string> {
  const text = await readFile(packageFile('package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
