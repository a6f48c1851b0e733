import { test } from 'vitest';
import { Ground } from './ground.ts';
import { fromOutside, prove } from './prove.ts';
import { ODD_DAYS } from './words.ts';

const { runs, replay, timeout } = fromOutside();

test(
  'whatever happens while clocks are changed, the ledger answers and books what a plain model of its rules does',
  async () => {
    await prove(await Ground.prepare(), { beginnings: ODD_DAYS, runs, replay });
  },
  timeout,
);
