/** `supabase db push` with what the package ships makes the ledger that siso itself would make. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';
import type pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { supabase } from '../../../scripts/database-files.ts';
import { databaseSchema } from '../../../scripts/database-schema.ts';
import { TestLedger } from '../../support/ledger.ts';
import { newbornLedger } from '../../support/postgres.ts';
import { startPostgrest } from '../../support/postgrest.ts';
import { connectTo, postgresOfThisFile } from '../../support/real-postgres.ts';
import { aSiso, Siso } from '../../support/siso.ts';
import { Gateway } from '../../support/supabase.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const postgres = postgresOfThisFile();
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'siso-push-')));
const shipped = join(folder, 'package');
beforeAll(async () => {
  await execa('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT });
  const [tarball = ''] = readdirSync(folder);
  await execa('tar', ['-xzf', tarball], { cwd: folder });
  mkdirSync(join(folder, 'elsewhere'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** From another folder, as docs/ledger.md has it. */
function push(url: string, ...flags: string[]): Promise<string> {
  return supabase(
    ['db', 'push', `--workdir=${shipped}`, `--remote=${url}`, '--yes', ...flags],
    join(folder, 'elsewhere'),
  );
}

async function connected(url: string): Promise<pg.Client> {
  const client = await connectTo(url);
  onTestFinished(() => client.end());
  return client;
}

/** Every row of every table, but for when it was changed and what else is named. */
async function rows(ledger: Pick<TestLedger, 'sql'>, ...unseen: string[]): Promise<Record<string, unknown>> {
  const tables = await ledger.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const found: [string, unknown][] = [];
  for (const { name } of tables)
    found.push([
      name,
      await ledger.sql(`select (to_jsonb(t) - $1::text[])::text as row from public.${name} t order by 1`, [
        ['updated_at', ...unseen],
      ]),
    ]);
  return Object.fromEntries(found);
}

const ofClient = (client: pg.Client) =>
  new TestLedger({ query: (text, values) => client.query(text, values) as never });

test('a pushed ledger is the one that siso migrates, a second push changes nothing, and the seed neither', async () => {
  const url = await postgres().emptyDatabase();
  expect(await push(url)).toContain('Finished supabase db push');
  const client = await connected(url);
  const migrated = await (await postgres().database()).connect();
  const [schema, born] = [await databaseSchema(client), await rows(ofClient(client))];

  expect(schema).toBe(await databaseSchema(migrated));
  const inFolder = await newbornLedger();
  await inFolder.exec(`update settings set value = '"none"' where key = 'default_role'`);
  expect(born).toEqual(await rows(new TestLedger(inFolder)));

  expect(await push(url, '--include-seed')).toContain('Finished supabase db push');
  await push(url);
  expect(await databaseSchema(client)).toBe(schema);
  expect(await rows(ofClient(client))).toEqual(born);
});

test('the seed puts back what is missing, and leaves what was changed', async () => {
  const url = await postgres().emptyDatabase();
  await push(url);
  const client = await connected(url);
  const seen = () => rows(ofClient(client), 'id');
  const plain = await seen();
  await client.query(`
    delete from rate_limit_config; delete from token_limits_config; delete from settings where key <> 'max_concurrent_jobs';
    alter table model_prices disable trigger all; delete from model_prices; alter table model_prices enable trigger all;
    update settings set value = '7' where key = 'max_concurrent_jobs'`);

  await push(url, '--include-seed');

  const kept = { row: '{"key": "max_concurrent_jobs", "value": 7}' };
  const born = { row: '{"key": "max_concurrent_jobs", "value": 3}' };
  const settings = (plain.settings as unknown[]).map((row) => (isDeepStrictEqual(row, born) ? kept : row));
  expect(settings).toContainEqual(kept);
  expect(await seen()).toEqual({ ...plain, settings });
});

test('the doctor is satisfied with a pushed ledger that has its first admin', async () => {
  const url = await postgres().emptyDatabase();
  await push(url);
  const postgrest = await startPostgrest(url);
  onTestFinished(() => postgrest.stop());
  const gateway = await Gateway.start(postgrest.url);
  onTestFinished(() => gateway.stop());
  const siso = await aSiso();
  const options = { env: { SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey }, cwd: aRepository() };
  const checks = async () => {
    const { stdout } = await siso.run(['doctor', '--json'], options);
    const document = JSON.parse(stdout) as { checks: { name: string; level: string; text: string }[] };
    return document.checks.filter(({ name }) => ['Ledger', 'Members', 'Sweep'].includes(name));
  };
  const user = userInfo().username;
  const ledger = { name: 'Ledger', level: 'ok' };
  const sweep = { name: 'Sweep', level: 'ok', text: expect.stringContaining('not scheduled') };
  const command = `siso members set ${user} --role admin`;
  const nobody = { name: 'Members', level: 'warning', text: expect.stringContaining(command) };
  // Nobody may make a task yet.
  expect(await checks()).toMatchObject([{ name: 'Ledger', level: 'error' }, nobody, sweep]);

  const named = await siso.run(command.split(' ').slice(1), options);
  expect({ code: named.code, stderr: named.stderr }).toEqual({ code: 0, stderr: '' });

  const admin = { name: 'Members', level: 'ok', text: `${user} is admin; siso members lists all` };
  expect(await checks()).toMatchObject([ledger, admin, sweep]);
});

test('the commands of the documentation make an admin, and a writer of everybody else', async () => {
  const docs = readFileSync(join(ROOT, 'docs/ledger.md'), 'utf8');
  const [, block = ''] = /## On Supabase[\s\S]*?```bash\n([\s\S]*?)```/.exec(docs) ?? [];
  const commands = block.split('\n').filter((line) => line.startsWith('npx siso members'));
  const postgrest = await startPostgrest((await postgres().database()).url);
  onTestFinished(() => postgrest.stop());
  const gateway = await Gateway.start(postgrest.url);
  onTestFinished(() => gateway.stop());
  const siso = new Siso();
  onTestFinished(() => rmSync(siso.root, { recursive: true, force: true }));
  const main = `"${process.execPath}" "${join(ROOT, 'src/cli/main.ts')}"`;
  const typed = [...commands, 'npx siso members --json'].map((line) => line.replace('npx siso', main)).join('\n');
  const env = { SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey };

  const { code, stdout, stderr } = await siso.run(['-ec', typed], { command: ['/bin/sh'], env });

  expect({ commands: commands.length, code, stderr }).toEqual({ commands: 2, code: 0, stderr: '' });
  const members = [{ actor: userInfo().username, role: 'admin' }];
  expect(JSON.parse(stdout.slice(stdout.indexOf('{')))).toMatchObject({ defaultRole: 'write', members });
});
