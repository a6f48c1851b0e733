import type { Command } from 'commander';
import { CLAUDE_VERSION, installClaude } from '../../claude/index.ts';
import type { SetupDocument } from '../../contracts/documents/files.ts';
import { printable } from '../../domain/printable.ts';
import { readContext } from '../context.ts';
import { printJson } from '../display/json.ts';
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
    .option('--json', 'print one JSON document and nothing else')
    .action(async ({ json }: { json?: true }) => {
      const { cacheDirectory, settings } = await readContext(undefined);
      const { path, source } = await installClaude({ cacheDir: cacheDirectory, network: settings.network });
      const document: SetupDocument = { version: CLAUDE_VERSION, path, source };
      if (json) printJson(document);
      else console.log(`Claude Code ${CLAUDE_VERSION} ${WORDS[source]}: ${printable(path)}`);
      end(EXIT.done);
    });
}
