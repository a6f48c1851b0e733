import { createServer, request as httpRequest } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readJournal } from '../../../src/meter/index.ts';
import { aGateway, aProvider, aRequest, aSlowProvider, errorOf, MODEL, post, streaming } from '../../support/meter.ts';

const USAGE = { input_tokens: 100, output_tokens: 50 };

describe('who may pass', () => {
  test.each([
    ['no key', {}],
    ['the wrong key', { 'x-api-key': 'guess' }],
    ['a wrong bearer', { authorization: 'Bearer guess' }],
  ])('%s is answered with 401 and reaches nobody', async (_, headers) => {
    const provider = await aProvider(streaming(USAGE));
    const { url } = await aGateway(provider.url);
    const answer = await fetch(`${url}/v1/messages`, { method: 'POST', headers, body: JSON.stringify(aRequest()) });
    expect(await errorOf(answer)).toMatchObject({ status: 401, type: 'authentication_error' });
    expect(provider.received).toEqual([]);
  });

  test('the real key takes the place of the agent key, however that was sent', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url } = await aGateway(provider.url);
    await post(url, aRequest());
    const bearer = { authorization: 'Bearer agent-key', connection: 'keep-alive', 'anthropic-beta': 'b1' };
    await fetch(`${url}/v1/messages`, { method: 'POST', headers: bearer, body: JSON.stringify(aRequest()) });
    for (const { headers, text } of provider.received) {
      expect(headers).toMatchObject({ 'x-api-key': 'real-key', 'accept-encoding': 'identity' });
      expect(JSON.stringify(headers) + text).not.toContain('agent-key');
    }
    expect(provider.received[1]?.headers).toMatchObject({ 'anthropic-beta': 'b1' });
    expect(provider.received[0]?.url).toBe('/v1/messages?beta=true');
  });

  test.each([
    ['POST', '/v1/messages/batches'],
    ['GET', '/v1/messages'],
    ['POST', '/v1/complete'],
    ['GET', '/v1/models/..%2Ffiles'],
    ['DELETE', '/v1/models/x'],
    ['GET', '/'],
  ])('%s %s is not forwarded', async (method, path) => {
    const provider = await aProvider(streaming(USAGE));
    const { url } = await aGateway(provider.url);
    const answer = await fetch(url + path, { method, headers: { 'x-api-key': 'agent-key' } });
    expect(await errorOf(answer)).toMatchObject({ status: 404, message: expect.stringContaining('does not forward') });
    expect(provider.received).toEqual([]);
  });

  test('models, greeting and token counts pass and cost nothing', async () => {
    const provider = await aProvider((_, response) => response.end('{}'));
    const { url, usage } = await aGateway(provider.url);
    const headers = { 'x-api-key': 'agent-key' };
    await fetch(`${url}/v1/models/${MODEL}?limit=2`, { headers });
    await fetch(`${url}/api/hello`, { method: 'HEAD', headers });
    await fetch(`${url}/v1/messages/count_tokens`, { method: 'POST', headers, body: JSON.stringify(aRequest()) });
    expect(provider.received.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
      `GET /v1/models/${MODEL}?limit=2`,
      'HEAD /api/hello',
      'POST /v1/messages/count_tokens',
    ]);
    expect(usage()).toMatchObject({ requests: 0, costMicros: 0 });
  });

  test('what may not be forwarded is refused with a sentence and without a repeat', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url, usage } = await aGateway(provider.url);
    const answer = await post(url, aRequest({ model: 'claude-opus-5-5' }));
    expect(answer.headers.get('x-should-retry')).toBe('false');
    expect(await errorOf(answer)).toMatchObject({ status: 400, message: expect.stringContaining('claude-opus-5-5') });
    expect(await errorOf(await post(url, '{"model":'))).toMatchObject({ status: 400 });
    expect(await errorOf(await post(url, aRequest({ max_tokens: undefined })))).toMatchObject({ status: 400 });
    expect(provider.received).toEqual([]);
    expect(usage().stopped).toBeNull();
  });

  test('a body of two values for one field is forwarded as it was judged', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url } = await aGateway(provider.url);
    await post(url, `{"model":"claude-opus-5-5",${JSON.stringify(aRequest()).slice(1)}`);
    expect(provider.received[0]?.text).not.toContain('opus');
  });

  test('a body above 32 MiB is refused, announced or not', async () => {
    const { url } = await aGateway((await aProvider(streaming(USAGE))).url);
    const status = await new Promise((resolve) => {
      const headers = { 'x-api-key': 'agent-key', 'content-length': String(33 * 1024 * 1024) };
      const announced = httpRequest(`${url}/v1/messages`, { method: 'POST', headers }, (answer) =>
        resolve(answer.statusCode),
      );
      announced.on('error', () => undefined);
      announced.flushHeaders();
      onTestFinished(() => {
        announced.destroy();
      });
    });
    expect(status).toBe(413);
    const chunks = new Blob(Array.from({ length: 33 }, () => 'x'.repeat(1024 * 1024))).stream();
    const headers = { 'x-api-key': 'agent-key' };
    const unannounced = { method: 'POST', headers, body: chunks, duplex: 'half' } as const;
    expect(await errorOf(await fetch(`${url}/v1/messages`, unannounced))).toMatchObject({ status: 413 });
  });
});

describe('beside the money', () => {
  test('what the provider says about its limits is passed on', async () => {
    let limited = true;
    const provider = await aProvider((received, response) => {
      response.setHeader('anthropic-ratelimit-requests-remaining', limited ? '0' : '9');
      if (limited) response.writeHead(429, { 'retry-after': '30' }).end('{}');
      else streaming(USAGE)(received, response);
      limited = false;
    });
    const gateway = await aGateway(provider.url);
    await (await post(gateway.url, aRequest())).text();
    await (await post(gateway.url, aRequest())).text();
    const remaining = (value: string) => ({ 'anthropic-ratelimit-requests-remaining': value });
    expect(gateway.signals).toEqual([
      { retryAfterSeconds: 30, rateLimits: remaining('0') },
      { rateLimits: remaining('9') },
    ]);
    expect(gateway.usage().provider).toEqual({ rateLimits: remaining('9') });
  });

  test('the journal knows the worst case while a request is in flight and the truth afterwards', async () => {
    const slow = await aSlowProvider(USAGE);
    const gateway = await aGateway(slow.url);
    const answer = post(gateway.url, aRequest());
    await slow.arrived(1);
    const during = await readJournal(gateway.journalPath);
    expect(during?.costMicros).toBe(gateway.usage().worstCaseMicros);
    slow.release(0);
    await (await answer).text();
    await gateway.until(({ inFlight }) => inFlight === 0);
    expect(await readJournal(gateway.journalPath)).toMatchObject({ costMicros: 700, entries: gateway.usage().entries });
  });

  test('closing does not wait for a body that never comes', async () => {
    const gateway = await aGateway((await aProvider(streaming(USAGE))).url);
    const headers = { 'x-api-key': 'agent-key', 'content-length': '100' };
    const halfSent = httpRequest(`${gateway.url}/v1/messages`, { method: 'POST', headers });
    const broken = new Promise((resolve) => halfSent.on('error', resolve));
    await new Promise<void>((sent) => halfSent.write('{"model":', () => sent()));
    await gateway.close();
    await broken;
    expect(gateway.usage()).toMatchObject({ requests: 0, costMicros: 0 });
  });

  test('closing breaks what is in flight, books it, and frees the port', async () => {
    const slow = await aSlowProvider(USAGE);
    const gateway = await aGateway(slow.url);
    const answer = post(gateway.url, aRequest());
    await slow.arrived(1);
    await Promise.all([gateway.close(), expect(answer).rejects.toThrow()]);
    expect(gateway.usage()).toMatchObject({ inFlight: 0, requests: 1, entries: [{ estimated: true }] });
    const port = Number(new URL(gateway.url).port);
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(port, '127.0.0.1', listening));
    taken.close();
  });
});
