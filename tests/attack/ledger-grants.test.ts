/** Who may do what in the ledger's database, listed one by one: what is new fails here until somebody has decided about it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RUNNER_KEY_HEADER } from '../../src/domain/runner-key.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { aRunnerKey, aRunnerProject, type RunnerProject } from '../support/runners.ts';
import { argumentsOf } from '../support/sample-arguments.ts';

const RUNNERS = [
  ...['siso_schema', 'siso_status', 'siso_prices', 'siso_check', 'siso_submit', 'siso_admit', 'siso_admit_task'],
  ...['siso_task_request', 'siso_answer', 'siso_start', 'siso_heartbeat', 'siso_append_log', 'siso_settle'],
  ...['siso_complete', 'siso_release', 'siso_record_publication', 'siso_claim', 'siso_note_run', 'siso_take_over'],
  ...['siso_get_task', 'siso_note_publication'],
];
const SERVICE_ONLY = [
  ...['siso_initialise', 'siso_check_limits', 'siso_cancel', 'siso_retry', 'siso_resize', 'siso_expire'],
  ...['siso_record_usage', 'siso_set_limits', 'siso_limits_preset', 'siso_set_budget', 'siso_grant', 'siso_set_member'],
  ...['siso_set_setting', 'siso_add_price', 'siso_reprice', 'siso_list_tasks', 'siso_task_totals'],
  ...['siso_audit', 'siso_limit_config', 'siso_budget_config', 'siso_usage_summary', 'siso_analytics'],
  ...[
    'siso_create_runner_key',
    'siso_list_runner_keys',
    'siso_revoke_runner_key',
    'siso_members',
    'siso_remove_member',
  ],
  ...['siso_dispatch', 'siso_explain', 'siso_queue', 'siso_redrive', 'siso_sweep', 'siso_workers', 'siso_alerts'],
  ...['siso_settings'],
  ...['siso_events', 'siso_add_webhook', 'siso_remove_webhook', 'siso_list_webhooks', 'siso_test_webhook'],
  ...['siso_list_deliveries', 'siso_redeliver', 'siso_webhooks_due', 'siso_take_deliveries', 'siso_delivery_done'],
  ...[
    'siso_create_workflow',
    'siso_get_workflow',
    'siso_list_workflows',
    'siso_cancel_workflow',
    'siso_resume_workflow',
  ],
  ...['siso_set_schedule', 'siso_list_schedules', 'siso_remove_schedule', 'siso_due_schedules', 'siso_fire_schedule'],
  ...['siso_github_receive', 'siso_github_take', 'siso_github_done', 'siso_github_notice', 'siso_github_act'],
  ...['siso_github_quote', 'siso_github_submit', 'siso_github_pending', 'siso_github_decide', 'siso_github_withdraw'],
  ...['siso_github_due', 'siso_github_threads', 'siso_github_posted', 'siso_github_note', 'siso_github_refresh'],
  ...['siso_github_runs', 'siso_github_run_ended', 'siso_github_alerts', 'siso_github_alert_said'],
  'siso_github_submit_chain',
  ...['siso_set_default_role', 'siso_sweep_status', 'siso_set_retention', 'siso_prune', 'siso_prune_preview'],
];

/** Who reads a table: members with a role, those who may read the audit, admins, or nobody. */
const TABLES: Record<string, 'read' | 'audit' | 'admin' | 'nobody'> = {
  ...{ automation_tasks: 'read', task_events: 'read', task_logs: 'read', task_texts: 'read', usage_holds: 'read' },
  ...{ token_usage_history: 'read', rate_limit_usage: 'read', rate_limit_config: 'read', token_limits_config: 'read' },
  ...{ budget_grants: 'read', budget_periods: 'read', model_prices: 'read', automation_analytics: 'read' },
  ...{ alerts: 'read', audit_log: 'audit', members: 'admin', settings: 'admin', runner_keys: 'admin' },
  ...{ webhooks: 'admin', webhook_deliveries: 'admin', resting_flows: 'nobody', workers: 'read' },
  ...{ request_log: 'nobody', workflows: 'read', task_dependencies: 'read', schedules: 'read' },
  ...{ github_inbox: 'nobody', github_threads: 'nobody', github_tasks: 'nobody', github_alert_issues: 'nobody' },
  github_places: 'nobody',
};
/** Columns that nobody who signs in may read. */
const HIDDEN = [
  ...['github_alert_issues.*', 'github_inbox.*', 'github_places.*', 'github_tasks.*', 'github_threads.*'],
  ...['request_log.*', 'resting_flows.*', 'runner_keys.hash', 'usage_holds.answer', 'usage_holds.dispatched'],
  ...['usage_holds.flow', 'usage_holds.lease_token', 'usage_holds.overdue', 'usage_holds.run_id', 'usage_holds.worker'],
  'webhook_deliveries.token',
  ...['webhooks.place', 'webhooks.secret', 'webhooks.url'],
];

const USERS = {
  stranger: '00000000-0000-4000-8000-000000000000',
  nobody: '00000000-0000-4000-8000-000000000001',
  read: '00000000-0000-4000-8000-000000000002',
  write: '00000000-0000-4000-8000-000000000003',
  maintain: '00000000-0000-4000-8000-000000000004',
  admin: '00000000-0000-4000-8000-000000000005',
} as const;
type User = keyof typeof USERS;

const postgres = postgresOfThisFile();
let project: RunnerProject;
/** Headers of every kind of caller. */
const callers: Record<string, Record<string, string>> = {};

beforeAll(async () => {
  project = await aRunnerProject(postgres());
  const { postgrest, service, database } = project;
  const [live, other, revoked, expired] = await Promise.all([
    aRunnerKey(service),
    aRunnerKey(service, { repo: 'acme/api' }),
    aRunnerKey(service),
    aRunnerKey(service),
  ]);
  const client = await database.connect();
  await client.query('update runner_keys set revoked_at = now() where id = $1', [revoked.id]);
  await client.query(`update runner_keys set expires_at = now() - interval '1 second' where id = $1`, [expired.id]);
  for (const [name, role] of [...Object.keys(USERS).map((user) => [user, user === 'nobody' ? 'none' : user] as const)])
    if (name !== 'stranger')
      await client.query('insert into members (actor, role, user_id, updated_at) values ($1, $2, $3, now())', [
        ...[name, role, USERS[name as User]],
      ]);
  await service.call('siso_submit', argumentsOf('siso_submit') as never);
  const anon = { authorization: `Bearer ${postgrest.anonKey}` };
  const secret = { authorization: `Bearer ${postgrest.serviceKey}` };
  Object.assign(callers, {
    'no token': {},
    'the anon key': anon,
    'a wrong runner key': { ...anon, [RUNNER_KEY_HEADER]: `siso_rk_${'A'.repeat(43)}` },
    'an empty runner key': { ...anon, [RUNNER_KEY_HEADER]: '' },
    'an expired runner key': { ...anon, [RUNNER_KEY_HEADER]: expired.key },
    'a revoked runner key': { ...anon, [RUNNER_KEY_HEADER]: revoked.key },
    'the id of a runner key': { ...anon, [RUNNER_KEY_HEADER]: live.id },
    'a runner key': { ...anon, [RUNNER_KEY_HEADER]: live.key },
    "another repository's runner key": { ...anon, [RUNNER_KEY_HEADER]: other.key },
    'a runner key without the anon key': { [RUNNER_KEY_HEADER]: live.key },
    'the secret key': secret,
  });
  for (const [user, id] of Object.entries(USERS))
    callers[user] = {
      authorization: `Bearer ${postgrest.userKey(id, { user_metadata: { role: 'admin', sub: USERS.admin } })}`,
    };
});
afterAll(() => project.stop());

const RUNNER_CALLERS = ['a runner key', "another repository's runner key", 'a runner key without the anon key'];
const KEYLESS = [
  ...['no token', 'the anon key', 'a wrong runner key', 'an empty runner key', 'an expired runner key'],
  ...['a revoked runner key', 'the id of a runner key'],
];

/** How a call ends: refused by the database's grants, by the key, or let in, whatever the function then says. */
async function knock(name: string, caller: string): Promise<'closed' | 'no key' | 'in'> {
  const answer = await fetch(`${project.postgrest.url}/rpc/${name}`, {
    method: 'POST',
    headers: { ...callers[caller], 'content-type': 'application/json' },
    body: JSON.stringify(argumentsOf(name)),
  });
  const { code } = answer.ok ? {} : ((await answer.json()) as { code?: string });
  if (code?.startsWith('PGRST')) throw new Error(`${name} was not called: ${code}`);
  return code === '42501' ? 'closed' : code === 'SI401' ? 'no key' : 'in';
}

describe('functions', () => {
  test('everyone is listed here', async () => {
    const { rows } = await (await project.database.connect()).query<{ proname: string }>(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like 'siso\\_%'`,
    );
    expect(rows.map(({ proname }) => proname).sort()).toEqual([...RUNNERS, ...SERVICE_ONLY].sort());
  });

  test('internals may be executed by nobody, but for the one that policies ask', async () => {
    const { rows } = await (await project.database.connect()).query(
      `select r.rolname, p.proname from pg_proc p cross join pg_roles r
       where p.pronamespace = 'siso'::regnamespace and r.rolname in ('anon', 'authenticated', 'service_role')
         and has_function_privilege(r.rolname, p.oid, 'execute')`,
    );
    expect(rows).toEqual([{ rolname: 'authenticated', proname: 'member_may' }]);
  });

  test.each(RUNNERS)('%s is for whoever has a runner key that counts, and for the secret key', async (name) => {
    const knocks = async (kinds: string[]) => Promise.all(kinds.map((kind) => knock(name, kind)));

    expect(await knocks(KEYLESS)).toEqual(KEYLESS.map(() => 'no key'));
    expect(await knocks(Object.keys(USERS))).toEqual(Object.keys(USERS).map(() => 'closed'));
    expect(await knocks([...RUNNER_CALLERS, 'the secret key'])).toEqual(['in', 'in', 'in', 'in']);
  });

  test.each(SERVICE_ONLY)('%s is for the secret key only', async (name) => {
    const others = Object.keys(callers).filter((kind) => kind !== 'the secret key');

    expect(await Promise.all(others.map((kind) => knock(name, kind)))).toEqual(others.map(() => 'closed'));
    expect(await knock(name, 'the secret key')).toBe('in');
  });
});

const VERBS = ['POST', 'PATCH', 'DELETE'] as const;

function ask(target: string, caller: string, write?: { method: (typeof VERBS)[number]; body: string }) {
  const headers = { ...callers[caller], 'content-type': 'application/json' };
  return fetch(`${project.postgrest.url}/${target}`, { headers, ...write });
}

describe('tables', () => {
  test('everyone is listed here, and has row-level security', async () => {
    const { rows } = await (await project.database.connect()).query<{ relname: string; relrowsecurity: boolean }>(
      `select relname, relrowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f')`,
    );
    expect(rows.map(({ relname }) => relname).sort()).toEqual(Object.keys(TABLES).sort());
    expect(rows.filter(({ relrowsecurity }) => !relrowsecurity)).toEqual([]);
  });

  test('no role of the API may write, truncate or count on one, and only those who sign in may select', async () => {
    const { rows } = await (await project.database.connect()).query<{ found: string }>(
      `select format('%s may %s %s', r.rolname, p.privilege, c.relname) as found
       from pg_class c cross join pg_roles r
       cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as p (privilege)
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and r.rolname in ('anon', 'authenticated', 'service_role')
         and has_table_privilege(r.rolname, c.oid, p.privilege) and not (r.rolname = 'authenticated' and p.privilege = 'select')
       union all select format('%s may use %s', r.rolname, c.relname) from pg_class c cross join pg_roles r
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'S' and r.rolname in ('anon', 'authenticated', 'service_role')
         and has_sequence_privilege(r.rolname, c.oid, 'usage, select, update')`,
    );
    expect(rows).toEqual([]);
  });

  test('what is secret in a row stays out of reach of those who sign in', async () => {
    const { rows } = await (await project.database.connect()).query<{ found: string }>(
      `select format('%s.%s', table_name, column_name) as found from information_schema.columns c
       where table_schema = 'public' and not has_column_privilege('authenticated', format('public.%I', table_name)::regclass,
         column_name, 'select')`,
    );
    const hidden = rows.map(({ found }) => found.replace(/^(request_log|resting_flows|github_\w+)\..*/, '$1.*'));
    expect([...new Set(hidden)].sort()).toEqual(HIDDEN);
  });

  test.each(Object.entries(TABLES))('%s is read by: %s', async (table, least) => {
    const readers = {
      read: ['read', 'write', 'maintain', 'admin'],
      audit: ['maintain', 'admin'],
      admin: ['admin'],
      nobody: [],
    };
    const allowed: readonly string[] = readers[least];
    const client = await project.database.connect();
    const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);
    const columns = await client.query<{ name: string; open: boolean }>(
      `select column_name as name, has_column_privilege('authenticated', $2::regclass, column_name, 'select') as open
       from information_schema.columns where table_schema = 'public' and table_name = $1 order by is_identity, is_generated desc, ordinal_position`,
      [table, `public.${table}`],
    );
    const open = columns.rows.filter((column) => column.open).map(({ name }) => name);
    const body = JSON.stringify({ [columns.rows[0]?.name ?? '']: null });

    for (const caller of Object.keys(callers)) {
      const isUser = caller in USERS;
      const answer = await ask(`${table}?select=${open.join(',')}`, caller);
      const found = answer.ok ? ((await answer.json()) as unknown[]).length : 'closed';
      const expected = isUser && least !== 'nobody' ? (allowed.includes(caller) ? (rows[0]?.rows ?? 0) : 0) : 'closed';
      expect([caller, found]).toEqual([caller, expected]);
      for (const method of VERBS) {
        const refusal = await ask(table, caller, { method, body });
        expect([caller, method, refusal.status, await refusal.json()]).toEqual([
          ...[
            caller,
            method,
            isUser || caller === 'the secret key' ? 403 : 401,
            expect.objectContaining({ code: '42501' }),
          ],
        ]);
      }
    }
  });
});
