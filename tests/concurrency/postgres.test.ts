import { describe, expect, test } from 'vitest';
import { LEDGER_FUNCTIONS } from '../../src/contracts/ledger/functions.ts';
import { listMigrations } from '../../src/store/migrations.ts';
import { startPostgrest } from '../support/postgrest.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

describe('on a real Postgres', () => {
  test('the migrations make the same ledger', async () => {
    const database = await postgres().database();
    const client = await database.connect();

    const schema = await client.query('select public.siso_schema() as schema');
    const history = await client.query('select version from supabase_migrations.schema_migrations order by 1');
    const functions = await client.query(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like 'siso\\_%'`,
    );

    expect(schema.rows).toEqual([{ schema: { version: 1, minClient: 1, rehearsal: false } }]);
    expect(history.rows).toEqual((await listMigrations()).map(({ version }) => ({ version })));
    expect(functions.rows.map(({ proname }) => proname)).toEqual(expect.arrayContaining(Object.keys(LEDGER_FUNCTIONS)));
    await database.drop();
  });

  test('every table has row level security and no policy that opens it', async () => {
    const database = await postgres().database();
    const client = await database.connect();

    const open = await client.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity
       union all select tablename from pg_policies where schemaname = 'public'`,
    );

    expect(open.rows).toEqual([]);
    await database.drop();
  });

  test.each(['anon', 'authenticated'])(
    '%s may execute no function of the ledger and touch no table or sequence',
    async (role) => {
      const database = await postgres().database();
      const client = await database.connect();

      const allowed = await client.query(
        `select p.oid::regprocedure::text as name from pg_proc p
       where p.pronamespace in ('public'::regnamespace, 'siso'::regnamespace) and has_function_privilege($1, p.oid, 'execute')
       union all select oid::regclass::text from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S') and case relkind
         when 'S' then has_sequence_privilege($1, oid, 'usage, select, update')
         else has_table_privilege($1, oid, 'select, insert, update, delete, truncate') end`,
        [role],
      );

      expect(allowed.rows).toEqual([]);
      await database.drop();
    },
  );

  test('PostgREST answers the service and turns everybody else away', async () => {
    const database = await postgres().database();
    const postgrest = await startPostgrest(database.url);
    const rpc = (key?: string) =>
      fetch(`${postgrest.url}/rpc/siso_schema`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body: '{}',
      });

    const answers = await Promise.all([rpc(postgrest.serviceKey), rpc(postgrest.anonKey), rpc(), rpc('forged')]);

    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 401]);
    expect(await answers[0]?.json()).toMatchObject({ version: 1 });
    await postgrest.stop();
    await database.drop();
  });
});
