import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AutomationError } from '../domain/errors.ts';
import { packageFile } from '../host/package.ts';

const MIGRATIONS_DIRECTORY = packageFile('supabase', 'migrations');

/** One file `<version>_<name>.sql`. Its text is read only when it is needed: most openings of a ledger apply nothing. */
export interface Migration {
  version: string;
  name: string;
  path: string;
}

/** What a migration needs of a database: a PGlite instance, or anything that runs several statements at once. */
export interface SqlConnection {
  exec(sql: string): Promise<unknown>;
  query(sql: string, parameters?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** All migrations of `directory`, oldest first. */
export async function listMigrations(directory = MIGRATIONS_DIRECTORY): Promise<Migration[]> {
  const names = await readdir(directory);
  return names
    .map((file) => /^(\d+)_(.+)\.sql$/.exec(file))
    .filter((match) => match !== null)
    .map(([file, version = '', name = '']) => ({ version, name, path: join(directory, file) }))
    .sort((a, b) => (a.version < b.version ? -1 : 1));
}

/** Identifies a migration by what it says, not by when it was read. */
export async function fingerprint({ version, path }: Migration): Promise<string> {
  return `${version}:${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')}`;
}

/**
 * Applies what is not recorded yet, each file in its own transaction; answers how many. Others may do the same at once.
 * Throws `internal`, naming the file that failed.
 */
export async function applyMigrations(database: SqlConnection, migrations: Migration[]): Promise<number> {
  const applied = await appliedVersions(database);
  let count = 0;
  for (const migration of migrations.filter(({ version }) => !applied.has(version))) {
    if (await applyMigration(database, migration)) count += 1;
  }
  return count;
}

/** Opens a transaction that only one at a time can be in. Of the transaction, for a pooler may part us from the session. */
const BEGIN_ALONE = 'begin; select pg_advisory_xact_lock(7135111);';

/** Whether nobody else had applied it meanwhile. */
async function applyMigration(database: SqlConnection, { version, name, path }: Migration): Promise<boolean> {
  const sql = await readFile(path, 'utf8');
  try {
    await database.exec(BEGIN_ALONE);
    const isNew = !(await recordedVersions(database)).has(version);
    if (isNew) {
      await database.exec(sql);
      await database.query(
        'insert into supabase_migrations.schema_migrations (version, statements, name) values ($1, array[$2], $3)',
        [version, sql, name],
      );
    }
    await database.exec('commit');
    return isNew;
  } catch (cause) {
    // Not rolled back here: the caller gives the connection up, and a Postgres that died must not be asked anything.
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new AutomationError('internal', `The migration ${version}_${name} failed: ${detail}`, {
      hint: 'The ledger is as it was before. Go back to the version of siso that last opened it, and report this.',
      cause,
    });
  }
}

/** The table is the one the Supabase CLI keeps, so that either may find what the other has applied. */
const HISTORY_TABLE = `
  ${BEGIN_ALONE}
  create schema if not exists supabase_migrations;
  create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
  commit;
`;

async function appliedVersions(database: SqlConnection): Promise<Set<string>> {
  const known = await database.query(
    `select to_regclass('supabase_migrations.schema_migrations') is not null as known`,
  );
  if (!z.tuple([z.object({ known: z.boolean() })]).parse(known.rows)[0].known) await database.exec(HISTORY_TABLE);
  return recordedVersions(database);
}

async function recordedVersions(database: SqlConnection): Promise<Set<string>> {
  const { rows } = await database.query('select version from supabase_migrations.schema_migrations');
  return new Set(
    z
      .array(z.object({ version: z.string() }))
      .parse(rows)
      .map((row) => row.version),
  );
}
