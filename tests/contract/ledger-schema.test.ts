import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { LEDGER_FUNCTIONS } from '../../src/contracts/ledger/functions.ts';
import { costSourceSchema } from '../../src/contracts/ledger/life.ts';
import { BUDGET_SCOPES } from '../../src/contracts/ledger/settings.ts';
import { REASONS } from '../../src/domain/reasons.ts';
import { CATEGORIES, ENVIRONMENTS, PRIORITIES, SERVICES, TASK_STATES } from '../../src/domain/tasks.ts';
import { listMigrations } from '../../src/store/migrations.ts';
import { ledgerAt, type TestLedger } from '../support/ledger.ts';

let ledger: TestLedger;
/** Public functions and their bodies, as Postgres keeps them. */
let functions: { name: string; args: string[]; body: string; returns: string }[];
beforeAll(async () => {
  ledger = await ledgerAt('2026-03-01T10:00:00Z');
  functions = await ledger.sql(`
    select p.proname as name, coalesce(p.proargnames, '{}') as args, p.prosrc as body, t.typname as returns
    from pg_proc p join pg_type t on t.oid = p.prorettype
    where p.pronamespace = 'public'::regnamespace and p.proname like 'siso\\_%'`);
});

/** The words that a check allows for a column: a constraint of its own, or a function that checks several columns. */
async function allowed(table: string, column: string): Promise<string[]> {
  const constraints = await ledger.sql<{ text: string }>(
    `select pg_get_constraintdef(oid) as text from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  );
  const found =
    constraints.find(({ text }) => text.startsWith(`CHECK ((${column} = ANY (ARRAY[`))?.text ??
    wordsOf(column, await bodies(table));
  return [...found.matchAll(/'([^']*)'/g)].map(([, word = '']) => word).sort();
}

/** Tables that every task writes check their words in a function. */
const bodies = async (table: string) => {
  const [row] = await ledger.sql<{ text: string }>(
    `select string_agg(prosrc, '') as text from pg_depend d join pg_constraint c on c.oid = d.objid
     join pg_proc p on p.oid = d.refobjid where c.conrelid = $1::regclass`,
    [`public.${table}`],
  );
  return row?.text ?? '';
};

const wordsOf = (column: string, body: string) => new RegExp(`p_${column} in \\(([^)]*)\\)`).exec(body)?.[1] ?? '';

describe('words are the same in SQL and in TypeScript', () => {
  test.each([
    ['automation_tasks', 'category', CATEGORIES],
    ['rate_limit_config', 'category', CATEGORIES],
    ['automation_tasks', 'priority', PRIORITIES],
    ['automation_tasks', 'environment', ENVIRONMENTS],
    ['automation_tasks', 'state', TASK_STATES],
    ['automation_tasks', 'reason', REASONS],
    ['automation_tasks', 'cost_source', costSourceSchema.options],
    ['token_usage_history', 'source', costSourceSchema.options],
    ['token_usage_history', 'service', SERVICES],
    ['token_limits_config', 'scope', BUDGET_SCOPES],
    ['members', 'role', LEDGER_FUNCTIONS.siso_set_member.args.shape.p_role.options],
  ] as const)('%s.%s', async (table, column, words) => {
    expect(await allowed(table, column)).toEqual([...words].sort());
  });
});

describe('functions', () => {
  test('SQL has those of the contract, with the same arguments', () => {
    const declared = Object.entries(LEDGER_FUNCTIONS).map(([name, { args }]) => [name, Object.keys(args.shape).sort()]);
    const inSql = functions.map(({ name, args }) => [name, args.toSorted()]);

    // said once by whoever creates the ledger, before there is anything to parse
    expect(inSql.filter(([name]) => name !== 'siso_initialise').sort()).toEqual(declared.sort());
  });

  test('every one that writes takes the lock in its first statement, and reads the clock only after it', () => {
    const writing = functions.filter(({ args, name }) => args.includes('p_request_id') && name !== 'siso_answer');

    expect(writing.length).toBeGreaterThan(15);
    for (const { name, body } of writing) {
      const [declarations = '', statements = ''] = body.split(/\nbegin\n/);
      expect([name, statements.trimStart()]).toEqual([name, expect.stringMatching(/^perform siso\.lock\(\);/)]);
      expect([name, declarations]).toEqual([name, expect.not.stringMatching(/siso\.now|clock_timestamp|\bnow\(\)/)]);
    }
  });

  test('no function reads another clock than the ledger’s', async () => {
    const migrations = await Promise.all((await listMigrations()).map(({ path }) => readFile(path, 'utf8')));
    const clocks = migrations.flatMap((sql) => [
      ...sql.matchAll(/^.*(clock_timestamp|current_timestamp|\bnow\(\)).*$/gm),
    ]);

    const own = clocks.filter(
      ([line]) => !/siso\.now\(\)|default now\(\)|^ {2}\('|perform now\(\) at time zone/.test(line),
    );
    expect(own.map(([line]) => line.trim())).toEqual([
      'return clock_timestamp();',
      'return coalesce(v_at, clock_timestamp());',
    ]);
  });

  test('every one that clients call has an empty search path and the rights of its owner', async () => {
    const open = await ledger.sql(`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like 'siso\\_%'
        and (not prosecdef or not proconfig @> array['search_path=""'])`);

    expect(open).toEqual([]);
  });

  test('nobody may execute any of them by being anybody', async () => {
    const open = await ledger.sql(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace in ('public'::regnamespace, 'siso'::regnamespace)
        and has_function_privilege('public', p.oid, 'execute')`);

    expect(open).toEqual([]);
  });
});

describe('tables', () => {
  test('all have row-level security, and no policy lets anybody past it', async () => {
    const open = await ledger.sql(`
      select tablename from pg_tables where schemaname = 'public' and not rowsecurity
      union all select tablename from pg_policies where schemaname = 'public'`);

    expect(open).toEqual([]);
  });

  test('none may be read or changed by being anybody', async () => {
    const open = await ledger.sql(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        and has_table_privilege('public', oid, 'select, insert, update, delete')`);

    expect(open).toEqual([]);
  });
});

test('every migration is at most 250 lines', async () => {
  for (const { name, path } of await listMigrations()) {
    expect([name, (await readFile(path, 'utf8')).split('\n').length <= 251]).toEqual([name, true]);
  }
});
