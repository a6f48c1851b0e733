/** A runner key is shown once and kept nowhere; one that no longer counts lets nobody in. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSupabaseStore } from '../../src/store/index.ts';
import { small, TASK } from '../support/ledger-arguments.ts';
import { postgresOfThisFile } from '../support/real-postgres.ts';
import { aRunnerKey, aRunnerProjectOfThisTest } from '../support/runners.ts';

const postgres = postgresOfThisFile();
const id = () => ({ p_request_id: randomUUID() });
const admit = { p_task: { ...TASK, ...small({}) } };

const faultOf = (call: Promise<unknown>) =>
  call.then(
    () => ({ code: 'none', message: 'no fault', cause: undefined, hint: '' }),
    ({ code, message, cause, hint }) => ({ code, message, cause, hint }),
  );

test('neither key nor hash is in any table but for the hash in its own, nor in any answer', async () => {
  const { service, runner, database } = await aRunnerProjectOfThisTest(postgres());
  const { key, id: keyId } = await aRunnerKey(service);
  const store = await runner(key);
  await store.call('siso_admit', { ...id(), ...admit });
  await faultOf(runner(`${key.slice(0, -1)}_`));
  await service.call('siso_revoke_runner_key', { ...id(), p_actor: 'ada', p_key_id: keyId });
  const client = await database.connect();
  const tables = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const dump = new Map<string, string>();
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ all: string }>(
      `select coalesce(string_agg(t::text, e'\n'), '') as all from ${name} t`,
    );
    dump.set(name, rows[0]?.all ?? '');
  }
  const { rows } = await client.query<{ hash: string }>(`select encode(hash, 'hex') as hash from runner_keys`);
  const hash = rows[0]?.hash ?? '';

  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(dump.get('audit_log')).toContain(keyId);
  expect([...dump].filter(([, text]) => text.includes(key) || text.includes(key.slice(8)))).toEqual([]);
  expect([...dump].filter(([, text]) => text.includes(hash)).map(([name]) => name)).toEqual(['runner_keys']);
  expect(JSON.stringify(await service.call('siso_list_runner_keys', { p_actor: 'ada' }))).not.toContain(hash);
});

test('a key counts to its last moment, and its use is noted at most once a minute', async () => {
  const { service, runner, database } = await aRunnerProjectOfThisTest(postgres());
  const client = await database.connect();
  await client.query('create table siso.test_clock (at timestamptz)');
  await client.query(`insert into siso.test_clock values ('2026-03-01T10:00:00Z')`);
  const at = (time: string) => client.query('update siso.test_clock set at = $1', [`2026-03-01T${time}Z`]);
  const { key } = await aRunnerKey(service, { seconds: 3_600 });
  const store = await runner(key);
  const used = async () => (await service.call('siso_list_runner_keys', { p_actor: 'ada' }))[0]?.lastUsedAt;
  expect(await used()).toBeNull();

  const seen: (string | null | undefined)[] = [];
  for (const time of ['10:00:10', '10:01:09.999', '10:01:10', '10:59:59.999']) {
    await at(time);
    await store.call('siso_admit', { ...id(), ...admit });
    seen.push(await used());
  }
  await at('11:00:00');

  expect(seen.map((time) => new Date(time ?? 0).toISOString().slice(11, 23))).toEqual([
    ...['10:00:10.000', '10:00:10.000', '10:01:10.000', '10:59:59.999'],
  ]);
  expect(await faultOf(store.call('siso_admit', { ...id(), ...admit }))).toMatchObject({
    ...{ code: 'config_invalid', message: expect.stringMatching(/in SISO_RUNNER_KEY has expired$/) },
    hint: expect.stringContaining('siso keys create'),
  });
});

test('a revoked key stops counting with the next call, also for the run that goes on', async () => {
  const { service, runner } = await aRunnerProjectOfThisTest(postgres());
  const { key, id: keyId } = await aRunnerKey(service);
  const store = await runner(key);
  const verdict = await store.call('siso_admit', { ...id(), ...admit });
  const p_lease_token = verdict.decision === 'admitted' ? verdict.hold.leaseToken : '';
  await service.call('siso_revoke_runner_key', { ...id(), p_actor: 'ada', p_key_id: keyId });

  const fault = await faultOf(store.call('siso_start', { ...id(), p_lease_token }));

  expect(fault).toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining(`(${keyId}) in SISO_RUNNER_KEY was revoked`),
  });
});

test('an error never shows the key, and one that is no key is not sent', async () => {
  const { gateway, postgrest, runner } = await aRunnerProjectOfThisTest(postgres());
  const key = `siso_rk_${'A'.repeat(43)}`;

  const fault = await faultOf(runner(key));
  expect(fault).toMatchObject({
    code: 'config_invalid',
    message: 'This ledger does not know the runner key in SISO_RUNNER_KEY',
  });
  expect(JSON.stringify([fault.message, String(fault.cause), fault.hint])).not.toContain(key);

  gateway.next();
  const secret = {
    url: gateway.url,
    key: postgrest.serviceKey,
    keyVariable: 'SUPABASE_PUBLISHABLE_KEY',
    runnerKey: key,
  };
  expect(await faultOf(openSupabaseStore(secret))).toMatchObject({
    ...{ code: 'config_invalid', message: 'SUPABASE_PUBLISHABLE_KEY holds a secret key, which no runner may have' },
  });
  expect(gateway.calls).toEqual([]);
});

test('only an admin makes, lists and revokes keys, and a service call that carries one is a runner', async () => {
  const { service, postgrest } = await aRunnerProjectOfThisTest(postgres(), { defaultRole: 'maintain' });
  const { key, id: keyId } = await aRunnerKey(service);
  const bob = { ...id(), p_actor: 'bob' };
  expect(await faultOf(service.call('siso_list_runner_keys', { p_actor: 'bob' }))).toMatchObject({ code: 'forbidden' });
  expect(await faultOf(service.call('siso_revoke_runner_key', { ...bob, p_key_id: keyId }))).toMatchObject({
    code: 'forbidden',
  });

  const answer = await fetch(`${postgrest.url}/rpc/siso_set_setting`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${postgrest.serviceKey}`,
      'x-siso-runner-key': key,
    },
    body: JSON.stringify({ ...id(), p_actor: 'ada', p_key: 'paused', p_value: true }),
  });
  expect(await answer.json()).toMatchObject({ code: 'SI403', message: 'A runner key may not call siso_set_setting' });
});
