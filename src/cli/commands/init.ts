import type { Command } from 'commander';
import { initText } from '../display/init.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { initialise } from '../init.ts';
import { print } from '../ledger.ts';

interface InitOptions {
  dryRun?: true;
  json?: true;
}

export function addInit(program: Command, { end }: CommandFrame): void {
  program
    .command('init')
    .description('make this project ready: siso.config.json, .siso/ in .gitignore')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--json', 'print one JSON document and nothing else')
    .action(async (options: InitOptions) => {
      print(await initialise(process.cwd(), { dryRun: options.dryRun === true }), options, initText);
      end(EXIT.done);
    });
}
