import { describe, expect, test } from 'vitest';
import { testApi } from './support.ts';

const api = testApi();

describe('what is changed', () => {
  test.each([
    [
      'PATCH',
      '/api/limits/testing',
      '/api/limits/{category}',
      { tokensPerMinute: 700 },
      { after: { tokensPerMinute: 700 } },
    ],
    [
      'PATCH',
      '/api/limits/testing?repo=acme/web',
      '/api/limits/{category}',
      { maxConcurrent: 1 },
      { after: { repo: 'acme/web' } },
    ],
    ['POST', '/api/limits/preset', '/api/limits/preset', { preset: 'unlimited' }, { preset: 'unlimited' }],
    [
      'PUT',
      '/api/budgets/global',
      '/api/budgets/{scope}',
      { dailyMicros: 7_000_000 },
      { after: { dailyMicros: 7_000_000 } },
    ],
    [
      'PUT',
      '/api/budgets/repo?value=acme/web',
      '/api/budgets/{scope}',
      { dailyTokens: null },
      { after: { value: 'acme/web' } },
    ],
    [
      'PUT',
      '/api/members/grace',
      '/api/members/{actor}',
      { role: 'write' },
      { actor: 'grace', role: 'write', permissions: [] },
    ],
    [
      'PATCH',
      '/api/settings',
      '/api/settings',
      { maxConcurrent: 5, tokenHold: null },
      { maxConcurrent: 5, tokenHold: null },
    ],
    ['POST', '/api/queue/redrive', '/api/queue/redrive', { ids: null }, { redriven: [] }],
  ])('%s %s', async (...[method, address, path, body, expected]) => {
    const answer = await api.ask(address, { method, body });
    api.demandDocumented(path, method.toLowerCase(), answer);
    expect(answer.body).toMatchObject(expected);
  });

  test('a grant and a price are made', async () => {
    const grant = { scope: 'global', value: '', unit: 'usd', amount: 5, expiresInSeconds: 60, reason: 'a test' };
    const nanos = { inputNanos: 1, outputNanos: 2, write5mNanos: 1, write1hNanos: 1, readNanos: 0 };
    const granted = await api.post('/api/budgets/grants', grant);
    const priced = await api.post('/api/prices', { model: 'claude-test-1', ...nanos, source: 'a test' });

    api.demandDocumented('/api/budgets/grants', 'post', granted);
    api.demandDocumented('/api/prices', 'post', priced);
    expect(priced.body).toMatchObject({ before: null, after: { model: 'claude-test-1' } });
  });

  test.each([
    ['PATCH', '/api/settings', {}, 'body'],
    ['PATCH', '/api/limits/testing', {}, 'body'],
    ['PUT', '/api/budgets/global?value=x', { dailyMicros: 1 }, 'query.value'],
    ['PUT', '/api/budgets/label?value=x', { dailyMicros: 1 }, 'query.value'],
    ['PUT', '/api/budgets/global', { zone: 'Europe/Nowhere' }, 'body.zone'],
  ])('%s %s with %o changes nothing and names %s', async (...[method, path, body, field]) => {
    expect(await api.ask(path, { method, body })).toMatchObject({ status: 400, body: { field } });
  });

  test('each change has its entry in the audit, by whoever has the token', async () => {
    await api.ask('/api/settings', { method: 'PATCH', body: { defaultEstimateTokens: 4_321 } });
    const { body } = await api.ask('/api/audit?action=setting.&limit=1');
    expect(body.entries).toMatchObject([{ actor: 'ada', subject: 'default_estimate_tokens' }]);
  });
});
