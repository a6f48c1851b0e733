/** The files of `supabase/` that are made from the migrations are those that these migrations make. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, expectTypeOf, onTestFinished, test } from 'vitest';
import { databaseFiles } from '../../scripts/database-files.ts';
import { databaseSchema } from '../../scripts/database-schema.ts';
import type { LedgerArguments, LedgerFunction } from '../../src/contracts/ledger/functions.ts';
import type { Database } from '../../supabase/types.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

describe('each file is as `node scripts/write-database-files.ts` writes it', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await databaseFiles(await postgres().database());
  });

  test.each(['schema.txt', 'seed.sql', 'types.ts'])('supabase/%s', (name) => {
    const committed = readFileSync(join(import.meta.dirname, '../../supabase', name), 'utf8');
    expect(files.get(name)).toBe(committed);
  });
});

test.each([
  ['a column', 'alter table alerts add column more text'],
  ['a default', 'alter table members alter permissions drop default'],
  ['a check', 'alter table members drop constraint members_role_check'],
  ['an index', 'create index more on alerts (at)'],
  ['a trigger', 'drop trigger audit_log_append_only on audit_log'],
  ['a policy', 'create policy more on alerts for select to authenticated using (true)'],
  ['row security', 'alter table alerts disable row level security'],
  ['a grant on a table', 'grant select on alerts to anon'],
  ['a grant on a column', 'grant select (at) on alerts to anon'],
  ['a grant on a sequence', 'grant usage on sequence alerts_id_seq to anon'],
  ['a grant on a schema', 'grant usage on schema siso to anon'],
  ['a grant on a function', 'grant execute on function siso_members() to anon'],
  ['a function that anybody may call', 'create function siso.more() returns int language sql as $$ select 1 $$'],
  ['the rights of a function', 'alter function siso_schema() security invoker'],
  ['a setting of a function', `alter function siso_schema() set search_path = 'public'`],
  ['the volatility of a function', 'alter function siso_schema() volatile'],
  ['the body of a function', 'create or replace function siso.lock() returns void language sql as $$ select $$'],
])('the snapshot of the schema notices %s', async (_, change) => {
  const database = await postgres().database();
  onTestFinished(() => database.drop());
  const client = await database.connect();
  const before = await databaseSchema(client);

  await client.query(change);

  expect(await databaseSchema(client)).not.toBe(before);
});

/** Functions whose arguments SQL and contract name differently. `null` is what SQL's own types cannot say. */
type Functions = Database['public']['Functions'];
type Differing = {
  [Name in LedgerFunction]: Name extends keyof Functions
    ? [Argument<LedgerArguments<Name>>, Argument<Functions[Name]['Args']>] extends [infer Ours, infer Theirs]
      ? [Ours, Theirs] extends [Theirs, Ours]
        ? never
        : Name
      : Name
    : Name;
}[LedgerFunction];
type Argument<Args> = Args extends Record<PropertyKey, never> ? never : keyof Args & string;

test('the contracts name the arguments that the generated types have', () => {
  expectTypeOf<Differing>().toBeNever();
});
