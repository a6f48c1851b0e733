import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { compileForService, openStore, type Store } from '../../src/store/index.ts';
import { historySql } from '../history.ts';
import { median, round } from '../statistics.ts';
import { admit, lease, lift } from '../tasks.ts';

interface AdmissionOptions {
  sizes: [name: string, rows: number][];
  samples: number;
  note(line: string): void;
}

/** Median of one admission through the store, by how many finished tasks the ledger remembers. */
export async function measureAdmission(folder: string, { sizes, samples, note }: AdmissionOptions) {
  // As the keeper of a ledger does.
  compileForService();
  const directory = join(folder, 'admission');
  await mkdir(directory);
  await (await openStore({ directory })).close();
  const figures: Record<string, number> = {};
  let rows = 0;
  for (const [name, wanted] of sizes) {
    await addHistory(join(directory, 'ledger'), { from: rows, to: wanted });
    rows = wanted;
    const store = await openStore({ directory });
    await lift(store);
    figures[name] = round(median(await admissions(store, samples)));
    note(`  ${name}: ${figures[name]} ms`);
    await store.close();
  }
  return figures;
}

async function addHistory(ledger: string, range: { from: number; to: number }): Promise<void> {
  const pglite = await PGlite.create(ledger);
  await pglite.exec(`${historySql(range)} analyze; checkpoint;`);
  await pglite.close();
}

const WARM_UP = 200;

/** Each admission is given back at once, so that every one meets the same ledger. */
async function admissions(store: Store, samples: number): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < samples + WARM_UP; at += 1) {
    const begun = performance.now();
    const hold = await admit(store);
    const took = performance.now() - begun;
    await store.call('siso_release', { ...lease(hold), p_reason: 'bench' });
    if (at >= WARM_UP) times.push(took);
  }
  return times;
}
