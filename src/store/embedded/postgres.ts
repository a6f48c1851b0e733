import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import type { SqlConnection } from '../migrations.ts';
import { damaged, isFinal, startFault } from './faults.ts';
import { LedgerLost } from './link.ts';

const START_PARAMETERS = [
  ...PGlite.defaultStartParams,
  // The default 128 MB would be zeroed at every start: half of the time and of the memory that opening takes.
  ...['-c', 'shared_buffers=16MB'],
  // The timer behind it outlives a failed start and would keep the process alive for ever.
  ...['-c', 'log_startup_progress_interval=0'],
];

/** Sixteen times less to write for a new ledger. */
const INITDB_PARAMETERS = ['--wal-segsize=1'];

export interface Statement {
  sql: string;
  parameters: unknown[];
}

/** PGlite, entered by one at a time and never again after it died: it would spin for ever. */
export class Postgres implements SqlConnection {
  readonly #pglite: PGlite;
  #last: Promise<unknown> = Promise.resolve();
  #dead = false;

  private constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** Opens the data in `folder`, or makes a new one there. Throws `ledger_damaged` or `store_unavailable`. */
  static async start(folder: string): Promise<Postgres> {
    const log: string[] = [];
    const exitCode = process.exitCode;
    try {
      return new Postgres(await createPglite(folder, log));
    } catch (cause) {
      throw startFault(folder, { log, cause });
    } finally {
      // A Postgres that gives up sets the exit code of the whole process.
      process.exitCode = exitCode;
    }
  }

  /** Whether it gave up and has to be started anew. */
  get dead(): boolean {
    return this.#dead;
  }

  /**
   * Throws what PGlite throws, or `LedgerLost` when it died before this query's turn. What is to be done `first` happens in
   * the same transaction.
   */
  query<Row>(sql: string, parameters: unknown[] = [], first: Statement[] = []): Promise<{ rows: Row[] }> {
    if (first.length === 0) return this.#inTurn(() => this.#pglite.query<Row>(sql, parameters));
    return this.#inTurn(() =>
      this.#pglite.transaction(async (transaction) => {
        for (const statement of first) await transaction.query(statement.sql, statement.parameters);
        return transaction.query<Row>(sql, parameters);
      }),
    );
  }

  async exec(sql: string): Promise<void> {
    await this.#inTurn(() => this.#pglite.exec(sql));
  }

  async close(): Promise<void> {
    await this.#last;
    if (!this.#dead) await this.#pglite.close();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(async () => {
      if (this.#dead) throw new LedgerLost();
      try {
        return await work();
      } catch (error) {
        this.#dead = isFinal(error);
        forgetStatement(error);
        throw error;
      }
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}

function createPglite(folder: string, log: string[]): Promise<PGlite> {
  return PGlite.create(folder, {
    startParams: START_PARAMETERS,
    initDbStartParams: INITDB_PARAMETERS,
    // PGlite would take a string for JSON text that is ready to send.
    serializers: { [types.JSON]: JSON.stringify, [types.JSONB]: JSON.stringify },
    onStderr: (line) => {
      if (log.length < 100) log.push(line);
      return false;
    },
  });
}

/** PGlite attaches the statement and its parameters, prompts among them; they must not reach a log. */
function forgetStatement(error: unknown): void {
  if (!(error instanceof Error)) return;
  for (const field of ['query', 'params', 'queryOptions']) Reflect.deleteProperty(error, field);
}

/** Throws `ledger_damaged` where PGlite would take a damaged folder for an empty one and write a new ledger into it. */
export function demandPostgresData(folder: string): void {
  const missing = ['PG_VERSION', join('global', 'pg_control')].find((file) => !existsSync(join(folder, file)));
  if (missing !== undefined) throw damaged(folder, `${missing} is missing`);
}
