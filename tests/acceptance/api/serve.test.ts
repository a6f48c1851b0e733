import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aSiso, BUILT_SISO, type Siso } from '../../support/siso.ts';
import { clientOf, type Served, served } from './support.ts';

/** The document of a command beside the server. */
async function cli(place: Siso, args: string[]): Promise<unknown> {
  const end = await place.run([...args, '--rehearse', '--json'], { command: BUILT_SISO });
  expect({ args, code: end.code, stderr: end.stderr }).toEqual({ args, code: 0, stderr: '' });
  return JSON.parse(end.stdout);
}

async function stop({ siso }: Served): Promise<void> {
  siso.kill('SIGTERM');
  expect((await siso.ended).code).toBe(0);
}

test('a client made from the document and commands beside it work on the same ledger', async () => {
  const place = await aSiso();
  const server = await served(place);
  const api = await clientOf(server);

  const submitted = await api('submitTask', {}, { prompt: 'Fix it', name: 'Over HTTP', budgetUsd: 0.25 });
  const id: string = submitted.taskId;
  expect((await api('listTasks', { states: ['queued'] })).tasks).toMatchObject([{ id, name: 'Over HTTP' }]);
  expect(await cli(place, ['task', id])).toMatchObject({ id, state: 'queued', budgetMicros: 250_000 });
  expect(await api('getTask', { id })).toEqual(await cli(place, ['task', id]));

  expect(await api('cancelTask', { id })).toMatchObject({ state: 'cancelled', changed: true });
  expect(await api('retryTask', { id }, { priority: 'high' })).toMatchObject({ decision: 'queued' });
  expect(await cli(place, ['cancel', id])).toMatchObject({ state: 'cancelled', changed: true });
  expect(await api('getTask', { id })).toMatchObject({ state: 'cancelled', priority: 'high' });

  await api('changeLimits', { category: 'testing' }, { tokensPerHour: 1_234 });
  expect((await api('getLimits')).limits).toEqual(Object(await cli(place, ['limits'])).limits);
  await cli(place, ['budget', 'set', '--daily', '12']);
  await api('putBudget', { scope: 'repo', value: 'acme/web' }, { dailyMicros: 3_000_000 });
  expect((await api('getBudgets')).budgets).toMatchObject([
    { configured: { scope: 'global', dailyMicros: 12_000_000 } },
    { configured: { scope: 'repo', value: 'acme/web', dailyMicros: 3_000_000 } },
  ]);
  const { entries } = await api('listAudit', { limit: 20 });
  expect(entries).toEqual(Object(await cli(place, ['audit', '--limit', '20'])).entries);
  expect(entries.map(({ action }: { action: string }) => action)).toContain('limits.changed');
  await stop(server);
});

test('who follows the events loses none when the connection or the server ends between them', async () => {
  const place = await aSiso();
  const [first, seen] = [await served(place), [] as string[]];
  const submit = async (server: Served) =>
    (await (await clientOf(server))('submitTask', {}, { prompt: 'Fix it' })).taskId;
  const ids: string[] = [];
  let last = await followUntil(first, { seen, last: undefined, act: async () => void ids.push(await submit(first)) });
  ids.push(await submit(first));
  last = await followUntil(first, { seen, last, act: async () => {} });
  ids.push(await submit(first));
  await stop(first);
  const second = await served(place);
  await followUntil(second, { seen, last, act: async () => {} });
  ids.push(await submit(second));
  await stop(second);

  expect([...new Set(seen)]).toEqual(ids.slice(0, 3));
});

interface Following {
  seen: string[];
  last: string | undefined;
  act(): Promise<void>;
}

/** Follows until a task is queued, notes it, and cuts the connection. Answers the last id. */
async function followUntil({ url, token }: Served, { seen, last, act }: Following): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, ...(last === undefined ? {} : { 'last-event-id': last }) };
  const { body } = await fetch(`${url}/api/events`, { headers });
  const acted = act();
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    const [, id, data] = /id: (.+)\nevent: task\.queued\ndata: (.+)\n\n/.exec(text) ?? [];
    if (id === undefined || data === undefined) continue;
    seen.push(JSON.parse(data).subject);
    await acted;
    return id;
  }
  throw new Error('The stream ended before the event');
}

test('the token is kept for this user alone and is the same after a restart; the port that is taken is named', async () => {
  const place = await aSiso();
  const server = await served(place);
  const { port } = new URL(server.url);
  const second = await place.run(['serve', '--rehearse', '--port', port], { command: BUILT_SISO });
  expect(statSync(join(place.rehearsalFolder, 'api-token')).mode & 0o777).toBe(0o600);
  await stop(server);
  const again = await served(place);
  await stop(again);

  expect([second.code, second.stderr]).toEqual([
    2,
    expect.stringMatching(/Port \d+ of 127.0.0.1 is taken[\s\S]*--port/),
  ]);
  expect(again.token).toBe(server.token);
});

test('an address that others can reach needs a token of the operator, who is not shown it again', async () => {
  const place = await aSiso();
  const refused = await place.run(['serve', '--rehearse', '--host', '0.0.0.0', '--port', '0'], { command: BUILT_SISO });
  const token = 'chosen-by-the-operator';
  const args = ['--host', '0.0.0.0', '--allow-host', 'siso.example'];
  const server = await served(place, { args, env: { SISO_API_TOKEN: token } });
  const { port } = new URL(server.url);
  const asked = await fetch(`http://127.0.0.1:${port}/api/version`, { headers: { authorization: `Bearer ${token}` } });
  await stop(server);

  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('SISO_API_TOKEN')]);
  expect([server.token, asked.status]).toEqual(['that of SISO_API_TOKEN', 200]);
});

test('a process that only keeps the ledger open gives way, and an open stream keeps the server from nothing', async () => {
  const place = await aSiso();
  await place.run(['status', '--rehearse'], { command: BUILT_SISO, env: { SISO_LINGER: '10m' } });
  const server = await served(place);
  const headers = { authorization: `Bearer ${server.token}` };
  const { body } = await fetch(`${server.url}/api/events`, { headers });
  await stop(server);

  expect(await new Response(body).text()).toMatch(/^retry: /);
});
