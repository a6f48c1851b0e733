/** What somebody with a runner key tries beyond running tasks of its own repository; through PostgREST and in the folder alike. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Admitted, TaskRequest } from '../../src/contracts/ledger/admission.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { ended, small, TASK, usage } from '../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { aRunnerKey, aRunnerProject, type MadeKey, type RunnerProject } from '../support/runners.ts';

const postgres = postgresOfThisFile();

/** A ledger where everybody is admin, and what opens it. */
interface Door {
  trusted: Store;
  runner(key: string): Promise<Store>;
}

let project: RunnerProject;
let folder: string;
const doors: Record<'Supabase' | 'the folder', () => Promise<Door>> = {
  Supabase: async () => ({ trusted: project.service, runner: project.runner }),
  'the folder': async () => ({
    trusted: await openStore({ directory: folder }),
    runner: (runnerKey) => openStore({ directory: folder, runnerKey }),
  }),
};
beforeAll(async () => {
  project = await aRunnerProject(postgres());
  folder = mkdtempSync(join(tmpdir(), 'siso-runners-'));
});
afterAll(async () => {
  await project.stop();
  rmSync(folder, { recursive: true, force: true });
});

const id = () => ({ p_request_id: randomUUID() });
const request = (task: Partial<TaskRequest> = {}) => ({ ...TASK, ...small(task) });
const lease = ({ hold }: Admitted) => ({ ...id(), p_lease_token: hold.leaseToken });
const faultOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no fault',
    ({ code, message }) => ({ code, message }),
  );

describe.each(['Supabase', 'the folder'] as const)('on %s', (where) => {
  let trusted: Store;
  let door: Door;
  let web: Store;
  let api: Store;
  let key: MadeKey;
  beforeAll(async () => {
    door = await doors[where]();
    trusted = door.trusted;
    await trusted.call('siso_limits_preset', { ...id(), p_actor: 'ada', p_preset: 'unlimited' });
    await trusted.call('siso_set_setting', { ...id(), p_actor: 'ada', p_key: 'max_concurrent_jobs', p_value: 100 });
    key = await aRunnerKey(trusted);
    web = await door.runner(key.key);
    api = await door.runner((await aRunnerKey(trusted, { repo: 'acme/api' })).key);
  });
  afterAll(() => Promise.all([web.close(), api.close()]).then(() => trusted.close()));

  async function admitted(store: Store, task: Partial<TaskRequest> = {}): Promise<Admitted> {
    const verdict = await store.call('siso_admit', { ...id(), p_task: request(task) });
    if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
    return verdict;
  }
  const task = (taskId: string) => trusted.call('siso_get_task', { p_task_id: taskId });

  test('the ledger knows as whom it is asked', async () => {
    const [own, service] = await Promise.all([web.call('siso_schema', {}), trusted.call('siso_schema', {})]);

    expect(own.runner).toMatchObject({ id: key.id, repo: 'acme/web', environment: 'development', state: 'live' });
    expect(service.runner).toBeNull();
  });

  test('repository and organisation are those of the key, and the task keeps which key it was', async () => {
    const { taskId } = await admitted(web);
    const { entries } = await trusted.call('siso_audit', {
      p_actor: 'ada',
      p_filter: { subject: taskId },
      p_limit: 5,
      p_before: null,
    });

    expect(await task(taskId)).toMatchObject({ repo: 'acme/web', org: 'acme', environment: 'development' });
    expect(entries[0]).toMatchObject({ action: 'task.admitted', details: { runnerKey: key.id } });
  });

  test.each([
    ['another repository', { repo: 'acme/api' }, /is for acme\/web, and the task for acme\/api/],
    ['another organisation', { org: 'other' }, /is for acme, and the task for other/],
    [
      'the doubled limits of production',
      { environment: 'production' },
      /is for development, and the task for production/,
    ],
    ['urgent', { priority: 'urgent' }, /A runner may not create urgent tasks/],
    ['the buffer', { priority: 'urgent', reason: 'the site is down' }, /A runner may not create urgent tasks/],
  ] as const)('a task for %s is refused with a sentence, in the name of an admin too', async (_, wish, hint) => {
    const p_task = request({ ...wish, actor: 'ada' });
    const refusal = { decision: 'refused', reason: 'forbidden', hint: expect.stringMatching(hint) };

    expect(await web.call('siso_check', { p_task })).toMatchObject(refusal);
    expect(await web.call('siso_admit', { ...id(), p_task })).toMatchObject(refusal);
    expect(await web.call('siso_submit', { ...id(), p_task })).toMatchObject(refusal);
  });

  test('the spelling of its own repository does not matter, and a folder’s name is none', async () => {
    for (const repo of ['Acme/Web', 'buggy-calculator']) {
      const { taskId } = await admitted(web, { repo });
      expect((await task(taskId)).repo).toBe('acme/web');
    }
  });

  test('what SQL adds to a request cannot be smuggled in', async () => {
    const p_task = { ...request(), runnerKey: 'K-00000000', strange: 'x' };
    const { taskId } = (await web.call('siso_admit', { ...id(), p_task })) as Admitted;
    const { entries } = await trusted.call('siso_audit', {
      p_actor: 'ada',
      p_filter: { subject: taskId },
      p_limit: 1,
      p_before: null,
    });

    expect(entries[0]?.details.runnerKey).toBe(key.id);
  });

  test('a task that a runner made never becomes urgent, whoever retries or admits it', async () => {
    const made = await web.call('siso_submit', { ...id(), p_task: request({ actor: 'ada' }) });
    const p_task_id = 'taskId' in made ? made.taskId : '';
    const retry = {
      ...id(),
      p_actor: 'ada',
      p_task_id,
      p_overrides: { priority: 'urgent', reason: 'why not' },
    } as const;

    expect(await trusted.call('siso_retry', retry)).toMatchObject({ decision: 'refused', reason: 'forbidden' });
    expect(await trusted.call('siso_admit_task', { ...id(), p_task_id })).toMatchObject({ decision: 'admitted' });
  });

  test('an urgent task that somebody submitted with the right to stays one when a runner takes it', async () => {
    const made = await trusted.call('siso_submit', {
      ...id(),
      p_task: request({ repo: 'acme/web', priority: 'urgent' }),
    });
    const p_task_id = 'taskId' in made ? made.taskId : '';

    expect(await faultOf(api.call('siso_admit_task', { ...id(), p_task_id }))).toMatchObject({ code: 'not_found' });
    expect(await web.call('siso_admit_task', { ...id(), p_task_id })).toMatchObject({ decision: 'admitted' });
    expect((await web.call('siso_task_request', { p_task_id })).prompt).toBe(TASK.prompt);
    expect(await web.call('siso_get_task', { p_task_id })).toMatchObject({ id: p_task_id, state: 'running' });
  });

  test('tasks of other repositories and environments are neither read nor run', async () => {
    const wishes = [{ repo: 'acme/api' }, {}, { repo: 'acme/web', environment: 'staging' }] as const;
    for (const wish of wishes) {
      const made = await trusted.call('siso_submit', { ...id(), p_task: request(wish) });
      const p_task_id = 'taskId' in made ? made.taskId : '';
      const fault = { code: 'environment' in wish ? 'forbidden' : 'not_found' };

      expect(await faultOf(web.call('siso_task_request', { p_task_id }))).toMatchObject(fault);
      expect(await faultOf(web.call('siso_get_task', { p_task_id }))).toMatchObject(fault);
      const note = { ...id(), p_task_id, p_publication: { branch: 'x' } };
      expect(await faultOf(web.call('siso_note_publication', note))).toMatchObject(fault);
      expect(await faultOf(web.call('siso_admit_task', { ...id(), p_task_id }))).toMatchObject(fault);
      expect((await task(p_task_id)).state).toBe('queued');
    }
  });

  test('a lease of another repository cannot be used, however one came by its token', async () => {
    const theirs = await admitted(api);
    const p_outcome = ended(theirs.hold, usage({ tokens: 50 }));
    const tries = [
      web.call('siso_start', lease(theirs)),
      web.call('siso_heartbeat', { ...lease(theirs), p_progress: { usedMicros: 1, usedTokens: 1 } }),
      web.call('siso_append_log', { ...lease(theirs), p_text: 'x' }),
      web.call('siso_release', { ...lease(theirs), p_reason: 'x' }),
      web.call('siso_record_publication', { ...lease(theirs), p_publication: { branch: 'x' } }),
      web.call('siso_settle', { ...lease(theirs), p_outcome }),
    ];

    for (const fault of await Promise.all(tries.map(faultOf))) expect(fault).toMatchObject({ code: 'forbidden' });
    expect(await task(theirs.taskId)).toMatchObject({ state: 'running', startedAt: null, logs: '', costMicros: 0 });
    expect(await api.call('siso_start', lease(theirs))).toEqual({ ok: true });
    expect(await api.call('siso_settle', { ...lease(theirs), p_outcome })).toMatchObject({ booked: 'settled' });
  });

  test('an answer that was given to another repository, or to the service, is not given again', async () => {
    const theirs = id();
    const services = id();
    await api.call('siso_admit', { ...theirs, p_task: request() });
    await trusted.call('siso_admit', { ...services, p_task: request() });

    for (const used of [theirs, services]) {
      const fault = await faultOf(web.call('siso_admit', { ...used, p_task: request() }));
      expect(fault).toMatchObject({ code: 'ledger_conflict', message: expect.stringMatching(/by somebody else/) });
      expect(await web.call('siso_answer', used)).toEqual({ answer: null });
    }
    expect((await api.call('siso_answer', theirs)).answer).toMatchObject({ decision: 'admitted' });
    expect((await trusted.call('siso_answer', theirs)).answer).toMatchObject({ decision: 'admitted' });
  });

  test('nothing that limits can be changed, nor anything read that is not its own', async () => {
    const by = { ...id(), p_actor: 'ada' };
    const tries = [
      web.call('siso_set_budget', { ...by, p_scope: 'global', p_value: '', p_changes: { dailyMicros: null } }),
      web.call('siso_set_limits', { ...by, p_category: 'testing', p_repo: null, p_changes: { tokensPerDay: null } }),
      web.call('siso_set_member', { ...by, p_member: 'eve', p_role: 'admin', p_permissions: [] }),
      web.call('siso_set_setting', { ...by, p_key: 'paused', p_value: true }),
      web.call('siso_revoke_runner_key', { ...by, p_key_id: key.id }),
      web.call('siso_list_runner_keys', { p_actor: 'ada' }),
      web.call('siso_list_tasks', { p_filter: {}, p_limit: 5, p_after: null }),
      web.call('siso_audit', { p_actor: 'ada', p_filter: {}, p_limit: 5, p_before: null }),
    ];

    for (const fault of await Promise.all(tries.map(faultOf)))
      expect(fault).toMatchObject({
        code: 'forbidden',
        message: expect.stringMatching(/^A runner key may not/),
      });
  });

  test('of limits and budgets it is told those that its tasks meet', async () => {
    for (const p_value of ['acme/web', 'acme/api'])
      await trusted.call('siso_set_budget', {
        ...id(),
        p_actor: 'ada',
        p_scope: 'repo',
        p_value,
        p_changes: { dailyMicros: 50_000_000 },
      });
    const { budgets } = await web.call('siso_status', {});

    expect([...new Set(budgets.map(({ scope, value }) => `${scope} ${value}`))].sort()).toEqual([
      'global ',
      'repo acme/web',
    ]);
  });
});
