import type { Command } from 'commander';
import { templateDocument, templateList } from '../../engine/index.ts';
import { listTemplates, readTemplate } from '../../templates/index.ts';
import { inspectRepository } from '../../workspace/index.ts';
import { printJson } from '../display/json.ts';
import { listText, templateText } from '../display/templates.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { demandNoArguments } from '../siso-command.ts';

interface TemplatesOptions {
  workspace?: string;
  json?: true;
}

const EXAMPLES = `
Examples:
  siso templates                       every template, those of task-prompts/ of your repository included
  siso templates show create-tests     its inputs, tools and text, and a command line that runs it
  siso templates --json`;

export function addTemplates(program: Command, { end }: CommandFrame): void {
  const templates = program
    .command('templates')
    .description('prompts that are kept: list them, show one')
    .addHelpText('after', EXAMPLES);
  const list = templates
    .command('list', { isDefault: true })
    .description('every template (the default)')
    // Whatever else is named is a subcommand misspelt.
    .allowExcessArguments();
  list.action(async (options: TemplatesOptions) => {
    demandNoArguments(list, templates);
    const found = await listTemplates(await repositoryOf(options));
    if (options.json) printJson(templateList(found));
    else console.log(listText(found, process.stdout.columns));
    end(EXIT.done);
  });
  const show = templates.command('show').description('one template: inputs, tools, text').argument('<name>');
  show.action(async (name: string, options: TemplatesOptions) => {
    const template = await readTemplate(name, await repositoryOf(options));
    if (options.json) printJson(templateDocument(template));
    else console.log(templateText(template));
    end(EXIT.done);
  });
  for (const command of [list, show]) {
    command
      .option('-C, --workspace <path>', 'the repository whose task-prompts/ count as well')
      .option('--json', 'print one JSON document and nothing else')
      .exitOverride()
      .showHelpAfterError('Run with --help to see every option.');
  }
}

/** Outside a repository there are only the templates of the package; one that is named has to be there. */
async function repositoryOf({ workspace }: TemplatesOptions): Promise<string | undefined> {
  if (workspace !== undefined) return (await inspectRepository(workspace)).root;
  const found = await inspectRepository('.').catch(() => undefined);
  return found?.root;
}
