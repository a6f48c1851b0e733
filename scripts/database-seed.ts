import type pg from 'pg';

const HEADER = `-- Written by \`node scripts/write-database-files.ts\` from the migrations; do not edit.
-- What a ledger is born with: limits, budgets, prices, settings. The migrations insert it, so a new ledger needs nothing of this;
-- it puts back what is missing and never touches what is there.
`;

/** Each table of defaults, and which of its columns tell that a row is there. */
const TABLES = [
  { table: 'rate_limit_config', by: ['category', 'repo'] },
  { table: 'token_limits_config', by: ['scope', 'value'] },
  { table: 'model_prices', by: ['model'] },
  { table: 'settings', by: ['key'] },
] as const;

/** `supabase/seed.sql`: the rows of a new ledger as statements that can be repeated. */
export async function databaseSeed(client: pg.Client): Promise<string> {
  const statements: string[] = [];
  for (const { table, by } of TABLES) statements.push(await insertion(client, table, by));
  return [HEADER, ...statements].join('\n');
}

interface TableColumn {
  name: string;
  type: string;
}

async function insertion(client: pg.Client, table: string, by: readonly string[]): Promise<string> {
  const columns = await client.query<TableColumn>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' and attname <> 'updated_at' order by attnum`,
    [table],
  );
  const names = columns.rows.map(({ name }) => name);
  // The first row tells the types of all.
  const cells = columns.rows.map(
    ({ name, type }) =>
      `quote_nullable(${name}) || case row_number() over (order by ctid) when 1 then '::${type}' else '' end`,
  );
  const { rows } = await client.query<{ row: string }>(
    `select concat_ws(', ', ${cells.join(', ')}) as row from ${table} order by ctid`,
  );
  const missing = by.map((name) => `t.${name} is not distinct from seed.${name}`).join(' and ');
  // Settings say when they were last changed, and have no default for it.
  const [more, value] = table === 'settings' ? [', updated_at', ', now()'] : ['', ''];
  return `insert into public.${table} (${names.join(', ')}${more})
select seed.*${value} from (values
${rows.map(({ row }) => `  (${row})`).join(',\n')}
) as seed (${names.join(', ')})
where not exists (select from public.${table} t where ${missing});
`;
}
