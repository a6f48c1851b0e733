import { beforeAll, expect, test } from 'vitest';
import { Ground } from './ground.ts';
import { MUTANTS } from './mutants.ts';
import { prove } from './prove.ts';
import { ODD_DAYS, PLAIN_DAYS } from './words.ts';

/** Most show in the first ten sequences. With a seed of its own, so that whether one is caught is no luck. */
const HERE = { beginnings: [...PLAIN_DAYS, ...ODD_DAYS], runs: 400, seed: 2026 };

let ground: Ground;
beforeAll(async () => {
  ground = await Ground.prepare();
});

test('the ledger as it is passes for right', async () => {
  await prove(ground, { ...HERE, runs: 100 });
}, 600_000);

test.each(MUTANTS)(
  'a ledger is caught in which $name',
  async (mutant) => {
    const caught = ground.with(mutant, () => prove(ground, { ...HERE, shorten: false }));

    await expect(caught).rejects.toThrow('shows a difference');
  },
  600_000,
);

test('a difference is told in words, with what repeats it', async () => {
  const [mutant] = MUTANTS;
  if (mutant === undefined) throw new Error('There is a mutant');
  const tell = (replay?: string) =>
    ground.with(mutant, () => prove(ground, { ...HERE, replay })).catch(({ message }: Error) => message);

  const told = String(await tell());

  expect(told).toMatch(/^Sequence \d+ shows a difference \(made shorter \d+ times\)/);
  expect(told).toMatch(/ {2}1\. 2026-\S+Z {2}\S/);
  expect(told).toMatch(/counts \d+ tokens and \d+ requests in its \w+, the model \d+ and \d+/);
  const [, replay] = /SISO_MODEL_REPLAY='(.*)' npx vitest run tests\/model\/mutants.test.ts/.exec(told) ?? [];
  const steps = (text: string) =>
    text
      .replaceAll(/T-\w{8}/g, 'T')
      .split('\n')
      .slice(1);
  expect(steps(String(await tell(replay)))).toEqual(steps(told));
});
