import { type Command, InvalidArgumentError, Option } from 'commander';
import { CATEGORIES, type Category } from '../../domain/tasks.ts';
import type { CommandFrame } from '../frame.ts';
import { durationOrNone, oneOf, wholeNumber } from '../values.ts';
import { work } from '../worker/worker.ts';

const EXAMPLES = `
Examples:
  siso worker                                          what waits for the repository of this folder
  siso worker --slots 4 --clone acme/web=https://github.com/acme/web.git
  siso worker --until-empty                            works the queue off and ends

The first SIGTERM or Ctrl-C takes nothing new and lets running tasks finish; the second gives them back. docs/worker.md says more.`;

interface Given {
  slots?: number;
  repo?: Record<string, string>;
  clone?: Record<string, string>;
  category?: Category[];
  comments?: true;
  once?: true;
  untilEmpty?: true;
  drainTimeout?: number;
  workspace?: string;
  rehearse?: string;
}

export function addWorker(program: Command, { secrets, end }: CommandFrame): void {
  const command = program
    .command('worker')
    .description('run what waits in the queue, several tasks at a time, until it is stopped')
    .addHelpText('after', EXAMPLES)
    .option('--slots <number>', 'tasks that run here at a time (default: as many as the ledger allows)', wholeNumber)
    .option('--repo <owner/name=path>', 'a repository that is on this machine; repeatable', repository)
    .option('--clone <owner/name=url>', 'a repository that is cloned and fetched for each task; repeatable', cloned)
    .addOption(
      new Option('-c, --category <name>', 'only tasks of this category; repeatable').argParser(
        (value: string, earlier: Category[] | undefined) => [...(earlier ?? []), oneOf(CATEGORIES)(value)],
      ),
    )
    .option('--comments', 'only tasks from comments, which no other worker takes; needs a runner key (docs/bot.md)')
    .option('--once', 'run what can start now, then end')
    .option('--until-empty', 'end when nothing waits and nothing runs');
  command
    .addOption(drainOption())
    .option('-C, --workspace <path>', 'the repository to work in (default: the current folder)')
    .option('--rehearse [scenario]', 'work on the rehearsal ledger; =NAME or =FILE.json for another script')
    .action(async ({ slots, category, workspace, rehearse, ...given }: Given) => {
      const until = given.once ? 'claimed' : given.untilEmpty ? 'empty' : undefined;
      const { repo: trees, clone: clones, drainTimeout: drainMs, comments } = given;
      const which = { trees, clones, categories: category, comments };
      end(await work({ slots, ...which, drainMs, until, workspace, rehearse }, secrets));
    });
}

export function drainOption(): Option {
  const text = 'how long running tasks may finish once it is stopped; 0 gives them back at once (default: 10m)';
  return new Option('--drain-timeout <time>', text).argParser(durationOrNone);
}

function repository(value: string, earlier: Record<string, string> | undefined): Record<string, string> {
  return { ...earlier, ...named(value, 'owner/name=PATH') };
}

function cloned(value: string, earlier: Record<string, string> | undefined): Record<string, string> {
  const given = named(value, 'owner/name=URL');
  const [url = ''] = Object.values(given);
  if (/^\w+:\/\/[^/@]*:[^/@]*@/.test(url))
    throw new InvalidArgumentError('Leave the password out: git asks its credential helper for it.');
  if (url.startsWith('-')) throw new InvalidArgumentError('Give an address, such as https://github.com/acme/web.git.');
  return { ...earlier, ...given };
}

function named(value: string, shape: string): Record<string, string> {
  const [, name, rest] = /^([^=\s]{1,200})=(.+)$/.exec(value) ?? [];
  if (name !== undefined && rest !== undefined) return { [name]: rest };
  throw new InvalidArgumentError(`Give ${shape}.`);
}
