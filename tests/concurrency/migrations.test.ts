import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyMigrations, listMigrations } from '../../src/store/migrations.ts';
import { connectTo, postgresOfThisFile, sqlConnection } from '../support/real-postgres.ts';

const postgres = postgresOfThisFile();

async function connections(url: string, count: number) {
  return Promise.all(Array.from({ length: count }, () => connectTo(url)));
}

test('several that migrate one empty database at once all end well, and each migration is applied once', async () => {
  const migrations = await listMigrations();
  for (let round = 0; round < 3; round++) {
    const clients = await connections(await postgres().emptyDatabase(), 4);

    const applied = await Promise.all(clients.map((client) => applyMigrations(sqlConnection(client), migrations)));

    expect(applied.reduce((sum, count) => sum + count, 0)).toBe(migrations.length);
    const history = await clients[0]?.query('select version from supabase_migrations.schema_migrations order by 1');
    expect(history?.rows).toEqual(migrations.map(({ version }) => ({ version })));
    await Promise.all(clients.map((client) => client.end()));
  }
});

test('a migration that fails keeps nobody else waiting, and the next one to come finishes it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'siso-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [first] = await listMigrations();
  if (first === undefined) throw new Error('There is a first migration');
  await copyFile(first.path, join(folder, basename(first.path)));
  const broken = join(folder, '20991231000000_broken.sql');
  await writeFile(broken, 'create table public.half_made (id int); select no_such_function();');
  const migrations = await listMigrations(folder);
  const url = await postgres().emptyDatabase();
  const clients = await connections(url, 2);

  const outcomes = await Promise.all(
    clients.map((client) =>
      applyMigrations(sqlConnection(client), migrations)
        .then(String, (error: Error) => error.message)
        .finally(() => client.end()),
    ),
  );
  expect(outcomes).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/20991231000000_broken failed/)));

  await writeFile(broken, 'create table public.half_made (id int);');
  const [next] = await connections(url, 1);
  if (next === undefined) throw new Error('There is a connection');
  expect(await applyMigrations(sqlConnection(next), migrations)).toBe(1);
  await next.end();
});
