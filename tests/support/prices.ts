import type { ModelPrice } from '../../src/domain/prices.ts';

/** USD per million tokens: input, output, 5-minute write, 1-hour write, read. The CLI's own table. */
const TABLE: Record<string, [number, number, number, number, number]> = {
  'claude-opus-5-5': [4, 20, 5, 8, 0.2],
  'claude-opus-4-5': [5, 25, 6.25, 10, 0.5],
  'claude-sonnet-5-5': [2, 10, 2.5, 4, 0.1],
  'claude-sonnet-4-6': [3, 15, 3.75, 6, 0.3],
  'claude-sonnet-4-5': [3, 15, 3.75, 6, 0.3],
  'claude-haiku-5-5': [0.1, 0.5, 0.125, 0.2, 0.01],
};

const LONG_PROMPTS = new Map([['claude-haiku-5-5', { longPromptTokens: 100_000, longPromptFactor: 5 }]]);

export const PRICES: ModelPrice[] = Object.entries(TABLE).map(([model, usd], index) => {
  const [inputNanos = 0, outputNanos = 0, write5mNanos = 0, write1hNanos = 0, readNanos = 0] = usd.map((dollars) =>
    Math.round(dollars * 1_000),
  );
  const tier = LONG_PROMPTS.get(model) ?? { longPromptTokens: null, longPromptFactor: 1 };
  return {
    id: index + 1,
    model,
    inputNanos,
    outputNanos,
    write5mNanos,
    write1hNanos,
    readNanos,
    ...tier,
    webSearchNanos: 10_000_000,
  };
});

export function priceOf(model: string): ModelPrice {
  const price = PRICES.find((candidate) => candidate.model === model);
  if (!price) throw new Error(`No price of ${model} in the test table`);
  return price;
}
