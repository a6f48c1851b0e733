/** The same behaviour on every path to a ledger: the folder, and supabase-js through PostgREST to a real Postgres. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Admitted } from '../../src/contracts/ledger/admission.ts';
import { LEDGER_FUNCTIONS } from '../../src/contracts/ledger/functions.ts';
import { AutomationError } from '../../src/domain/errors.ts';
import { openStore, openSupabaseStore, type Store } from '../../src/store/index.ts';
import { by, ended, lease, small, TASK } from '../support/ledger-arguments.ts';
import { startPostgrest } from '../support/postgrest.ts';
import { startPostgres } from '../support/real-postgres.ts';
import { Gateway } from '../support/supabase.ts';

interface Opened {
  store: Store;
  end(): Promise<void>;
}

const folder = async (): Promise<Opened> => {
  const directory = await mkdtemp(join(tmpdir(), 'siso-contract-'));
  const store = await openStore({ directory });
  const end = async () => {
    await store.close();
    await rm(directory, { recursive: true });
  };
  return { store, end };
};

const supabase = async (): Promise<Opened> => {
  const postgres = await startPostgres();
  const database = await postgres.database({ defaultRole: 'admin' });
  const postgrest = await startPostgrest(database.url);
  const gateway = await Gateway.start(postgrest.url);
  const store = await openSupabaseStore({ url: gateway.url, key: postgrest.serviceKey });
  const end = async () => {
    await store.close();
    await gateway.stop();
    await postgrest.stop();
    await postgres.stop();
  };
  return { store, end };
};

const PATHS = [
  ['the folder', folder],
  ['Supabase', supabase],
] as const;

const admit = (store: Store, requestId: string = randomUUID()) =>
  store.call('siso_admit', { p_request_id: requestId, p_task: { ...TASK, ...small({}) } });

async function held(store: Store): Promise<Admitted> {
  const verdict = await admit(store);
  if (verdict.decision !== 'admitted') throw new Error(`This test needs room: ${JSON.stringify(verdict)}`);
  return verdict;
}

/** A task's whole life. */
async function done(store: Store): Promise<Admitted> {
  const admitted = await held(store);
  const { hold } = admitted;
  await store.call('siso_start', lease(hold));
  await store.call('siso_heartbeat', { ...lease(hold), p_progress: { usedMicros: 10, usedTokens: 5 } });
  await store.call('siso_settle', { ...lease(hold), p_outcome: ended(hold, { inputTokens: 5 }) });
  return admitted;
}

async function faultOf(call: Promise<unknown>): Promise<AutomationError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AutomationError)) throw new Error(`Expected an AutomationError, got ${String(error)}`);
  return error;
}

const said = ({ code, message, hint }: AutomationError) => ({ code, message, hint });

describe.each(PATHS)('the ledger through %s', (_path, open) => {
  let store: Store;
  let end: Opened['end'];
  beforeAll(async () => {
    ({ store, end } = await open());
  });
  afterAll(() => end());

  test('tells its schema', async () => {
    expect(await store.call('siso_schema', {})).toEqual({ version: 1, minClient: 1, rehearsal: false, runner: null });
  });

  test('a dry run previews', async () => {
    const preview = await store.call('siso_check', { p_task: { ...TASK, ...small({}) } });
    expect(preview).toMatchObject({ decision: 'admitted' });
  });

  test('a repeated request gets the first answer and books nothing', async () => {
    const requestId = randomUUID();
    const first = await admit(store, requestId);
    const before = await store.call('siso_status', {});
    expect(await admit(store, requestId)).toEqual(first);
    expect((await store.call('siso_status', {})).budgets).toEqual(before.budgets);
    expect(await store.call('siso_answer', { p_request_id: requestId })).toMatchObject({
      answer: { decision: 'admitted' },
    });
  });

  test('an unknown request has no answer', async () => {
    expect(await store.call('siso_answer', { p_request_id: randomUUID() })).toEqual({ answer: null });
  });

  test('a task lives from its admission to its settlement', async () => {
    const { taskId } = await done(store);
    const task = await store.call('siso_get_task', { p_task_id: taskId });
    expect(task).toMatchObject({ id: taskId, state: 'succeeded', costMicros: 10, costSource: 'metered' });
    expect(task.finishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  });

  test('a late settlement gets the answer of the first', async () => {
    const { hold } = await held(store);
    await store.call('siso_start', lease(hold));
    const settle = () => store.call('siso_settle', { ...lease(hold), p_outcome: ended(hold, { inputTokens: 5 }) });
    expect(await settle()).toEqual(await settle());
  });

  test('lists page by page, newest first', async () => {
    const older = await done(store);
    const newer = await done(store);
    const page = (p_after: string | null) =>
      store.call('siso_list_tasks', { p_filter: { categories: ['development'] }, p_limit: 1, p_after });
    const first = await page(null);
    expect(first.tasks.map(({ id }) => id)).toEqual([newer.taskId]);
    expect((await page(first.next)).tasks.map(({ id }) => id)).toEqual([older.taskId]);
  });

  test('the audit has who did what, by numbers', async () => {
    await store.call('siso_set_setting', { ...by('grace'), p_key: 'max_concurrent_jobs', p_value: 50 });
    const { entries } = await store.call('siso_audit', {
      ...{ p_actor: 'ada', p_filter: { actor: 'grace' }, p_limit: 1, p_before: null },
    });
    expect(entries[0]).toMatchObject({ id: expect.any(Number), actor: 'grace' });
  });

  test('text, lists and null arrive as they were sent', async () => {
    const text = "über “quotes” \\ ' ; -- {} 🙂\n\t";
    const { taskId } = await store
      .call('siso_submit', { p_request_id: randomUUID(), p_task: { ...TASK, ...small({}), prompt: text } })
      .then((answer) => (answer.decision === 'queued' ? answer : { taskId: '' }));
    expect((await store.call('siso_task_request', { p_task_id: taskId })).prompt).toBe(text);
    const member = { ...by('ada'), p_member: 'lin', p_role: 'read' as const, p_permissions: ['audit:read'] };
    expect(await store.call('siso_set_member', member)).toBeDefined();
  });

  test('what is not found is said', async () => {
    const fault = await faultOf(store.call('siso_get_task', { p_task_id: 'T-NONE' }));
    expect(said(fault)).toEqual({
      code: 'not_found',
      message: 'There is no task T-NONE in this ledger',
      hint: 'Check the id and the ledger.',
    });
  });

  test('what somebody may not do is said', async () => {
    await store.call('siso_set_member', { ...by('ada'), p_member: 'eve', p_role: 'none', p_permissions: [] });
    const fault = await faultOf(store.call('siso_set_setting', { ...by('eve'), p_key: 'paused', p_value: true }));
    expect(said(fault)).toEqual({
      code: 'forbidden',
      message: expect.stringMatching(/^eve lacks the permission /),
      hint: 'Ask an admin of this ledger to grant it.',
    });
  });

  test('a value that cannot be is said, with what could be', async () => {
    const fault = await faultOf(store.call('siso_set_setting', { ...by('ada'), p_key: 'no_such_key', p_value: 1 }));
    expect(said(fault)).toEqual({
      code: 'usage',
      message: 'The setting no_such_key cannot be 1',
      hint: expect.stringMatching(/^Settings: paused, /),
    });
  });

  test('a request id of another function is a conflict', async () => {
    const requestId = randomUUID();
    await store.call('siso_expire', { p_request_id: requestId });
    expect(said(await faultOf(admit(store, requestId)))).toEqual({
      code: 'ledger_conflict',
      message: `request ${requestId} was already used for siso_expire`,
      hint: 'Use a fresh request id for each call.',
    });
  });

  test('an unknown function or argument is refused before anything is sent', async () => {
    const loose = store as unknown as { call(name: string, args: object): Promise<unknown> };
    expect(await faultOf(loose.call('siso_drop', {}))).toMatchObject({ code: 'usage' });
    expect(await faultOf(loose.call('siso_schema', { p_x: 1 }))).toMatchObject({ code: 'usage' });
  });

  test('after it is closed it says so', async () => {
    await store.close();
    expect(await faultOf(store.call('siso_schema', {}))).toMatchObject({ code: 'store_unavailable' });
  });
});

test('a function without a request id only reads, so that every call may be repeated', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  const client = await (await postgres.database()).connect();
  const { rows } = await client.query<{ proname: string }>(
    `select proname from pg_proc where pronamespace = 'public'::regnamespace and provolatile = 's'`,
  );
  const reading = rows.map(({ proname }) => proname);
  const without = Object.entries(LEDGER_FUNCTIONS).filter(([, { args }]) => !Object.hasOwn(args.shape, 'p_request_id'));

  // They also end what is overdue, which nothing happens to a second time.
  expect(without.map(([name]) => name).filter((name) => !reading.includes(name))).toEqual([
    'siso_check',
    'siso_check_limits',
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
