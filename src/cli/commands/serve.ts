import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandFrame } from '../frame.ts';
import type { ServeOptions } from '../serve/serve.ts';
import { collect, port, wholeNumber } from '../values.ts';
import { drainOption } from './worker.ts';

const EXAMPLES = `
Examples:
  siso serve                                    the API on http://127.0.0.1:4780, with a worker
  siso serve --no-worker --port 0               only ledger and API, on any free port
  SISO_API_TOKEN=… siso serve --host 0.0.0.0 --allow-host siso.example.com

The token that it prints goes into Authorization: Bearer. docs/api.md says more. With a GitHub App (siso init --github) it
also listens for /siso in comments; docs/bot.md says more.`;

export function addServe(program: Command, { secrets, end }: CommandFrame): void {
  program
    .command('serve')
    .description(
      'own the ledger, answer the JSON API and webhooks of GitHub, and run what is queued, until it is stopped',
    )
    .addHelpText('after', EXAMPLES)
    .option('--port <number>', 'where it listens; 0 for any free port', port, 4780)
    .option('--host <address>', 'where it listens; another than the loopback needs SISO_API_TOKEN', '127.0.0.1')
    .addOption(
      new Option('--allow-host <name>', 'a name that it is reached by as well, with its port; repeatable').argParser(
        (value: string, earlier: string[] | undefined) => collect(hostName(value), earlier),
      ),
    )
    .option('--workers <slots>', 'tasks that run here at a time (default: as many as the ledger allows)', wholeNumber)
    .option('--no-worker', 'run nothing here')
    .addOption(drainOption())
    .option('-C, --workspace <path>', 'the repository to work in (default: the current folder)')
    .option('--rehearse [scenario]', 'serve the rehearsal ledger; =NAME or =FILE.json for another script')
    .action(async (options: ServeOptions) => {
      // Loaded only here: no other command pays for a web framework.
      const { serve } = await import('../serve/serve.ts');
      end(await serve(options, secrets));
    });
}

function hostName(value: string): string {
  if (/^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:]+\](?::\d{1,5})?$/i.test(value)) return value;
  throw new InvalidArgumentError('Give a name as browsers send it, such as siso.example.com or localhost:8080.');
}
