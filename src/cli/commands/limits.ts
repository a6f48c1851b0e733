import type { Command } from 'commander';
import { LIMIT_PRESETS, type LimitChanges } from '../../contracts/ledger/settings.ts';
import { AutomationError } from '../../domain/errors.ts';
import { CATEGORIES, type Category } from '../../domain/tasks.ts';
import { limitChange, limitPreset, readLimits } from '../../engine/index.ts';
import { limitChangeText, limitsText, presetText } from '../display/limits.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { type Limit, limitValue, orNone, wordArgument } from '../ledger-values.ts';
import { demandNoArguments } from '../siso-command.ts';
import { usd, wholeNumber } from '../values.ts';

type Preset = (typeof LIMIT_PRESETS)[number];

const EXAMPLES = `
Examples:
  siso limits
  siso limits set testing --tokens-per-minute 5000 --requests-per-minute none
  siso limits set development --repo acme/web --max-concurrent 1
  siso limits preset team`;

export function addLimits(program: Command, frame: CommandFrame): void {
  const command = program
    .command('limits')
    .description('what each limit has used and left, and when it is empty again')
    .addHelpText('after', EXAMPLES)
    // What is written after a subcommand belongs to it.
    .enablePositionalOptions()
    .allowExcessArguments();
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    demandNoArguments(command);
    print(await withLedger(options, ({ store }) => readLimits(store)), options, limitsText);
    frame.end(EXIT.done);
  });
  addSet(command, frame);
  addPreset(command, frame);
}

interface SetOptions extends LedgerOptions {
  repo?: string;
  tokensPerMinute?: Limit;
  tokensPerHour?: Limit;
  tokensPerDay?: Limit;
  requestsPerMinute?: Limit;
  maxConcurrent?: Limit;
  maxHold?: Limit;
}

function addSet(limits: Command, { end }: CommandFrame): void {
  const command = limits
    .command('set')
    .description('change limits of a category; none lifts one, what is not named stays')
    .addArgument(wordArgument('<category>', CATEGORIES.join(', '), CATEGORIES))
    .option('--repo <name>', 'of this category in this repository only')
    .option('--tokens-per-minute <tokens>', 'counted tokens, or none', orNone(wholeNumber))
    .option('--tokens-per-hour <tokens>', 'counted tokens, or none', orNone(wholeNumber))
    .option('--tokens-per-day <tokens>', 'counted tokens, or none', orNone(wholeNumber))
    .option('--requests-per-minute <tasks>', 'tasks admitted, or none', orNone(wholeNumber))
    .option('--max-concurrent <tasks>', 'tasks at a time, or none', orNone(wholeNumber))
    .option('--max-hold <dollars>', 'the most one task may hold, or none', orNone(usd));
  withLedgerOptions(command).action(async (name: Category, _: SetOptions, self: Command) => {
    const options = self.optsWithGlobals<SetOptions>();
    const changes = limitChanges(options);
    const change = await withLedger(options, ({ store, signed }) =>
      store.call('siso_set_limits', {
        ...signed(),
        p_category: name,
        p_repo: options.repo ?? null,
        p_changes: changes,
      }),
    );
    print(limitChange(change), options, limitChangeText);
    end(EXIT.done);
  });
}

function limitChanges(options: SetOptions): LimitChanges {
  const changes = {
    tokensPerMinute: limitValue(options.tokensPerMinute),
    tokensPerHour: limitValue(options.tokensPerHour),
    tokensPerDay: limitValue(options.tokensPerDay),
    requestsPerMinute: limitValue(options.requestsPerMinute),
    maxConcurrent: limitValue(options.maxConcurrent),
    maxHoldMicros: limitValue(options.maxHold),
  };
  if (Object.values(changes).some((value) => value !== undefined)) return changes;
  throw new AutomationError('usage', 'There is no limit to change', {
    hint: 'Name at least one, such as --tokens-per-minute 5000; --help lists them.',
  });
}

function addPreset(limits: Command, { end }: CommandFrame): void {
  const text = `${LIMIT_PRESETS.join(', ')}: as specified, twenty times that, counted but never limited`;
  const command = limits
    .command('preset')
    .description('set the limits of every category at once; those of repositories stay')
    .addArgument(wordArgument('<name>', text, LIMIT_PRESETS));
  withLedgerOptions(command).action(async (preset: Preset, _: LedgerOptions, self: Command) => {
    const options = self.optsWithGlobals<LedgerOptions>();
    const change = await withLedger(options, ({ store, signed }) =>
      store.call('siso_limits_preset', { ...signed(), p_preset: preset }),
    );
    print(limitPreset(preset, change), options, presetText);
    end(EXIT.done);
  });
}
