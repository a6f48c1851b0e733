import type { Command } from 'commander';
import type { BudgetChanges } from '../../contracts/ledger/settings.ts';
import { AutomationError } from '../../domain/errors.ts';
import { budgetChange, readBudgets } from '../../engine/index.ts';
import { budgetChangeText, budgetText } from '../display/budget.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import {
  type BudgetScope,
  budgetScope,
  cap,
  type Limit,
  limitValue,
  orNone,
  thresholds,
  tokenCap,
  zone,
} from '../ledger-values.ts';
import { demandNoArguments } from '../siso-command.ts';

const EXAMPLES = `
Examples:
  siso budget
  siso budget set --daily 20 --monthly 300
  siso budget set --scope repo:acme/web --daily 5 --thresholds 50,80
  siso budget set --scope category:testing --daily-tokens none`;

export const SCOPE_HELP = 'global, repo:OWNER/NAME, actor:NAME, category:NAME, org:NAME, label:KEY=VALUE';

export function addBudget(program: Command, frame: CommandFrame): void {
  const command = program
    .command('budget')
    .description('what each budget has spent, held and left, with thresholds and grants')
    .addHelpText('after', EXAMPLES)
    .enablePositionalOptions()
    .allowExcessArguments();
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    demandNoArguments(command);
    print(await withLedger(options, ({ store }) => readBudgets(store)), options, budgetText);
    frame.end(EXIT.done);
  });
  addSet(command, frame);
}

interface SetOptions extends LedgerOptions {
  scope: BudgetScope;
  daily?: Limit;
  monthly?: Limit;
  dailyTokens?: Limit;
  buffer?: number;
  thresholds?: number[];
  zone?: string;
}

function addSet(budget: Command, { end }: CommandFrame): void {
  const command = budget
    .command('set')
    .description('change a budget; none lifts a cap, what is not named stays')
    .option('--scope <scope>', SCOPE_HELP, budgetScope, { scope: 'global', value: '' } satisfies BudgetScope)
    .option('--daily <dollars>', 'dollars a day, or none', orNone(cap))
    .option('--monthly <dollars>', 'dollars a month, or none', orNone(cap))
    .option('--daily-tokens <tokens>', 'counted tokens a day, or none', orNone(tokenCap))
    .option('--buffer <tokens>', 'emergency buffer for urgent tasks; 0 for none', tokenCap)
    .option('--thresholds <percents>', 'when to alert, such as 50,80', thresholds)
    .option('--zone <name>', 'IANA time zone of its days and months', zone);
  const [scope] = command.options;
  if (scope !== undefined) scope.defaultValueDescription = 'global';
  withLedgerOptions(command).action(async (_: SetOptions, self: Command) => {
    const options = self.optsWithGlobals<SetOptions>();
    const changes = budgetChanges(options);
    const change = await withLedger(options, ({ store, signed }) =>
      store.call('siso_set_budget', {
        ...signed(),
        ...{ p_scope: options.scope.scope, p_value: options.scope.value, p_changes: changes },
      }),
    );
    print(budgetChange(change), options, budgetChangeText);
    end(EXIT.done);
  });
}

function budgetChanges(options: SetOptions): BudgetChanges {
  const changes = {
    dailyMicros: limitValue(options.daily),
    monthlyMicros: limitValue(options.monthly),
    dailyTokens: limitValue(options.dailyTokens),
    ...{ bufferTokens: options.buffer, thresholds: options.thresholds, zone: options.zone },
  };
  if (Object.values(changes).some((value) => value !== undefined)) return changes;
  throw new AutomationError('usage', 'There is nothing to change', {
    hint: 'Name at least one, such as --daily 20; --help lists them.',
  });
}
