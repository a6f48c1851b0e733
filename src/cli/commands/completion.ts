import type { Command } from 'commander';
import { SHELLS } from '../../contracts/documents/files.ts';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { commandTree } from '../completion/tree.ts';
import { zshScript } from '../completion/zsh.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { print } from '../ledger.ts';
import { wordArgument } from '../ledger-values.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

const EXAMPLES = `
Examples:
  source <(siso completion bash)
  siso completion fish | source`;

export function addCompletion(program: Command, { end }: CommandFrame): void {
  program
    .command('completion')
    .description('print what lets your shell complete commands and options')
    .addArgument(wordArgument('<shell>', SHELLS.join(', '), SHELLS))
    .addHelpText('after', EXAMPLES)
    .option('--json', 'print one JSON document and nothing else')
    .action((shell: (typeof SHELLS)[number], options: { json?: true }) => {
      const script = SCRIPTS[shell](commandTree(program));
      print({ shell, script }, options, (document) => document.script.trimEnd());
      end(EXIT.done);
    });
}
