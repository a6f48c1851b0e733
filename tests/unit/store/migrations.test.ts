import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Postgres } from '../../../src/store/embedded/postgres.ts';
import { openEmbeddedLedger } from '../../../src/store/embedded/store.ts';
import { listMigrations } from '../../../src/store/migrations.ts';
import { folderForTest, openForTest, type Scratch, temporaryFolder, writeScratch } from './scratch-ledger.ts';

let scratch: Scratch;
let dispose: () => Promise<void>;

beforeAll(async () => {
  const folder = await temporaryFolder();
  dispose = folder.dispose;
  scratch = await writeScratch(folder.path);
});
afterAll(() => dispose());

/** The scratch migrations and one more, in a folder of their own. */
async function withMigration(file: string, sql: string): Promise<Scratch> {
  const migrationsDirectory = join(await folderForTest(), 'migrations');
  await mkdir(migrationsDirectory);
  for (const { path, version, name } of await listMigrations(scratch.migrationsDirectory)) {
    await copyFile(path, join(migrationsDirectory, `${version}_${name}.sql`));
  }
  await writeFile(join(migrationsDirectory, file), sql);
  return { ...scratch, migrationsDirectory };
}

async function ledgerMadeBy(made: Scratch): Promise<string> {
  const directory = await folderForTest();
  await (await openEmbeddedLedger({ ...made, directory })).close();
  return directory;
}

async function history(directory: string): Promise<unknown[]> {
  const postgres = await Postgres.start(join(directory, 'ledger'));
  const { rows } = await postgres.query('select version, name, cardinality(statements) > 0 as told '.concat(HISTORY));
  await postgres.close();
  return rows;
}
const HISTORY = 'from supabase_migrations.schema_migrations order by version';

const SCHEMA_2 = (minClient: number) => `create or replace function siso_schema() returns jsonb language sql as
  $$ select '{"version": 2, "minClient": ${minClient}}'::jsonb $$;`;

test('the migrations of this package are listed oldest first', async () => {
  const versions = (await listMigrations()).map(({ version }) => version);
  expect(versions.length).toBeGreaterThan(0);
  expect(versions).toEqual(versions.toSorted());
});

test('a pending migration is applied to an old ledger and recorded as the Supabase CLI records it', async () => {
  const directory = await ledgerMadeBy(scratch);
  const newer = await withMigration('20260202000000_second_schema.sql', SCHEMA_2(1));
  const ledger = await openEmbeddedLedger({ ...newer, directory });
  expect(await ledger.call('siso_schema', {})).toEqual({ version: 2, minClient: 1, rehearsal: false, runner: null });
  await ledger.close();

  expect(await history(directory)).toEqual([
    { version: '20260101000000', name: 'functions', told: true },
    { version: '20260202000000', name: 'second_schema', told: true },
  ]);
});

test('an older siso goes on with a ledger that a newer one has extended', async () => {
  const directory = await ledgerMadeBy(await withMigration('20260202000000_second_schema.sql', SCHEMA_2(1)));
  const ledger = await openForTest(scratch, directory);
  expect(await ledger.call('siso_schema', {})).toEqual({ version: 2, minClient: 1, rehearsal: false, runner: null });
});

test('an older siso is refused by a ledger that a newer one has changed incompatibly', async () => {
  const directory = await ledgerMadeBy(scratch);
  const newer = await withMigration('20260202000000_second_schema.sql', SCHEMA_2(2));
  // What opens a ledger of schema 2 here knows schema 1 as well, so it may apply the migration but not use it.
  await (await openEmbeddedLedger({ ...newer, directory })).close();

  await expect(openEmbeddedLedger({ ...scratch, directory })).rejects.toMatchObject({
    code: 'ledger_newer',
    hint: expect.stringContaining('Update siso'),
  });
});

test('a migration that fails is named and leaves the ledger as it was', async () => {
  const directory = await ledgerMadeBy(scratch);
  const broken = await withMigration('20260202000000_broken.sql', 'create table left_behind (); select 1 / 0;');
  await expect(openEmbeddedLedger({ ...broken, directory })).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('20260202000000_broken'),
  });

  const fixed = await withMigration('20260202000000_broken.sql', 'create table left_behind ();');
  const ledger = await openForTest(fixed, directory);
  expect(await ledger.call('siso_schema', {})).toEqual({ version: 1, minClient: 1, rehearsal: false, runner: null });
});

test('a snapshot of other migrations is not used', async () => {
  const migrationsDirectory = join(await folderForTest(), 'migrations');
  await mkdir(migrationsDirectory);
  await writeFile(
    join(migrationsDirectory, '20260101000000_functions.sql'),
    `${SCHEMA_2(1)} create function siso_initialise(p_settings jsonb) returns void language sql as '';`,
  );
  const ledger = await openForTest({ ...scratch, migrationsDirectory }, await folderForTest());
  expect(await ledger.call('siso_schema', {})).toEqual({ version: 2, minClient: 1, rehearsal: false, runner: null });
});
