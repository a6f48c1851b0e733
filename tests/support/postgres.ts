import { PGlite, types } from '@electric-sql/pglite';
import { applyMigrations, listMigrations } from '../../src/store/migrations.ts';

/** One migrated Postgres in memory for all tests of a file: starting one takes seconds. */
let postgres: Promise<PGlite> | undefined;

/** The file's Postgres with every table as the migrations left it. */
export async function newbornLedger(): Promise<PGlite> {
  postgres ??= start();
  const started = await postgres;
  await started.exec('call pristine.reset()');
  return started;
}

async function start(): Promise<PGlite> {
  const started = await PGlite.create({
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
    serializers: { [types.JSON]: JSON.stringify, [types.JSONB]: JSON.stringify },
  });
  await applyMigrations(started, await listMigrations());
  await started.exec(KEEP_PRISTINE);
  return started;
}

const KEEP_PRISTINE = `
  create table siso.test_clock (at timestamptz);
  insert into siso.test_clock values (now());
  update public.settings set value = '"admin"' where key = 'default_role';
  create schema pristine;
  create procedure pristine.reset() language plpgsql as $$
  declare
    v_table text;
    v_columns text;
  begin
    set local session_replication_role = replica; -- past the triggers that keep tables append-only
    for v_table in select tablename from pg_tables where schemaname = 'public' loop
      execute format('delete from public.%I', v_table);
      select string_agg(quote_ident(column_name), ', ') into v_columns from information_schema.columns
      where table_schema = 'public' and table_name = v_table and is_generated = 'NEVER';
      execute format('insert into public.%I (%s) overriding system value select %s from pristine.%I', v_table, v_columns, v_columns, v_table);
    end loop;
  end $$;
  do $$
  declare
    v_table text;
  begin
    for v_table in select tablename from pg_tables where schemaname = 'public' loop
      execute format('create table pristine.%I as table public.%I', v_table, v_table);
    end loop;
  end $$;
`;
