import { test } from 'vitest';
import { Ground } from './ground.ts';
import { fromOutside, prove } from './prove.ts';
import { PLAIN_DAYS } from './words.ts';

const { runs, replay, timeout } = fromOutside();

test(
  'whatever happens, the ledger answers and books what a plain model of its rules does',
  async () => {
    await prove(await Ground.prepare(), { beginnings: PLAIN_DAYS, runs, replay });
  },
  timeout,
);
