/** Whole runs of a machine that has a publishable key and a runner key, and no secret key. */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newRunnerKeyDocumentSchema } from '../../../src/contracts/documents/keys.ts';
import { agents, family, readProc } from '../../support/moments.ts';
import { postgresOfThisFile } from '../../support/real-postgres.ts';
import { aRunnerProjectOfThisTest, type RunnerProject } from '../../support/runners.ts';
import { aSiso, BUILT_SISO, type Siso, until } from '../../support/siso.ts';
import { aRepository } from '../../unit/workspace/support.ts';

const postgres = postgresOfThisFile();
const built = { command: BUILT_SISO };

/** Made by the command, as an admin does it. */
async function newKey(
  siso: Siso,
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ id: string; key: string }> {
  const command = ['keys', 'create', '--repo', 'acme/web', '--expires', '90d', '--json', ...args];
  const { stdout } = await siso.run(command, { ...built, env, cwd: aRepository() });
  return newRunnerKeyDocumentSchema.parse(JSON.parse(stdout));
}

const ofService = ({ gateway, postgrest }: RunnerProject) => ({
  ...{ SUPABASE_URL: gateway.url, SUPABASE_SECRET_KEY: postgrest.serviceKey },
});
const ofRunner = ({ gateway, postgrest }: RunnerProject, key: string) => ({
  ...{ SUPABASE_URL: gateway.url, SUPABASE_PUBLISHABLE_KEY: postgrest.anonKey, SISO_RUNNER_KEY: key },
});

test('a whole run works with the publishable key and a runner key, and is one of the key’s repository', async () => {
  const project = await aRunnerProjectOfThisTest(postgres(), { rehearsal: true });
  const siso = await aSiso();
  const { id, key } = await newKey(siso, ofService(project), ['--rehearse']);

  const ran = await siso.rehearse('fix-bug', [], { ...built, env: ofRunner(project, key) });
  const submitted = await siso.run(['submit', 'Do it.', '--rehearse=fix-bug', '--json'], {
    ...built,
    env: ofRunner(project, key),
  });

  expect([ran.code, ran.stderr, submitted.code, submitted.stderr]).toEqual([0, '', 0, '']);
  for (const { taskId } of [ran.report(), submitted.report()])
    expect(await project.service.call('siso_get_task', { p_task_id: taskId ?? '' })).toMatchObject({
      ...{ repo: 'acme/web', org: 'acme', state: 'succeeded' },
    });
  const page = { p_actor: 'ada', p_filter: { action: 'task.' }, p_limit: 50, p_before: null };
  const { entries } = await project.service.call('siso_audit', page);
  expect(new Set(entries.map(({ details }) => details.runnerKey))).toEqual(new Set([id]));
  expect((await project.service.call('siso_status', {})).running).toBe(0);
});

test('no process of such a run shows the keys, and what died is settled from its own folder', async () => {
  const project = await aRunnerProjectOfThisTest(postgres(), { rehearsal: true });
  const siso = await aSiso();
  const { key } = await newKey(siso, ofService(project), ['--rehearse']);
  const env = ofRunner(project, key);
  const running = siso.start(['run', 'Do it.', '--rehearse=hang'], { ...built, env });
  const host = new URL(project.gateway.url).host.replace(':', '_');
  const folder = join(siso.dataDirectory, 'shared', host, 'runners', 'acme%2Fweb', 'runs');
  const runs = () => (existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []);
  const run = join(folder, await until(() => runs()[0]));
  await until(async () => (await agents(run)).length > 0);
  const processes = [...family(running.pid), ...(await agents(run))];
  const shown = processes.map((id) => readProc(id, 'environ') + readProc(id, 'cmdline')).join('');
  expect(processes.length).toBeGreaterThanOrEqual(3);
  for (const secret of [key, project.postgrest.anonKey]) expect(shown).not.toContain(secret);
  running.kill('SIGKILL');
  await running.ended;

  const next = await siso.run(['run', 'Do it.', '--rehearse=answer'], { ...built, env });
  expect(next.stderr + next.stdout).toContain('An earlier run died');
  expect(next.stderr + next.stdout).not.toContain(key);
  expect((await project.service.call('siso_status', {})).running).toBe(0);
});

test('the doctor says as which runner the ledger is asked, and what a key cannot do is said', async () => {
  const project = await aRunnerProjectOfThisTest(postgres());
  const siso = await aSiso();
  const { id, key } = await newKey(siso, ofService(project));
  const env = { ...ofRunner(project, key), ...ofService(project), TOKEN_DAILY_LIMIT: '777' };
  const cwd = aRepository();
  const doctor = await siso.run(['doctor'], { ...built, env, cwd });
  const forbidden = await siso.run(['budget', 'set', '--daily', '500'], { ...built, env, cwd });
  const preview = await siso.run(['run', 'Do it.', '--dry-run'], {
    ...built,
    env: { ...env, ANTHROPIC_API_KEY: 'sk-ant-test-0123456789' },
    cwd,
  });

  // the secret key beside it is not used
  expect(doctor.stdout).toContain(
    `as a runner with the key acme/web (${id}) for development tasks of acme/web, which ends on 20`,
  );
  expect([forbidden.code, forbidden.stderr]).toEqual([3, expect.stringContaining('A runner key may not do this')]);
  expect(preview.stdout + preview.stderr).toContain(
    'tokenLimits.daily (777) has no effect here: a runner key changes nothing',
  );
});

test.each([
  ['SUPABASE_PUBLISHABLE_KEY is missing', { SISO_RUNNER_KEY: `siso_rk_${'A'.repeat(43)}` }],
  ['SISO_RUNNER_KEY is missing', { SUPABASE_ANON_KEY: 'sb_publishable_0123456789' }],
  [
    'SISO_RUNNER_KEY does not hold a runner key',
    { SISO_RUNNER_KEY: 'siso_rk_short', SUPABASE_ANON_KEY: 'sb_publishable_0' },
  ],
])('%s: is said before anything is sent', async (message, keys) => {
  const env = { SUPABASE_PROJECT_ID: 'abcd', ...keys };
  const { code, stderr } = await (await aSiso()).run(['status'], { ...built, env, cwd: aRepository() });

  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});

test('a runner on the folder’s ledger is bound to its key as well', async () => {
  const siso = await aSiso();
  const { id, key } = await newKey(siso, {}, ['--rehearse']);
  const env = { SISO_RUNNER_KEY: key };

  const ran = await siso.rehearse('fix-bug', [], { ...built, env });
  const set = await siso.run(['limits', 'preset', 'unlimited', '--rehearse'], { ...built, env, cwd: aRepository() });
  const list = await siso.run(['keys', '--rehearse'], { ...built, cwd: aRepository() });

  expect([ran.code, ran.stderr]).toEqual([0, '']);
  expect([set.code, set.stderr]).toEqual([3, expect.stringContaining('A runner key may not call siso_limits_preset')]);
  expect(list.stdout).toMatch(new RegExp(`${id} .* development  ends in .* ago  `));
  expect(list.stdout).not.toContain(key);
  await siso.settled();
});
