/** Whole runs on the ledger of a Supabase project: a gateway, PostgREST and a real Postgres stand in for it. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AutomationEngine } from '../../../src/index.ts';
import { openSupabaseStore, type Store } from '../../../src/store/index.ts';
import { startPostgrest } from '../../support/postgrest.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aSiso, type Siso } from '../../support/siso.ts';
import { Gateway } from '../../support/supabase.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const postgres = postgresOfThisFile();

interface Project {
  /** What siso needs in its environment. */
  env: { SUPABASE_URL: string; SUPABASE_SECRET_KEY: string };
  gateway: Gateway;
  store: Store;
}

/** A project with a new ledger, where everybody is admin. */
async function aProject({ rehearsal }: { rehearsal: boolean }): Promise<Project> {
  const database = await postgres().database();
  const words = JSON.stringify({ defaultRole: 'admin', rehearsal });
  await (await database.connect()).query('select siso_initialise($1)', [words]);
  const postgrest = await startPostgrest(database.url);
  onTestFinished(() => postgrest.stop());
  const gateway = await Gateway.start(postgrest.url);
  onTestFinished(() => gateway.stop());
  const env = { SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey };
  const store = await openSupabaseStore({ url: gateway.url, key: postgrest.serviceKey });
  await store.call('siso_limits_preset', { p_request_id: randomUUID(), p_actor: 'ada', p_preset: 'unlimited' });
  return { env, gateway, store };
}

async function spentToday(store: Store): Promise<number | undefined> {
  const { budgets } = await store.call('siso_status', {});
  return budgets.find(({ scope, kind, unit }) => scope === 'global' && kind === 'day' && unit === 'usd')?.spent;
}

const sharedRuns = (siso: Siso, { gateway }: Project) =>
  join(siso.dataDirectory, 'shared', new URL(gateway.url).host.replace(':', '_'), 'runs');

test('two machines spend from one ledger, also when answers are lost', async () => {
  const project = await aProject({ rehearsal: true });
  const machines = await Promise.all([aSiso(), aSiso()]);
  project.gateway.nextOf('siso_admit', 'cut', 'lose', 'cut');
  project.gateway.nextOf('siso_start', '503');
  project.gateway.nextOf('siso_settle', 'cut', 'cut', '503');

  const ends = await Promise.all(machines.map((siso) => siso.rehearse('fix-bug', [], { env: project.env })));
  const costs = ends.map((end) => end.report().costMicros ?? 0);

  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(await spentToday(project.store)).toBe(costs.reduce((sum, cost) => sum + cost, 0));
  expect((await project.store.call('siso_status', {})).running).toBe(0);
});

test('a rehearsal stays in the folder where the shared ledger is one of real runs', async () => {
  const project = await aProject({ rehearsal: false });
  const siso = await aSiso();

  const { code } = await siso.rehearse('fix-bug', [], { env: project.env });

  expect(code).toBe(0);
  expect(await spentToday(project.store)).toBe(0);
  expect(await siso.settled()).toBeGreaterThan(0);
});

test('a rehearsal says that it stays in the folder because nobody could be asked', async () => {
  const siso = await aSiso();
  const env = { SUPABASE_URL: 'http://127.0.0.1:9', SUPABASE_SECRET_KEY: 'sb_secret_0123456789' };

  const { code, stderr } = await siso.run(['status', '--rehearse'], { env, cwd: aRepository() });

  expect(code).toBe(0);
  expect(stderr).toMatch(/The ledger on http:\/\/127\.0\.0\.1:9 cannot be reached: .* The rehearsal uses the folder/);
});

test('commands look at the shared ledger, and need neither the folder nor Postgres of their own', async () => {
  const project = await aProject({ rehearsal: false });
  const siso = await aSiso();
  const cwd = aRepository();
  project.gateway.next();
  const set = await siso.run(['limits', 'set', 'development', '--tokens-per-day', '4242'], { env: project.env, cwd });
  const asked = project.gateway.calls.map(({ name }) => name);
  const limits = await project.store.call('siso_limit_config', {});

  expect([set.code, set.stderr]).toEqual([0, '']);
  // one question to open it
  expect(asked).toEqual(['siso_schema', 'siso_set_limits']);
  expect(JSON.stringify(limits)).toContain('4242');
  expect(existsSync(join(siso.dataDirectory, 'ledger'))).toBe(false);
});

test('a real run is refused on a shared ledger that only rehearses', async () => {
  const project = await aProject({ rehearsal: true });
  const { code, stderr } = await (await aSiso()).run(['status'], { env: project.env, cwd: aRepository() });

  expect(code).toBe(2);
  expect(stderr).toContain(`The ledger of ${project.gateway.url} is one of rehearsals, and this is a real run`);
});

test('without a key it says which variable to set', async () => {
  const env = { SUPABASE_PROJECT_ID: 'abcd' };
  const { code, stderr } = await (await aSiso()).run(['status'], { env, cwd: aRepository() });

  expect(code).toBe(2);
  expect(stderr).toMatch(/there is no key for it[\s\S]*SUPABASE_SECRET_KEY/);
});

test('a run that died is settled by the ledger that admitted it, and by no other', async () => {
  const project = await aProject({ rehearsal: true });
  const siso = await aSiso();
  const dying = siso.start(['run', 'Do it.', '--rehearse=hang'], { env: project.env });
  await dying.said(/Started|Running|Working|tool/i);
  dying.kill('SIGKILL');
  await dying.ended;

  await siso.run(['status', '--rehearse'], { cwd: aRepository() });
  expect((await project.store.call('siso_status', {})).running).toBe(1);
  expect(existsSync(sharedRuns(siso, project))).toBe(true);
  const { stderr } = await siso.run(['status', '--rehearse'], { env: project.env, cwd: aRepository() });

  expect(stderr).toContain('An earlier run died');
  expect((await project.store.call('siso_status', {})).running).toBe(0);
});

test('the library uses it too', async () => {
  const project = await aProject({ rehearsal: true });
  const siso = await aSiso();
  const engine = new AutomationEngine({
    ...{ dataDirectory: siso.dataDirectory, rehearse: 'fix-bug', actor: 'ada' },
    env: { ...siso.environment, ...project.env },
  });
  onTestFinished(() => engine.close());

  const task = await engine.waitForTask(await engine.submitTask({ template: 'fix-bugs' }));

  expect(task.status).toBe('succeeded');
  expect(await spentToday(project.store)).toBe(task.costMicros);
});

test('the doctor tells which ledger is used, with which key and how fast it answers', async () => {
  const project = await aProject({ rehearsal: false });
  const { stdout } = await (await aSiso()).run(['doctor', '--json'], { env: project.env, cwd: aRepository() });
  const { checks } = JSON.parse(stdout) as { checks: { name: string; level: string; text: string }[] };

  expect(checks.find(({ name }) => name === 'Ledger')).toEqual({
    name: 'Ledger',
    level: 'ok',
    text: expect.stringMatching(
      /^on Supabase at http:\/\/127\.0\.0\.1:\d+, with the key in SUPABASE_SECRET_KEY; schema 1, answers in [\d.]+ ms$/,
    ),
  });
  expect(stdout).not.toContain(project.env.SUPABASE_SECRET_KEY);
});
