import type { PriceChangeDocument, PricesDocument } from '../../contracts/documents/settings.ts';
import type { ModelPrice } from '../../domain/prices.ts';
import { changesText, type FieldWords } from './changes.ts';
import { count, inline, money } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';

/** Nano-USD a token are thousandths of a dollar for a million. */
const perMillion = (nanos: number) => money(nanos * 1_000);

const KINDS: [string, (price: ModelPrice) => number, rank: number][] = [
  ['INPUT', ({ inputNanos }) => inputNanos, 1],
  ['OUTPUT', ({ outputNanos }) => outputNanos, 1],
  ['CACHE READ', ({ readNanos }) => readNanos, 2],
  ['WRITE 5 MIN', ({ write5mNanos }) => write5mNanos, 3],
  ['WRITE 1 H', ({ write1hNanos }) => write1hNanos, 4],
];

/** `siso prices`: what a million tokens of each kind cost. */
export function pricesText({ prices }: PricesDocument, screen: Screen): string {
  if (prices.length === 0) return 'No price is known: add one with siso prices add.';
  return [
    table(COLUMNS, prices, screen),
    '',
    ...paragraph(
      'Dollars for a million tokens. A new price counts from now on; what is booked keeps the price it had.',
      screen,
    ),
  ].join('\n');
}

const COLUMNS: Column<ModelPrice>[] = [
  { title: 'MODEL', text: ({ model }) => model, rank: 0, least: 12 },
  ...KINDS.map(
    ([title, nanos, rank]): Column<ModelPrice> => ({
      title,
      text: (price) => perMillion(nanos(price)),
      rank,
      align: 'right',
    }),
  ),
  { title: 'LONG PROMPTS', text: longPrompt, rank: 5 },
];

function longPrompt({ longPromptTokens, longPromptFactor }: ModelPrice): string {
  return longPromptTokens === null ? '' : `×${longPromptFactor} above ${count(longPromptTokens)}`;
}

const WORDS: FieldWords<ModelPrice>[] = [
  ...KINDS.map(([title, nanos]): FieldWords<ModelPrice> => [title.toLowerCase(), (price) => perMillion(nanos(price))]),
  ['long prompts', (price) => longPrompt(price) || 'as short ones'],
];

/** `siso prices add`. */
export function priceChangeText(change: PriceChangeDocument, screen: Screen): string {
  const title = `Price of ${inline(change.after.model)}, dollars for a million tokens, from now on (version ${change.after.id})`;
  return [...paragraph(title, screen), changesText(change, WORDS, screen)].join('\n');
}
