import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { connectTo } from '../support/real-postgres.ts';

const PARENT = fileURLToPath(new URL('../support/postgres-parent.ts', import.meta.url));

test('when the process that started them is killed, Postgres and PostgREST end and nothing is left of them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'siso-guarded-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o1777); // as the machine's own: root starts Postgres as somebody else
  const parent = spawn(process.execPath, [PARENT], { env: { ...process.env, TMPDIR: folder } });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const { database, postgrest } = JSON.parse(String(line)) as { database: string; postgrest: string };
  const client = await connectTo(database);
  const disconnected = new Promise((resolve) => client.once('end', resolve));

  parent.kill('SIGKILL');

  await disconnected;
  await expect.poll(() => readdirSync(folder), { timeout: 60_000 }).toEqual([]);
  await expect.poll(() => fetch(postgrest).catch(() => 'gone'), { timeout: 60_000 }).toBe('gone');
});
