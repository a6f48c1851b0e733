import type { Command } from 'commander';
import type { PruneDocument } from '../../contracts/documents/retention.ts';
import { AutomationError } from '../../domain/errors.ts';
import { Progress } from '../display/progress.ts';
import { pruneText, removedText, retentionText } from '../display/prune.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { interruptSignal } from '../interrupt.ts';
import { type LedgerOptions, type OpenLedger, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { choice } from '../ledger-values.ts';
import { figureDays, wholeDays } from '../ranges.ts';
import { demandNoArguments } from '../siso-command.ts';

interface KeepOptions extends LedgerOptions {
  keep?: number;
  texts?: number;
}

interface PruneOptions extends KeepOptions {
  dryRun?: true;
}

interface SetOptions extends KeepOptions {
  storeText?: 'all' | 'none';
}

/** Tasks of one call: some 50 ms under the lock. */
const BATCH = 100;

const EXAMPLES = `
Examples:
  siso prune --dry-run                  what is older than the ledger keeps
  siso prune --keep 400d --texts 30d    remove it
  siso prune set --texts 7d             how long it is kept from now on
  siso prune set --store-text none      never store results and logs; prompts until their task ends`;

export function addPrune(program: Command, frame: CommandFrame): void {
  const command = program
    .command('prune')
    .description('remove old history; open tasks, current periods and the audit stay')
    .addHelpText('after', EXAMPLES)
    // What is written after a subcommand belongs to it.
    .enablePositionalOptions()
    .allowExcessArguments()
    .option('--keep <days>', 'tasks and figures; as set, at first 400d, least 32d', figureDays)
    .option('--texts <days>', 'prompts, results, logs; as set, at first 30d', wholeDays)
    .option('--dry-run', 'say what would go, and remove nothing');
  withLedgerOptions(command).action(async (options: PruneOptions) => {
    demandNoArguments(command);
    const document = await withLedger(options, (ledger) =>
      options.dryRun ? preview(ledger, options) : prune(ledger, options),
    );
    print(document, options, pruneText);
    frame.end(document.finished ? EXIT.done : EXIT.interrupted);
  });
  addSet(command, frame);
}

const daysOf = ({ keep, texts }: KeepOptions) => ({ p_figure_days: keep ?? null, p_text_days: texts ?? null });

async function preview({ store, actor }: OpenLedger, options: PruneOptions): Promise<PruneDocument> {
  const found = await store.call('siso_prune_preview', { p_actor: actor, ...daysOf(options) });
  return { ...found, dryRun: true, finished: true };
}

/** Batch by batch, so that others get their turn; a signal ends it after the batch it came in. */
async function prune({ store, signed }: OpenLedger, options: PruneOptions): Promise<PruneDocument> {
  const progress = new Progress(options.json === true ? undefined : 'pruning');
  const interrupt = interruptSignal(() => progress.say('stopping'));
  const step = (after: string | null) =>
    store.call('siso_prune', { ...signed(), ...daysOf(options), p_batch: BATCH, p_after: after });
  try {
    let { next, ...sum } = await step(null);
    while (next !== null && !interrupt.signal.aborted) {
      const more = await step(next);
      sum = added(sum, more);
      next = more.next;
      progress.say(removedText(sum));
    }
    return { ...sum, dryRun: false, finished: next === null };
  } finally {
    interrupt.end();
    progress.end();
  }
}

type Sum = Omit<PruneDocument, 'dryRun' | 'finished'>;

function added(sum: Sum, more: Sum): Sum {
  return {
    figuresBefore: more.figuresBefore,
    textsBefore: more.textsBefore,
    tasks: sum.tasks + more.tasks,
    entries: sum.entries + more.entries,
    events: sum.events + more.events,
    texts: sum.texts + more.texts,
    logs: sum.logs + more.logs,
    days: sum.days + more.days,
    periods: sum.periods + more.periods,
    alerts: sum.alerts + more.alerts,
  };
}

function addSet(prune: Command, { end }: CommandFrame): void {
  const command = prune
    .command('set')
    .description('change how long this ledger keeps what; what is not named stays')
    .option('--keep <days>', 'tasks and figures, least 32d', figureDays)
    .option('--texts <days>', 'prompts, results and logs', wholeDays)
    .addOption(choice('--store-text <what>', 'texts to store at all', ['all', 'none']));
  withLedgerOptions(command).action(async (_: SetOptions, self: Command) => {
    const options = self.optsWithGlobals<SetOptions>();
    const changes = { figureDays: options.keep, textDays: options.texts, storeText: options.storeText };
    if (Object.values(changes).every((value) => value === undefined))
      throw new AutomationError('usage', 'There is nothing to change', {
        hint: 'Name --keep, --texts or --store-text.',
      });
    const change = await withLedger(options, ({ store, signed }) =>
      store.call('siso_set_retention', { ...signed(), p_changes: changes }),
    );
    print(change, options, retentionText);
    end(EXIT.done);
  });
}
