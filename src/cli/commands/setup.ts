import type { Command } from 'commander';
import { CLAUDE_VERSION, installClaude } from '../../claude/index.ts';
import { printable } from '../../domain/printable.ts';
import { readContext } from '../context.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';

const WORDS = {
  cache: 'was already there',
  node_modules: 'taken from node_modules',
  npm: 'installed from npm',
} as const;

export function addSetup(program: Command, { end }: CommandFrame): void {
  program
    .command('setup')
    .description('install what runs need: the pinned Claude Code')
    .action(async () => {
      const { cacheDirectory, settings } = await readContext(undefined);
      const { path, source } = await installClaude({ cacheDir: cacheDirectory, network: settings.network });
      console.log(`Claude Code ${CLAUDE_VERSION} ${WORDS[source]}: ${printable(path)}`);
      end(EXIT.done);
    });
}
