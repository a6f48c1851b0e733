/** The same behaviour on every path to a ledger: the folder, a Postgres, and supabase-js through PostgREST to a Postgres. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LEDGER_FUNCTIONS } from '../../src/contracts/ledger/functions.ts';
import { by } from '../support/ledger-arguments.ts';
import { type Opened, pathsOver } from '../support/paths.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { faults } from './behaviours/faults.ts';
import { lifeOfATask } from './behaviours/life.ts';
import { values } from './behaviours/values.ts';

const postgres = postgresOfThisFile();

describe.each(pathsOver(postgres))('the ledger through %s', (_path, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
    await opened.store.call('siso_set_setting', { ...by('ada'), p_key: 'max_concurrent_jobs', p_value: 50 });
    await opened.store.call('siso_limits_preset', { ...by('ada'), p_preset: 'team' });
  });
  afterAll(() => opened.end());

  test('tells its schema', async () => {
    expect(await opened.store.call('siso_schema', {})).toEqual({
      version: 1,
      minClient: 1,
      rehearsal: false,
      runner: null,
    });
  });

  // The last of them closes it.
  for (const behaviour of [lifeOfATask, values, faults]) behaviour(() => opened.store);
});

test('a function without a request id only reads, so that every call may be repeated', async () => {
  const client = await (await postgres().database()).connect();
  const { rows } = await client.query<{ proname: string }>(
    `select proname from pg_proc where pronamespace = 'public'::regnamespace and provolatile = 's'`,
  );
  const reading = rows.map(({ proname }) => proname);
  const without = Object.entries(LEDGER_FUNCTIONS).filter(([, { args }]) => !Object.hasOwn(args.shape, 'p_request_id'));

  expect(without.map(([name]) => name).filter((name) => !reading.includes(name))).toEqual([
    // They also end what is overdue, which nothing happens to a second time.
    'siso_check',
    'siso_check_limits',
    // Stores by what happened.
    'siso_github_receive',
    // Hands its caller's id on to the function that it calls.
    'siso_github_act',
    'siso_github_quote',
  ]);
});

test('whoever uses the folder does not load supabase-js', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const seen = [];
    registerHooks({ resolve: (name, context, next) => (seen.push(name), next(name, context)) });
    const { openStore } = await import(${JSON.stringify(import.meta.resolve('../../src/store/index.ts'))});
    await import(${JSON.stringify(import.meta.resolve('../../src/index.ts'))});
    await (await openStore({ directory: process.argv[1] })).close();
    console.log(JSON.stringify([...new Set(seen.filter((name) => /pglite$|supabase-js/.test(name)))]));`;
  const directory = await mkdtemp(join(tmpdir(), 'siso-contract-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', program, directory]);
  expect(JSON.parse(stdout)).toEqual(['@electric-sql/pglite']);
});
