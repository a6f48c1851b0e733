import type { Command, Option } from 'commander';
import { CATEGORIES, ENVIRONMENTS, PRIORITIES } from '../../domain/tasks.ts';
import { wordsOf } from './words.ts';

/** One command as completion sees it. */
export interface CompletedCommand {
  /** `siso limits set`. */
  path: string;
  subcommands: { name: string; description: string }[];
  options: CompletedOption[];
  /** Words that its first argument can be. */
  words: string[];
}

export interface CompletedOption {
  flags: string[];
  description: string;
  takesValue: boolean;
  /** Words that its value can be. */
  words: string[];
  isFile: boolean;
}

const WORDS: Record<string, readonly string[]> = {
  '--category': CATEGORIES,
  '--priority': PRIORITIES,
  '--environment': ENVIRONMENTS,
  '--model': ['sonnet', 'opus', 'haiku', 'fable'],
};
const FILES = new Set(['--file', '--workspace', '--claude-path']);

/** The command and all below it, read from what commander was told. */
export function commandTree(command: Command, parents: string[] = []): CompletedCommand[] {
  const names = [...parents, command.name()];
  const help = command.createHelp();
  const subcommands = help
    .visibleCommands(command)
    .map((sub) => ({ name: sub.name(), description: firstPart(sub.description()) }));
  const own: CompletedCommand = {
    path: names.join(' '),
    subcommands,
    options: help.visibleOptions(command).map(completed),
    words: [...(wordsOf(command.registeredArguments[0]) ?? [])],
  };
  return [own, ...command.commands.flatMap((sub) => commandTree(sub, names))];
}

function completed(option: Option): CompletedOption {
  const long = option.long ?? '';
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: firstPart(option.description),
    // An optional value is joined with `=`.
    takesValue: option.required,
    words: [...(wordsOf(option) ?? WORDS[long] ?? [])],
    isFile: FILES.has(long),
  };
}

/** Short, and without what shells would take for their own. */
function firstPart(text: string): string {
  return (text.split(/[:;(]/)[0] ?? '').replace(/['"`$\\]/g, '').trim();
}
