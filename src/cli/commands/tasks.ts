import type { Command } from 'commander';
import type { TaskFilter } from '../../contracts/ledger/tasks.ts';
import { canonicalModel } from '../../domain/models.ts';
import { CATEGORIES, PRIORITIES, TASK_STATES } from '../../domain/tasks.ts';
import { tasksText } from '../display/tasks.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choices, label, pageSize } from '../ledger-values.ts';
import { since, until } from '../ranges.ts';
import { modelName } from '../values.ts';

interface TasksOptions extends LedgerOptions {
  state?: TaskFilter['states'];
  category?: TaskFilter['categories'];
  priority?: TaskFilter['priorities'];
  actor?: string;
  repo?: string;
  model?: string;
  template?: string;
  label?: string;
  search?: string;
  since?: string;
  until?: string;
  limit: number;
  after?: string;
}

const EXAMPLES = `
Examples:
  siso tasks --state running,queued
  siso tasks --state failed --since 7d --category testing
  siso tasks --search login --limit 50 --json`;

export function addTasks(program: Command, { end }: CommandFrame): void {
  const command = program
    .command('tasks')
    .description('list tasks, newest first')
    .addHelpText('after', EXAMPLES)
    .addOption(choices('-s, --state <states>', 'in one of these states', TASK_STATES))
    .addOption(choices('-c, --category <names>', 'of these categories', CATEGORIES))
    .addOption(choices('-p, --priority <names>', 'of these priorities', PRIORITIES))
    .option('--actor <name>', 'asked for by this person')
    .option('--repo <name>', 'in this repository')
    .option('-m, --model <name>', 'with this model or alias', modelName)
    .option('-t, --template <name>', 'made from this template')
    .option('--label <key=value>', 'with this label', label)
    .option('--search <text>', 'part of the name, or the beginning of the id')
    .option('--since <time>', 'created since: 2h, 7d, 2026-11-01', since)
    .option('--until <time>', 'created before; a day counts whole', until)
    .option('-n, --limit <rows>', 'rows of a page, at most 500', pageSize, 20)
    .option('--after <cursor>', 'go on where the page before ended');
  withLedgerOptions(command).action(async (options: TasksOptions) => {
    const { limit, after } = options;
    const page = await withLedger(options, ({ store }) =>
      store.call('siso_list_tasks', { p_filter: filterOf(options), p_limit: limit, p_after: after ?? null }),
    );
    print(page, options, tasksText);
    end(EXIT.done);
  });
}

function filterOf(options: TasksOptions): TaskFilter {
  const { actor, repo, template, search, model } = options;
  return {
    ...{ states: options.state, categories: options.category, priorities: options.priority },
    ...{ actor, repo, template, search, label: options.label, from: options.since, to: options.until },
    model: model === undefined ? undefined : canonicalModel(model),
  };
}
