import { test } from 'vitest';
import { Ground } from './ground.ts';
import { prove } from './prove.ts';

const RUNS = Number(process.env.SISO_MODEL_RUNS ?? 1_000);

test(
  'whatever happens, the ledger answers and books what a plain model of its rules does',
  async () => {
    await prove(await Ground.prepare(), { runs: RUNS, replay: process.env.SISO_MODEL_REPLAY });
  },
  60_000 + RUNS * 1_000,
);
