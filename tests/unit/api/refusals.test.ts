import { describe, expect, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import type { Store } from '../../../src/store/index.ts';
import { HOST, TOKEN, testApi } from './support.ts';

const api = testApi();

/** A ledger whose every call fails. */
function failing(error: Error): Store {
  return { call: () => Promise.reject(error), close: () => Promise.resolve() };
}

describe('who asks', () => {
  test.each([
    ['no token', '', 'There is no token'],
    ['another token', 'Bearer another-token-here', 'The token is not the one of this server'],
    ['the token without its last letter', `Bearer ${TOKEN.slice(0, -1)}`, 'The token is not the one of this server'],
    ['a longer token', `Bearer ${TOKEN}${'x'.repeat(5_000)}`, 'The token is not the one of this server'],
    ['the token by another scheme', `Basic ${TOKEN}`, 'The token is not the one of this server'],
  ])('%s is answered with 401 and how to do better', async (_, authorization, detail) => {
    const { status, headers, body } = await api.ask('/api/status', { headers: { authorization } });

    expect([status, body]).toEqual([401, expect.objectContaining({ status: 401, detail, field: 'Authorization' })]);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="siso"/);
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  test('whoever has no token does not learn which addresses there are', async () => {
    const answers = ['/api/nothing', '/api/tasks', '/api/tasks/T-1/cancel'].map((path) =>
      api.ask(path, { headers: { authorization: '' } }),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 401, 401]);
  });

  test.each(['/api/healthz', '/api/readyz', '/api/openapi.json'])('%s needs no token', async (path) => {
    expect((await api.ask(path, { headers: { authorization: '' } })).status).toBe(200);
  });

  test.each([
    ['Host', { host: 'rebound.example:4780' }],
    ['Host', { host: '127.0.0.1' }],
    ['Host', { host: '127.0.0.1:4781' }],
    ['Origin', { origin: 'https://evil.example' }],
    ['Origin', { origin: 'null' }],
    ['Origin', { origin: `http://${HOST}.evil.example` }],
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  ])('a wrong %s %o is answered with 403, also with the token', async (field, headers) => {
    const { status, body } = await api.ask('/api/status', { headers });
    expect([status, body]).toEqual([403, expect.objectContaining({ code: 'forbidden', field })]);
  });

  test('a page of the server itself may ask', async () => {
    const headers = { origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' };
    expect((await api.ask('/api/status', { headers })).status).toBe(200);
  });

  test('somebody who signed in submits in no other name than their own', async () => {
    const principal = { actor: 'grace', by: 'session', mayActForOthers: false } as const;
    const session = api.with({ authenticate: () => principal });
    const body = { prompt: 'Fix it', createdBy: 'ada' };

    const answer = await api.ask('/api/tasks', { method: 'POST', body, api: session });

    expect([answer.status, answer.body.field]).toEqual([403, 'body.createdBy']);
  });

  test('more requests than the rate allows are answered with 429 and when to come back', async () => {
    const slow = api.with({ rate: { requests: 2, perSeconds: 60 } });
    const statuses: number[] = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await api.ask('/api/healthz', { api: slow })).status);
    const { status, headers } = await api.ask('/api/healthz', { api: slow });

    expect([...statuses, status]).toEqual([200, 200, 429, 429]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('what is asked', () => {
  test.each([
    ['/api/tasks', { promt: 'Fix it' }, 'body.promt', 'Did you mean prompt?'],
    ['/api/tasks', { prompt: 'Fix it', priority: 'hihg' }, 'body.priority', 'Did you mean high?'],
    ['/api/tasks', { prompt: 'Fix it', budgetUsd: -1 }, 'body.budgetUsd', 'Correct the field.'],
    ['/api/tasks', { prompt: 'Fix it', labels: { 'a b': 'c' } }, 'body.labels', 'Correct the field.'],
    ['/api/tasks', [], 'body', 'Correct the field.'],
    ['/api/tasks', '{"prompt": "x", "__proto__": {"a": 1}}', 'body.__proto__', 'Correct the field.'],
    ['/api/tasks', '{"prompt"', 'body', 'Send one JSON object.'],
    ['/api/tasks/bulk', { action: 'cancel' }, 'body.ids', 'An empty filter is every task.'],
    ['/api/tasks/bulk', { action: 'cancel', filter: { state: [] } }, 'body.filter.state', 'Did you mean states?'],
    ['/api/budgets/grants', { scope: 'global' }, 'body.value', 'Correct the field.'],
  ])(
    'a wrong body for %s, %o, is answered with 400, the field %s and what would be right',
    async (...[path, sent, field, hint]) => {
      const { status, body } = await api.post(path, sent);
      expect([status, body.field, body.hint ?? 'Correct the field.']).toEqual([400, field, hint]);
    },
  );

  test.each([
    ['/api/tasks?stats=queued', 'query.stats', 'Did you mean states?'],
    ['/api/tasks?states=queud', 'query.states.0', 'Did you mean queued?'],
    ['/api/tasks?limit=0', 'query.limit', 'Correct the field.'],
    ['/api/tasks?limit=1e2', 'query.limit', 'Correct the field.'],
    ['/api/tasks/not..an..id', 'path.id', 'Correct the field.'],
    ['/api/usage?range=weak', 'query.range', 'Did you mean week?'],
    ['/api/usage?from=2026-01-01T00:00:00Z', 'query.to', 'Give range, or both from and to.'],
    ['/api/audit?before=x', 'query.before', 'Correct the field.'],
  ])('a wrong address %s is answered with 400, the field %s and what would be right', async (path, field, hint) => {
    const { status, body } = await api.ask(path);
    expect([status, body.field, body.hint]).toEqual([400, field, hint]);
  });

  test.each(['two words', 'a\tb', 'x'.repeat(201), 'ü'])('an Idempotency-Key %j is answered with 400', async (key) => {
    const { status, body } = await api.post('/api/pause', undefined, { 'idempotency-key': key });
    expect([status, body.field]).toEqual([400, 'Idempotency-Key']);
  });

  test.each([
    ['a plan that cannot be', { prompt: 'Fix it', environment: 'production', allowedTools: ['Bash(rm:*)'] }, 'usage'],
    ['an empty prompt', { prompt: '  ' }, 'prompt_invalid'],
    ['a template that there is not', { template: 'fix-bug' }, 'usage'],
    ['two budgets', { prompt: 'Fix it', budgetUsd: 1, budgetMicros: 5 }, 'usage'],
  ])('%s is answered with 400, as the command line refuses it', async (_, sent, code) => {
    const { status, body } = await api.post('/api/tasks', sent);
    expect([status, body.code, body.hint]).toEqual([400, code, expect.stringMatching(/\w/)]);
  });

  test('a body that is no JSON by its type is answered with 415', async () => {
    const asked = { method: 'POST', body: '{"prompt":"x"}', headers: { 'content-type': 'text/plain' } };
    const { status, headers, body } = await api.ask('/api/tasks', asked);
    expect([status, headers.get('accept'), body.field]).toEqual([415, 'application/json', 'Content-Type']);
  });

  test('a body that says it is too large is answered with 413', async () => {
    const { status, body } = await api.post(
      '/api/tasks',
      { prompt: 'x'.repeat(1_100_000) },
      { 'content-length': '1100020' },
    );
    expect([status, body.field]).toEqual([413, 'body']);
  });

  test('a body without a length is answered with 413 once it is too large, and is not read on', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const { url, headers } = api.request('/api/tasks', { headers: { 'content-type': 'application/json' } });
    const request = new Request(url, { method: 'POST', headers, body: endless, duplex: 'half' } as RequestInit);

    const { status } = await api.fetch(request);

    expect(status).toBe(413);
    expect(pulled).toBeLessThan(30);
  });

  test.each(['/', '/api', '/api/nothing', '/api/tasks/T-1/nothing', '/api/tasks//cancel', '/etc/passwd'])(
    'there is nothing at %s',
    async (path) => {
      expect(await api.ask(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  test.each(['/api/tasks/T-NOBODY', '/api/tasks/T-NOBODY/explain', '/api/templates/nothing', '/api/templates/..%2fx'])(
    'what %s names is not there',
    async (path) => {
      expect(await api.ask(path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  test('a wrong method is answered with 405 and the right ones, OPTIONS with them alone, HEAD like GET', async () => {
    const wrong = await api.ask('/api/tasks', { method: 'DELETE' });
    const options = await api.ask('/api/tasks', { method: 'OPTIONS' });
    const head = await api.ask('/api/tasks', { method: 'HEAD' });

    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
    expect([options.status, options.headers.get('allow'), options.body]).toEqual([
      204,
      'GET, HEAD, OPTIONS, POST',
      undefined,
    ]);
    expect([head.status, head.body]).toEqual([200, undefined]);
  });
});

describe('what fails', () => {
  test('a ledger that does not answer is answered with 503 and when to come back, and not where it is', async () => {
    const away = new AutomationError('store_unavailable', 'No process answered for the ledger in /home/ada/.siso');
    const { status, headers, body } = await api.ask('/api/status', { api: api.with({ store: failing(away) }) });

    expect([status, headers.get('retry-after'), body.code]).toEqual([503, '5', 'store_unavailable']);
    expect(JSON.stringify(body)).not.toContain('/home');
    expect(await api.ask('/api/readyz', { api: api.with({ store: failing(away) }) })).toMatchObject({ status: 503 });
  });

  test('what nobody expected is answered with 500 without a word about it, and told to the operator', async () => {
    const fault = new Error('connect to postgres://ada:secret@db in /srv/x.ts:12');
    const { status, body } = await api.ask('/api/status', { api: api.with({ store: failing(fault) }) });

    expect([status, body.detail]).toEqual([500, 'The server failed; its own output says how']);
    expect(JSON.stringify(body)).not.toMatch(/secret|srv/);
    expect(api.faults).toContain(fault);
  });

  test('every answer has its own id, and is neither kept, framed nor guessed by a browser', async () => {
    const { headers, body } = await api.ask('/api/nothing', { headers: { 'x-request-id': 'mine' } });

    expect(body.requestId).toBe(headers.get('x-request-id'));
    expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
  });
});
