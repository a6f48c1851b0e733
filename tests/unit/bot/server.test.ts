import { expect, test, vi } from 'vitest';
import { sisoApp } from '../../../bot/app.ts';
import type { Delivery } from '../../../bot/intake/item.ts';
import { openProbot } from '../../../bot/server/index.ts';
import { AutomationError } from '../../../src/domain/errors.ts';
import { aBotServer, DELIVERY_ID, HOOK_SECRET, send, signature } from '../../support/bot-server.ts';

const PAYLOAD = { action: 'created', comment: { body: '/siso help' } };
const BODY = JSON.stringify(PAYLOAD);

test('a webhook is answered once it is stored, as it came; what the bot does not need is answered and forgotten', async () => {
  const server = await aBotServer();
  const answer = await send(server, BODY, { 'x-github-delivery': DELIVERY_ID.toUpperCase() });
  expect([answer.status, await answer.text()]).toEqual([202, '{}']);
  for (const event of ['ping', 'push', 'installation', 'star'])
    expect((await send(server, BODY, { 'x-github-event': event })).status).toBe(202);
  expect(server.received).toEqual([{ id: DELIVERY_ID, event: 'issue_comment', payload: PAYLOAD }]);
});

test('while the secret is replaced either of two is taken', async () => {
  const server = await aBotServer({ secrets: ['the new secret of the app', HOOK_SECRET] });
  for (const secret of [HOOK_SECRET, 'the new secret of the app'])
    expect((await send(server, BODY, { 'x-hub-signature-256': signature(BODY, secret) })).status).toBe(202);
  expect((await send(server, BODY, { 'x-hub-signature-256': signature(BODY, 'a third') })).status).toBe(401);
});

test('what could not be stored is a 503 that names a time, said once and without what was in the webhook', async () => {
  const faults = [new Error('canary of the body'), new AutomationError('store_unavailable', 'The ledger is away')];
  let [isAway, count] = [true, 0];
  const receive = async () => {
    count += 1;
    if (isAway) throw faults[count > 3 ? 1 : 0];
  };
  const server = await aBotServer({ receive });
  for (let at = 0; at < 3; at += 1) {
    const answer = await send(server, BODY);
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([503, '10', '{}']);
  }
  expect(server.faults).toHaveLength(1);
  expect(String(server.faults[0])).not.toContain('canary');

  isAway = false;
  expect((await send(server, BODY)).status).toBe(202);
  isAway = true;
  expect((await send(server, BODY)).status).toBe(503);
  expect(server.faults[1]).toBe(faults[1]);
});

test('Probot hands the app what was verified, prints nothing of it, and its fault comes back without the webhook', async () => {
  const printed: string[] = [];
  const catching = (chunk: unknown) => printed.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(catching);
  vi.spyOn(process.stderr, 'write').mockImplementation(catching);
  const received: Delivery[] = [];
  const fault = new AutomationError('store_unavailable', 'The ledger is away');
  const receive = await openProbot(
    sisoApp({
      receive: async (delivery) => {
        received.push(delivery);
        if (delivery.id === 'bad') throw fault;
        return 'stored';
      },
    }),
  );
  await receive({ id: 'good', event: 'issue_comment', payload: PAYLOAD });
  await receive({ id: 'run', event: 'workflow_run', payload: { action: 'completed' } });
  await receive({ id: 'other', event: 'workflow_run', payload: { action: 'requested' } });
  await expect(receive({ id: 'bad', event: 'issue_comment', payload: PAYLOAD })).rejects.toBe(fault);
  vi.restoreAllMocks();
  expect(received.map(({ id }) => id)).toEqual(['good', 'run', 'bad']);
  expect(received[0]).toEqual({ id: 'good', event: 'issue_comment', payload: PAYLOAD });
  expect(fault).not.toHaveProperty('event');
  expect(printed).toEqual([]);
});

test('one port has liveness, readiness, the dashboard and, for everything else, the API', async () => {
  let isReady = true;
  const asked: string[] = [];
  const api = async (request: Request) => {
    asked.push(new URL(request.url).pathname);
    return new Response('api', { status: 418 });
  };
  const ready = vi.fn(async () => isReady);
  const { url } = await aBotServer({}, { api, ready });
  const get = async (path: string) => {
    const answer = await fetch(url + path);
    return [answer.status, await answer.text()];
  };
  expect(await get('/healthz')).toEqual([200, '{"status":"ok"}\n']);
  expect(await Promise.all([get('/readyz'), get('/readyz')])).toEqual(Array(2).fill([200, '{"status":"ready"}\n']));
  expect(ready).toHaveBeenCalledOnce();
  expect(await get('/automation/queue')).toEqual([404, expect.stringContaining('no dashboard yet')]);
  for (const path of ['/api/status', '/api/github/webhooks/more', '/automations', '/'])
    expect(await get(path)).toEqual([418, 'api']);
  expect(asked).toEqual(['/api/status', '/api/github/webhooks/more', '/automations', '/']);

  isReady = false;
  const other = await aBotServer({}, { ready, dashboard: async () => new Response('queue') });
  const unready = await fetch(`${other.url}/readyz`);
  expect([unready.status, unready.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await (await fetch(`${other.url}/automation/queue`)).text()).toBe('queue');
  const broken = await aBotServer({}, { ready: () => Promise.reject(new Error('no')) });
  expect((await fetch(`${broken.url}/readyz`)).status).toBe(503);
});

test('without an app the address of the webhooks is one like any other', async () => {
  const server = await aBotServer({}, { guard: undefined });
  expect((await send(server, BODY)).status).toBe(418);
});
