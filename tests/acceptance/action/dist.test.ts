/** dist/ as it is committed: what the source gives, and all that the Action needs where nothing is installed. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseSchema } from '../../../scripts/database-schema.ts';
import { filesBelow, firstDifference, writeFiles } from '../../../scripts/dist/folder.ts';
import { type MeterConfig, meterReportSchema } from '../../../src/contracts/meter.ts';
import { loadScenario } from '../../../src/meter/index.ts';
import { Postgres } from '../../../src/store/embedded/postgres.ts';
import { unpackSnapshot } from '../../../src/store/embedded/snapshot.ts';
import { listMigrations } from '../../../src/store/migrations.ts';
import { keepersOf } from '../../support/keepers.ts';
import { bundledPackages, DIST, LoneDist, PROJECT } from '../../support/lone-dist.ts';
import { PRICES } from '../../support/prices.ts';
import { until } from '../../support/siso.ts';

const FIX = { prompt: 'Make the tests pass.', rehearse: 'fix-bug' };

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'siso-dist-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('what is committed', () => {
  test('is what the source gives, byte for byte', async () => {
    const check = await execa(process.execPath, ['scripts/build-dist.ts', '--check'], { cwd: PROJECT, reject: false });
    expect(check).toMatchObject({ stderr: '', exitCode: 0 });
  });

  test('names no folder of the machine it was made on', async () => {
    const files = [...(await filesBelow(DIST, 'dist'))].filter(([name]) => name.endsWith('.siso.js'));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter(([, content]) => content.includes(PROJECT.slice(0, -1))).map(([name]) => name)).toEqual([]);
  });

  test('has the files of PGlite as its package has them', async () => {
    const ours = await filesBelow(join(DIST, 'pglite'), 'pglite');
    expect(ours.size).toBeGreaterThan(10);
    for (const [name, content] of ours) {
      const theirs = readFileSync(join(PROJECT, 'node_modules/@electric-sql', name));
      expect(content.equals(theirs), name).toBe(true);
    }
  });

  test('is at most 3 MB without PGlite and the empty ledger', () => {
    const names = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
    const own = names.filter((name) => !name.startsWith('pglite') && !name.startsWith('ledger-snapshot'));
    const sizes = own.map((name) => statSync(join(DIST, name))).map((stat) => (stat.isFile() ? stat.size : 0));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(3_000_000);
  });

  test('has the licence of each package that is in it, and none that asks for more than its text', () => {
    const licenses = readFileSync(join(DIST, 'licenses.txt'), 'utf8');
    const used = [
      '@actions/core',
      '@electric-sql/pglite',
      '@octokit/rest',
      '@supabase/supabase-js',
      '@vercel/ncc',
      'zod',
    ];
    expect(bundledPackages()).toEqual(expect.arrayContaining(used));
    expect(licenses).toContain('PostgreSQL Global Development Group');
    expect(licenses).not.toMatch(/GNU (AFFERO |LESSER )?GENERAL PUBLIC|@action-validator/i);
  });

  test('has an empty ledger that is as its migrations make one', async () => {
    const folder = join(aFolder(), 'ledger');
    expect(await unpackSnapshot(folder, await listMigrations(), DIST)).toBe(true);
    const postgres = await Postgres.start(folder);
    const asked = { query: ({ text }: { text: string }) => postgres.query(text) };
    const schema = await databaseSchema(Object.assign(new pg.Client(), asked)).finally(() => postgres.close());

    const whole = readFileSync(join(PROJECT, 'supabase/schema.txt'), 'utf8');
    // Supabase's roles are there only.
    const roles = /\b(grant to|policy \w+ permissive for r to) (anon|authenticated|service_role)\b/;
    expect(schema.split('\n')).toEqual(whole.split('\n').filter((line) => !roles.test(line)));
  });
});

test('the first file that is not as it should be is named, and writing again mends it', async () => {
  const folder = aFolder();
  const files = new Map(['a.js', 'b/c.js'].map((name) => [name, Buffer.from(name)]));
  await writeFiles(folder, files);
  expect(await firstDifference(folder, files)).toBeUndefined();

  writeFileSync(join(folder, 'b/c.js'), 'changed');
  expect(await firstDifference(folder, files)).toMatch('b/c.js is not what the source gives');
  rmSync(join(folder, 'a.js'));
  expect(await firstDifference(folder, files)).toMatch('a.js is missing');
  writeFileSync(join(folder, 'a'), 'more');
  expect(await firstDifference(folder, files)).toMatch('a is not made by the source');

  writeFileSync(join(folder, 'ledger-snapshot.json'), 'is known otherwise');
  await writeFiles(folder, files);
  expect(await firstDifference(folder, files)).toBeUndefined();
});

describe('in a folder with nothing installed', () => {
  test('the gate lets a task in on a ledger of its own, and loads no package of a folder above', async () => {
    const lone = await LoneDist.make();

    const end = await lone.gate(FIX, { CI: 'true' });

    expect(end).toMatchObject({ code: 0, state: expect.stringContaining('"admitted":{"taskId":"T-') });
    expect(lone.touched).toBe(false);
    // What would have been seen:
    execFileSync(process.execPath, ['--input-type=module', '-e', "import 'zod'"], { cwd: lone.dist });
    expect(lone.touched).toBe(true);
  });

  test('a keeper of the same build has the ledger open for the next step', async () => {
    const lone = await LoneDist.make();
    const env = { SISO_LINGER: '10m' };
    expect(await lone.gate(FIX, env)).toMatchObject({ code: 0 });
    const keepers = keepersOf(lone.rehearsals);
    expect(keepers).toHaveLength(1);
    await until(() => readdirSync(lone.rehearsals).includes('ledger.sock'));

    const end = await lone.gate({ ...FIX, category: 'maintenance' }, env);

    expect(end).toMatchObject({ code: 0, state: expect.stringContaining('"admitted":{"taskId":"T-') });
    expect(keepersOf(lone.rehearsals)).toEqual(keepers);
    expect(lone.touched).toBe(false);
  });

  test('the meter starts, says where it is, and ends when it is told to', async () => {
    const lone = await LoneDist.make();
    const meter = lone.start(['meter/process.js']);
    const config: MeterConfig = {
      ...{ agentKey: 'sk-throw-away', upstream: { kind: 'rehearsal', scenario: await loadScenario('answer') } },
      hold: { amountMicros: 1_000_000, tokens: 100_000, prices: PRICES, countCacheWrites: false },
      ...{ models: ['claude-sonnet-5-5'], maxOutputTokens: 1_000, journalPath: join(lone.root, 'journal') },
      ...{ runMarker: 'dist-test', heartbeatDeadlineMs: 60_000 },
    };
    meter.stdin?.write(`${JSON.stringify(config)}\n`);
    const types: string[] = [];
    if (meter.stdout === null) throw new Error('The meter has no standard output');
    for await (const line of createInterface({ input: meter.stdout })) {
      const report = meterReportSchema.parse(JSON.parse(line));
      types.push(report.type);
      if (report.type === 'ready') meter.stdin?.write('{"type":"close"}\n');
    }
    expect(types).toEqual(expect.arrayContaining(['ready', 'closed']));
    expect(lone.touched).toBe(false);
  });

  test('a ledger of Supabase is asked without PGlite, and one of its own cannot be opened without it', async () => {
    const supabase = createServer((_request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"message":"Invalid API key"}');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void supabase.close());
    await once(supabase, 'listening');
    const address = supabase.address();
    if (address === null || typeof address === 'string') throw new Error('The server has no port');
    const lone = await LoneDist.make();
    rmSync(join(lone.dist, 'pglite'), { recursive: true });

    const shared = await lone.gate(
      { prompt: 'Make the tests pass.' },
      {
        SUPABASE_URL: `http://127.0.0.1:${address.port}`,
        SUPABASE_SECRET_KEY: 'sb_secret_x',
        ANTHROPIC_API_KEY: 'sk-x',
      },
    );

    expect(shared).toMatchObject({ code: 1, printed: expect.stringContaining('SUPABASE_SECRET_KEY') });
    expect(shared.printed).not.toContain('pglite');
    expect((await lone.gate(FIX)).printed).toContain('pglite');
  });
});
