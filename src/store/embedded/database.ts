import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LEDGER_FUNCTIONS, type LedgerResult } from '../../contracts/ledger/functions.ts';
import { AutomationError } from '../../domain/errors.ts';
import { RUNNER_KEY_HEADER } from '../../domain/runner-key.ts';
import { demandNames, demandSchema, type NamedArguments } from '../contract.ts';
import { applyMigrations, listMigrations } from '../migrations.ts';
import { queryFault } from './faults.ts';
import type { LedgerPaths } from './folder.ts';
import { demandPostgresData, Postgres, type Statement } from './postgres.ts';
import { unpackSnapshot } from './snapshot.ts';

export interface DatabaseOptions {
  paths: LedgerPaths;
  /** Marks a ledger at its creation; an existing one stays what it is. */
  rehearsal: boolean;
  migrationsDirectory?: string | undefined;
  snapshotDirectory?: string | undefined;
}

/** Postgres in single-user mode never checkpoints by itself, and after a crash replays all that it wrote since. */
const CALLS_PER_CHECKPOINT = 1_000;

/** The last batch of a prune. Single-user mode never vacuums by itself either, and only that gives room back for new rows. */
const PRUNED = /"next": null/;
const PRUNED_TABLES = [
  ...['task_texts', 'task_logs', 'task_events', 'token_usage_history', 'usage_holds', 'automation_tasks'],
  ...['automation_analytics', 'budget_periods', 'alerts', 'rate_limit_usage', 'request_log'],
];

/** Present from the making of a ledger until its settings are written. */
const UNINITIALISED = 'siso-uninitialised';

/** The open Postgres of a ledger. Only the holder of the owner's lock may have one. */
export class LedgerDatabase {
  readonly schema: LedgerResult<'siso_schema'>;
  readonly #postgres: Postgres;
  readonly #folder: string;
  #calls = 0;
  #vacuum: Promise<void> = Promise.resolve();

  constructor(postgres: Postgres, { folder, schema }: { folder: string; schema: LedgerResult<'siso_schema'> }) {
    this.#postgres = postgres;
    this.#folder = folder;
    this.schema = schema;
  }

  /** Whether Postgres gave up; the ledger has to be opened anew. */
  get dead(): boolean {
    return this.#postgres.dead;
  }

  /** Answers the function's JSON as text. Throws what the function raised, `ledger_damaged` or `store_unavailable`. */
  async call(name: string, args: NamedArguments, runnerKey?: string): Promise<string> {
    demandNames(name, args);
    const given = Object.entries(args).filter(([, value]) => value !== undefined);
    const named = given.map(([argument], at) => `${argument} => $${at + 1}`).join(', ');
    const values = given.map(([, value]) => value);
    try {
      const sql = `select to_jsonb(public.${name}(${named}))::text as answer`;
      const bound = runnerKey === undefined ? [] : bindTo(runnerKey, name);
      const { rows } = await this.#postgres.query<{ answer: string | null }>(sql, values, bound);
      const answer = rows[0]?.answer ?? 'null';
      if (name === 'siso_prune' && PRUNED.test(answer)) this.#vacuum = this.#giveRoomBack();
      return answer;
    } catch (cause) {
      throw queryFault(this.#folder, cause);
    } finally {
      this.#countCall();
    }
  }

  async close(): Promise<void> {
    await this.#vacuum;
    await this.#postgres.close();
  }

  /** After the answer is out, and one table at a time: whoever calls meanwhile waits for one at most. A failure shows in the next call. */
  async #giveRoomBack(): Promise<void> {
    for (const table of PRUNED_TABLES) await this.#postgres.exec(`vacuum public.${table}`).catch(() => {});
  }

  #countCall(): void {
    this.#calls += 1;
    if (this.#calls % CALLS_PER_CHECKPOINT !== 0) return;
    // After the answer is out; a failure shows in the next call.
    setImmediate(() => this.#postgres.exec('checkpoint').catch(() => {}));
  }
}

/** Makes a call one of a runner, as PostgREST does: the key in a header, and no more functions than `anon` may execute there. */
function bindTo(runnerKey: string, name: string): Statement[] {
  const headers = JSON.stringify({ [RUNNER_KEY_HEADER]: runnerKey });
  return [
    { sql: `select set_config('request.headers', $1, true)`, parameters: [headers] },
    { sql: 'select siso.demand_runners_own($1)', parameters: [name] },
  ];
}

/** Opens the ledger, or creates it, and applies what migrations it lacks. */
export async function openDatabase(options: DatabaseOptions): Promise<LedgerDatabase> {
  const { paths, rehearsal, migrationsDirectory } = options;
  if (!existsSync(paths.ledger)) await createLedger(options);
  demandPostgresData(paths.ledger);
  const postgres = await Postgres.start(paths.ledger);
  try {
    // Before anything is written: a newer ledger may have moved what our migrations would touch.
    const found = await readSchema(postgres);
    if (found !== undefined) demandSchema(found);
    const applied = await applyMigrations(postgres, await listMigrations(migrationsDirectory));
    await initialise(postgres, { folder: paths.ledger, rehearsal });
    const schema = applied === 0 ? found : await readSchema(postgres);
    if (schema === undefined) throw new AutomationError('internal', 'The migrations do not make siso_schema()');
    return new LedgerDatabase(postgres, { folder: paths.ledger, schema });
  } catch (error) {
    await postgres.close();
    throw queryFault(paths.ledger, error);
  }
}

/** Made under another name first, so that a crash never leaves half a ledger under the real one. */
async function createLedger({ paths, migrationsDirectory, snapshotDirectory }: DatabaseOptions): Promise<void> {
  try {
    await rm(paths.staging, { recursive: true, force: true });
    const migrations = await listMigrations(migrationsDirectory);
    if (!(await unpackSnapshot(paths.staging, migrations, snapshotDirectory))) {
      await (await Postgres.start(paths.staging)).close();
    }
    await writeFile(join(paths.staging, UNINITIALISED), '');
    await rename(paths.staging, paths.ledger);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AutomationError('store_unavailable', `No new ledger can be made in ${paths.directory}: ${detail}`, {
      hint: 'Free the disk or choose another data directory; if that does not help, install siso anew.',
      cause,
    });
  }
}

async function initialise(postgres: Postgres, { folder, rehearsal }: { folder: string; rehearsal: boolean }) {
  const marker = join(folder, UNINITIALISED);
  if (!existsSync(marker)) return;
  await postgres.query('select public.siso_initialise(p_settings => $1)', [{ defaultRole: 'admin', rehearsal }]);
  await rm(marker);
}

async function readSchema(postgres: Postgres): Promise<LedgerResult<'siso_schema'> | undefined> {
  const present = await postgres.query(`select to_regprocedure('public.siso_schema()') is not null as present`);
  if (!z.tuple([z.object({ present: z.boolean() })]).parse(present.rows)[0].present) return undefined;
  const { rows } = await postgres.query('select public.siso_schema() as schema');
  return z.tuple([z.object({ schema: LEDGER_FUNCTIONS.siso_schema.result })]).parse(rows)[0].schema;
}
