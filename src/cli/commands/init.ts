import { type Command, Option } from 'commander';
import { initText } from '../display/init.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { initialise } from '../init.ts';
import { print } from '../ledger.ts';
import { port } from '../values.ts';

interface InitOptions {
  dryRun?: true;
  json?: true;
  github?: true;
  print?: true;
  url?: string;
  organization?: string;
  name?: string;
  githubUrl?: string;
  port: number;
}

const EXAMPLES = `
Examples:
  siso init                                                        a project for runs from the terminal
  siso init --github --url https://siso.example.com                and the GitHub App for /siso in comments
  siso init --github --url https://siso.example.com --print        only its manifest, and a link that has all of it
  siso init --github --url … --organization acme --github-url https://github.acme.example`;

export function addInit(program: Command, { end }: CommandFrame): void {
  program
    .command('init')
    .description('make this project ready: siso.config.json, .siso/ in .gitignore; with --github the GitHub App too')
    .addHelpText('after', EXAMPLES)
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--json', 'print one JSON document and nothing else')
    .addOption(new Option('--github', 'register the GitHub App of the bot').conflicts(['json', 'dryRun']))
    .option('--print', 'with --github: print the manifest and the steps, and do nothing')
    .option('--url <address>', 'with --github: where GitHub reaches siso serve, such as https://siso.example.com')
    .option('--organization <name>', 'with --github: whose app it becomes (default: yours)')
    .option('--name <name>', 'with --github: of the app, unique on GitHub, at most 34 signs')
    .option('--github-url <address>', 'with --github: a GitHub Enterprise Server (default: https://github.com)')
    .option('--port <number>', 'with --github: of the page that begins it; 0 for any free port', port, 0)
    .action(async (options: InitOptions) => {
      await init(options);
      end(EXIT.done);
    });
}

async function init(options: InitOptions): Promise<void> {
  const { dryRun = false, github = false } = options;
  if (!github) return print(await initialise(process.cwd(), { dryRun }), options, initText);
  const { url, organization, name, githubUrl, port } = options;
  const choice = { url, organization, name, githubUrl, port };
  // Loaded only here: no other command pays for it.
  const { printManifest, setUpApp } = await import('../init-github.ts');
  if (options.print) return printManifest(choice);
  await setUpApp(choice, async () => print(await initialise(process.cwd(), { dryRun, github }), options, initText));
}
