import { describe, expect, test } from 'vitest';
import { SECRET } from '../../support/receiver.ts';
import { testApi } from './support.ts';

const api = testApi();

const hook = { url: 'https://hooks.example.com/services/path', secret: SECRET };
const add = (changes: Record<string, unknown> = {}, headers = {}) =>
  api.post('/api/webhooks', { ...hook, ...changes }, headers);

describe('webhooks', () => {
  test('are added, listed, tried and removed, and no answer has the secret or the path', async () => {
    const made = await add({ kinds: ['task.failed', 'budget.*'] });
    expect(made).toMatchObject({ status: 201, body: { target: 'https://hooks.example.com', format: 'standard' } });
    api.demandDocumented('/api/webhooks', 'post', made);
    const { id } = made.body;
    const tried = await api.post(`/api/webhooks/${id}/test`);
    expect(tried).toMatchObject({ status: 202, body: { webhookId: id, kind: 'webhook.test', state: 'pending' } });
    api.demandDocumented('/api/webhooks/{id}/test', 'post', tried);
    const listed = await api.ask('/api/webhooks');
    expect(listed.body.webhooks).toContainEqual({ ...made.body, pending: 1 });
    api.demandDocumented('/api/webhooks', 'get', listed);
    const found = await api.ask(`/api/webhooks/deliveries?webhook=${id}&state=pending`);
    expect(found.body.deliveries).toEqual([tried.body]);
    api.demandDocumented('/api/webhooks/deliveries', 'get', found);
    expect((await api.post(`/api/webhooks/${tried.body.id}/redeliver`)).body).toEqual({ redelivered: 1 });
    const removed = await api.ask(`/api/webhooks/${id}`, { method: 'DELETE' });
    expect(removed).toMatchObject({ status: 200, body: { id } });

    expect(JSON.stringify([made, tried, listed, found, removed])).not.toMatch(/whsec|services/);
    expect(api.faults).toEqual([]);
  });

  test('are added once with one Idempotency-Key', async () => {
    const [one, two] = [await add({}, { 'idempotency-key': 'a' }), await add({}, { 'idempotency-key': 'a' })];
    expect(two.body).toEqual(one.body);
  });

  test.each([
    [{ url: 'http://hooks.example.com/' }, 'must be https'],
    [{ url: 'https://127.0.0.1/' }, 'private network'],
    [{ url: 'https://ada:secret@example.com/' }, 'user or password'],
    [{ url: 'nonsense' }, 'https URL'],
    [{ secret: 'short' }, 'secret'],
    [{ kinds: [] }, 'kinds'],
    [{ format: 'teams' }, 'format'],
  ])('refuse %j', async (changes, word) => {
    const { status, body } = await add(changes);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(word)]);
  });

  test('offer the nearest of a kind that there is not, and say where progress is', async () => {
    expect(await add({ kinds: ['task.failed', 'task.suceeded'] })).toMatchObject({
      ...{ status: 400, body: { field: 'body.kinds.1', hint: 'Did you mean task.succeeded?' } },
    });
    expect((await add({ kinds: ['task.progress'] })).body.hint).toContain('/api/events');
  });

  test.each([
    ['DELETE', '/api/webhooks/H-NONESUCH'],
    ['POST', '/api/webhooks/H-NONESUCH/test'],
    ['POST', '/api/webhooks/D-999999/redeliver'],
    ['GET', '/api/webhooks/deliveries?webhook=H-NONESUCH'],
  ])('%s %s is 404', async (method, path) => {
    expect(await api.ask(path, { method })).toMatchObject({ status: 404 });
  });
});

test('the stream of events refuses a cursor that is none', async () => {
  expect(await api.ask('/api/events?after=nonsense')).toMatchObject({ status: 400, body: { code: 'usage' } });
});
