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

    expect(schema.rows).toEqual([{ schema: { version: 1, minClient: 1, rehearsal: false, runner: null } }]);
    expect(history.rows).toEqual((await listMigrations()).map(({ version }) => ({ version })));
    expect(functions.rows.map(({ proname }) => proname)).toEqual(expect.arrayContaining(Object.keys(LEDGER_FUNCTIONS)));
    await database.drop();
  });

  test('PostgREST answers the service and turns away whoever has no key', async () => {
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

    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 401]);
    expect(await answers[0]?.json()).toMatchObject({ version: 1 });
    expect(await answers[1]?.json()).toMatchObject({ code: 'SI401' });
    await postgrest.stop();
    await database.drop();
  });
});
