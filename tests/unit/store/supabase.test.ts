/** The ledger on Supabase when something is wrong: with the server, the network, the key or the schema. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { openSupabaseStore, type Store } from '../../../src/store/index.ts';
import { small, TASK } from '../../support/ledger-arguments.ts';
import { type Postgrest, startPostgrest } from '../../support/postgrest.ts';
import { type Database, postgresOfThisFile } from '../../support/real-postgres.ts';
import { Gateway } from '../../support/supabase.ts';

const postgres = postgresOfThisFile();
let database: Database;
let postgrest: Postgrest;
let gateway: Gateway;
let store: Store;
beforeAll(async () => {
  database = await postgres().database({ defaultRole: 'admin' });
  postgrest = await startPostgrest(database.url);
  gateway = await Gateway.start(postgrest.url);
  store = await openStore();
});
afterAll(async () => {
  await gateway.stop();
  await postgrest.stop();
});

type Options = Partial<Parameters<typeof openSupabaseStore>[0]>;

function openStore(options: Options = {}): Promise<Store> {
  return openSupabaseStore({ url: gateway.url, key: postgrest.serviceKey, ...options });
}

async function faultOf(call: Promise<unknown>): Promise<AutomationError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AutomationError)) throw new Error(`Expected an AutomationError, got ${String(error)}`);
  return error;
}

const admit = (through: Store, requestId: string = randomUUID()) =>
  through.call('siso_admit', { p_request_id: requestId, p_task: { ...TASK, ...small({}) } });

/** Holds in the ledger, whoever answered what. */
async function holds(): Promise<number> {
  const client = await database.connect();
  const { rows } = await client.query<{ holds: number }>(`select count(*) as holds from usage_holds`);
  return rows[0]?.holds ?? 0;
}

test('an answer that is lost on its way comes with the next try, and nothing is booked twice', async () => {
  const before = await holds();
  gateway.next('cut');

  const verdict = await admit(store);

  expect(verdict.decision).toBe('admitted');
  expect(gateway.calls.map(({ name }) => name)).toEqual(['siso_admit', 'siso_admit']);
  expect(gateway.calls[1]?.body).toBe(gateway.calls[0]?.body);
  expect(await holds()).toBe(before + 1);
});

test('every call is repeated until it is answered, whatever happens on the way', async () => {
  const before = await holds();
  gateway.next('503', 'lose', 'cut', 'gone');

  expect((await admit(store)).decision).toBe('admitted');
  expect(gateway.calls).toHaveLength(5);
  expect(await holds()).toBe(before + 1);
});

test('one that is not answered in time is asked again', async () => {
  const hasty = await openStore({ timeoutMs: 1_000, retries: 1 });
  gateway.next('hang');

  expect(await hasty.call('siso_schema', {})).toMatchObject({ version: 1 });
  expect(gateway.calls).toHaveLength(2);
});

test('whoever repeats a request whose answer was lost gets that answer, also from another process', async () => {
  const before = await holds();
  const requestId = randomUUID();
  const once = await openStore({ retries: 0 });
  gateway.next('cut');
  expect(await faultOf(admit(once, requestId))).toMatchObject({ code: 'store_unavailable', retryable: true });

  expect((await admit(store, requestId)).decision).toBe('admitted');
  expect(await holds()).toBe(before + 1);
});

test('a server that stays busy is given up, and said to be worth another try', async () => {
  const patient = await openStore({ retries: 1 });
  gateway.next('503', '503');

  const fault = await faultOf(patient.call('siso_status', {}));

  expect(fault).toMatchObject({ code: 'store_unavailable', retryable: true });
  expect(fault.message).toBe(`The ledger on ${gateway.url} cannot answer now (status 503)`);
  expect(fault.cause).toBeInstanceOf(Error);
  expect(gateway.calls).toHaveLength(2);
});

test('a server that never answers is given up', async () => {
  gateway.next('hang');

  expect(await faultOf(openStore({ timeoutMs: 200, retries: 0 }))).toMatchObject({
    code: 'store_unavailable',
    message: `The ledger on ${gateway.url} cannot be reached: no answer in time`,
    retryable: true,
  });
});

test('a server that is stopped is named with the reason', async () => {
  const stopped = await Gateway.start(postgrest.url);
  await stopped.stop();

  const fault = await faultOf(openStore({ url: stopped.url, retries: 1 }));

  expect(fault).toMatchObject({ code: 'store_unavailable', retryable: true });
  expect(fault.message).toMatch(/cannot be reached: .*ECONNREFUSED/);
  expect(fault.hint).toMatch(/SUPABASE_URL/);
});

test('a refusal of the ledger is not repeated', async () => {
  gateway.next();

  expect(await faultOf(store.call('siso_get_task', { p_task_id: 'T-NONE' }))).toMatchObject({ code: 'not_found' });
  expect(gateway.calls).toHaveLength(1);
});

test('a key that the server refuses is named by its variable and never shown', async () => {
  const key = `${postgrest.serviceKey.slice(0, -4)}AAAA`;
  gateway.next();

  const fault = await faultOf(openStore({ key, keyVariable: 'SUPABASE_SERVICE_ROLE_KEY' }));

  expect(fault).toMatchObject({ code: 'config_invalid', retryable: false });
  expect(fault.message).toContain('refuses the key in SUPABASE_SERVICE_ROLE_KEY');
  expect(fault.hint).toMatch(/secret key of the project/);
  expect(`${fault.stack}${fault.cause instanceof Error ? fault.cause.stack : ''}`).not.toContain(key);
  expect(gateway.calls).toHaveLength(1);
});

test('a role that may not execute is told which key is needed', async () => {
  const client = await database.connect();
  await client.query('revoke execute on function siso_schema() from service_role');
  onTestFinished(async () => {
    await client.query('grant execute on function siso_schema() to service_role');
  });

  expect(await faultOf(openStore())).toMatchObject({
    code: 'config_invalid',
    message: `${gateway.url} refuses the key in SUPABASE_SECRET_KEY: permission denied for function siso_schema`,
  });
});

test.each([
  ['a publishable key', () => 'sb_publishable_0123456789', /holds a publishable key/],
  ['the anon key', () => postgrest.anonKey, /holds a key of the role anon/],
  ['two lines', () => 'sb_secret_a\nsb_secret_b', /characters that no key has/],
])('%s is refused before it is sent', async (_what, key, message) => {
  gateway.next();

  const fault = await faultOf(openStore({ key: key() }));

  expect(fault).toMatchObject({ code: 'config_invalid', message: expect.stringMatching(message) });
  expect(fault.message).not.toContain(key());
  expect(gateway.calls).toEqual([]);
});

test('a project without the ledger is told how to get it', async () => {
  const empty = await startPostgrest(await postgres().emptyDatabase());
  onTestFinished(() => empty.stop());
  const through = await Gateway.start(empty.url);
  onTestFinished(() => through.stop());

  const fault = await faultOf(openStore({ url: through.url, key: empty.serviceKey }));

  expect(fault).toMatchObject({ code: 'config_invalid', hint: expect.stringContaining('npx supabase db push') });
  expect(fault.message).toContain('has no ledger of this version of siso');
});

test('a ledger of a later version is not touched', async () => {
  const newer = await postgres().database();
  await (await newer.connect()).query(`update settings set value = value || '{"minClient": 99}' where key = 'schema'`);
  const server = await startPostgrest(newer.url);
  onTestFinished(() => server.stop());
  const through = await Gateway.start(server.url);
  onTestFinished(() => through.stop());

  expect(await faultOf(openStore({ url: through.url, key: server.serviceKey }))).toMatchObject({
    code: 'ledger_newer',
  });
});

test('a database that restarts is waited for', async () => {
  const other = await postgres().database({ defaultRole: 'admin' });
  const server = await startPostgrest(other.url);
  onTestFinished(() => server.stop());
  const through = await Gateway.start(server.url);
  onTestFinished(() => through.stop());
  const patient = await openStore({ url: through.url, key: server.serviceKey, retries: 60 });
  await postgres().kill();
  const asked = admit(patient);
  await postgres().restart();

  expect((await asked).decision).toBe('admitted');
});

test('the key goes nowhere else than to the project', async () => {
  const sent: RequestInit[] = [];
  const watched: typeof fetch = (input, init) => {
    sent.push(init ?? {});
    return fetch(input, init);
  };
  await openStore({ fetch: watched });

  expect(sent.map(({ redirect }) => redirect)).toEqual(['error']);
});

test('opening asks one question', async () => {
  gateway.next();
  await openStore();

  expect(gateway.calls.map(({ name }) => name)).toEqual(['siso_schema']);
});
