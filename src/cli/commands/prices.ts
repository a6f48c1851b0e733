import type { Command } from 'commander';
import { canonicalModel } from '../../domain/models.ts';
import { priceChangeText, pricesText } from '../display/prices.ts';
import { EXIT } from '../failure.ts';
import type { CommandFrame } from '../frame.ts';
import { type LedgerOptions, print, withLedger, withLedgerOptions } from '../ledger.ts';
import { perMillion } from '../ledger-values.ts';
import { demandNoArguments } from '../siso-command.ts';
import { modelName } from '../values.ts';

const EXAMPLES = `
Examples:
  siso prices
  siso prices add claude-next-6 --input 3 --output 15 --source "price list"`;

export function addPrices(program: Command, frame: CommandFrame): void {
  const command = program
    .command('prices')
    .description('what models cost, dollars for a million tokens')
    .addHelpText('after', EXAMPLES)
    .enablePositionalOptions()
    .allowExcessArguments();
  withLedgerOptions(command).action(async (options: LedgerOptions) => {
    demandNoArguments(command);
    const prices = await withLedger(options, ({ store }) => store.call('siso_prices', {}));
    print({ prices }, options, pricesText);
    frame.end(EXIT.done);
  });
  addNewPrice(command, frame);
}

/** Nano-USD a token. */
interface AddOptions extends LedgerOptions {
  input: number;
  output: number;
  cacheWrite?: number;
  cacheWrite1h?: number;
  cacheRead?: number;
  source: string;
}

function addNewPrice(prices: Command, { end }: CommandFrame): void {
  const command = prices
    .command('add')
    .description('a new price of a model, which counts from now on')
    .argument('<model>', 'name or alias', modelName)
    .requiredOption('--input <dollars>', 'input', perMillion)
    .requiredOption('--output <dollars>', 'output', perMillion)
    .option('--cache-write <dollars>', 'cache writes for 5 minutes (default: 1.25 × input)', perMillion)
    .option('--cache-write-1h <dollars>', 'cache writes for an hour (default: 2 × input)', perMillion)
    .option('--cache-read <dollars>', 'cache reads (default: 0.1 × input)', perMillion)
    .requiredOption('--source <text>', 'where the price is from; it is written into the audit');
  withLedgerOptions(command).action(async (name: string, _: AddOptions, self: Command) => {
    const options = self.optsWithGlobals<AddOptions>();
    const price = newPrice(canonicalModel(name), options);
    const change = await withLedger(options, async ({ store, signed }) => {
      const known = await store.call('siso_prices', {});
      const after = await store.call('siso_add_price', { ...signed(), p_price: price });
      return { before: known.find(({ model }) => model === price.model) ?? null, after };
    });
    print(change, options, priceChangeText);
    end(EXIT.done);
  });
}

/** What is not told is the provider's usual share of the input price, rounded up: never booked too low. */
function newPrice(model: string, { input, output, cacheWrite, cacheWrite1h, cacheRead, source }: AddOptions) {
  return {
    model,
    inputNanos: input,
    outputNanos: output,
    write5mNanos: cacheWrite ?? Math.ceil((input * 5) / 4),
    write1hNanos: cacheWrite1h ?? input * 2,
    readNanos: cacheRead ?? Math.ceil(input / 10),
    source,
  };
}
