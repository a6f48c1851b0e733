import { ADMIN_COMMANDS, COMMAND_GUARDS, READING_COMMANDS, READING_GIT, type Tier } from './catalogue.ts';

/** What a `Bash(…)` rule opens: every command, one that only reads, or one that does more. */
export interface BashScope {
  kind: 'any' | 'reading' | 'command';
  tier: Tier;
  /** Keys of `COMMAND_GUARDS` that this rule names. */
  names: string[];
}

/** Judges the command of a `Bash(…)` rule, or answers why it cannot be judged. `undefined` stands for the bare `Bash`. */
export function bashScope(scope: string | undefined): BashScope | { problem: string } {
  const command = (scope ?? '*').replace(/(:\*|\s\*)$/, '').trim();
  const guards = [...COMMAND_GUARDS.keys()];
  if (command === '' || command === '*') return { kind: 'any', tier: 'ADMIN', names: guards };
  if (/[;&|<>`$\\]/.test(command)) return { problem: 'one plain command per rule, without shell operators' };
  const words = plainWords(command);
  const names = guards.filter((name) => `${words.join(' ')} `.startsWith(`${name} `));
  const tier = words[0] === 'git' ? gitTier(words[1], names) : programTier(words[0] ?? '*');
  return { kind: tier === 'SAFE' ? 'reading' : 'command', tier, names };
}

function programTier(program: string): Tier {
  if (READING_COMMANDS.has(program)) return 'SAFE';
  return program.includes('*') || ADMIN_COMMANDS.has(program) ? 'ADMIN' : 'DEV';
}

function gitTier(subcommand: string | undefined, names: string[]): Tier {
  if (subcommand === undefined) return 'DEV';
  if (READING_GIT.has(subcommand)) return 'SAFE';
  // git's own options (`-c`, `-C`) turn any subcommand into any program.
  return names.length > 0 || subcommand === 'send-pack' || /^-|\*/.test(subcommand) ? 'ADMIN' : 'DEV';
}

/** Words of a command without leading assignments, the program without its folder: `A=1 /bin/rm x` is `rm x`. */
function plainWords(command: string): string[] {
  const words = command.split(/\s+/);
  const start = words.findIndex((word) => !/^\w+=/.test(word));
  const [program = '*', ...rest] = start === -1 ? [] : words.slice(start);
  return [program.replace(/^.*\//, ''), ...rest];
}
