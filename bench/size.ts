import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { parseAnswer } from '../src/store/contract.ts';
import { compileForService, openStore } from '../src/store/index.ts';
import { startPostgres } from '../tests/support/real-postgres.ts';
import { type Ask, indexSizes, measurePrune, type PruneCall, tableSizes, totalMb } from './size/measure.ts';
import { writeYear, type Year } from './size/year.ts';
import { round, timed } from './statistics.ts';

interface BenchOptions {
  quick: boolean;
  note(line: string): void;
}

/** The oldest day is pruned, then the next, then all but so many days. */
const KEPT_AFTER = 100;

/** How large a year gets, what a daily prune and a large one take, and what is left after each. */
export async function benchSize({ quick, note }: BenchOptions): Promise<Record<string, unknown>> {
  const year: Year = { days: 365, tasksADay: quick ? 15 : 1_000 };
  note(`${year.days * year.tasksADay} tasks in Postgres …`);
  const postgres = await inPostgres(year);
  note(JSON.stringify(postgres));
  note('The same in a folder …');
  const folder = await inFolder(year);
  return { tasksADay: year.tasksADay, postgres, folder };
}

/** A ledger of either kind. */
interface Ledger {
  ask: Ask;
  /** Prunes, then waits until the room is free again. */
  pruned<Answer>(use: (prune: PruneCall) => Promise<Answer>): Promise<Answer>;
}

async function measure({ ask, pruned }: Ledger, { days }: Year) {
  const atFirst = await tableSizes(ask);
  const indexes = await indexSizes(ask);
  const daily = await pruned((prune) => measurePrune(prune, days - 1));
  const next = await pruned((prune) => measurePrune(prune, days - 2));
  const afterDailyMb = totalMb(await tableSizes(ask));
  const large = await pruned((prune) => measurePrune(prune, KEPT_AFTER));
  const left = await tableSizes(ask);
  return {
    totalMb: totalMb(atFirst),
    tables: atFirst,
    indexes,
    daily,
    next,
    afterDailyMb,
    large,
    afterLargeMb: totalMb(left),
    left,
  };
}

async function inPostgres(year: Year) {
  const server = await startPostgres();
  try {
    const database = await server.database({ defaultRole: 'admin' });
    const client = await database.connect();
    const writtenMs = await timed(() => writeYear({ exec: (text) => client.query(text) }, year));
    const ask: Ask = async (text) => (await client.query(text)).rows;
    const call: PruneCall = async (args) => {
      const named = Object.keys(args).map((name, at) => `${name} => $${at + 1}`);
      const text = `select to_jsonb(public.siso_prune(${named.join(', ')}))::text as answer`;
      const { rows } = await client.query<{ answer: string }>(text, Object.values(args));
      return parseAnswer('siso_prune', rows[0]?.answer ?? 'null');
    };
    // As the server does by itself.
    await client.query('vacuum analyze');
    const figures = await measure({ ask, pruned: (use) => use(call).finally(() => client.query('vacuum')) }, year);
    return { writtenMs: round(writtenMs, 0), ...figures };
  } finally {
    await server.stop();
  }
}

async function inFolder(year: Year) {
  const directory = await mkdtemp(join(tmpdir(), 'siso-bench-'));
  try {
    compileForService();
    await (await openStore({ directory })).close();
    const folder = join(directory, 'ledger');
    const open = async <Answer>(use: (pglite: PGlite) => Promise<Answer>) => {
      const pglite = await PGlite.create(folder);
      return use(pglite).finally(() => pglite.close());
    };
    const writtenMs = await timed(() => open((pglite) => writeYear(pglite, year)));
    const folderMb = await megabytes(folder);
    const ask: Ask = <Row>(text: string) => open(async (pglite) => (await pglite.query<Row>(text)).rows);
    // The store gives room back itself, after the last batch.
    const pruned: Ledger['pruned'] = async (use) => {
      const store = await openStore({ directory });
      return use((args) => store.call('siso_prune', args)).finally(() => store.close());
    };
    const figures = await measure({ ask, pruned }, year);
    return { writtenMs: round(writtenMs, 0), folderMb, ...figures, folderAfterMb: await megabytes(folder) };
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

async function megabytes(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => stat(join(file.parentPath, file.name))),
  );
  return round(sizes.reduce((sum, { size }) => sum + size, 0) / 1_048_576, 0);
}
