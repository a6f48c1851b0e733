import { createServer, request as httpRequest } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readJournal } from '../../../src/meter/index.ts';
import {
  aGateway,
  aProvider,
  aRequest,
  errorOf,
  type Handler,
  MODEL,
  post,
  streaming,
  streamOf,
} from '../../support/meter.ts';

const USAGE = { input_tokens: 100, output_tokens: 50 };
const sse = { 'content-type': 'text/event-stream' };

/** A provider that answers each request when the test says so. */
async function aSlowProvider() {
  const pending: (() => void)[] = [];
  const arrivals: (() => void)[] = [];
  const provider = await aProvider((received, response) => {
    pending.push(() => streaming(USAGE)(received, response));
    for (const arrived of arrivals.splice(0)) arrived();
  });
  const arrived = async (count: number) => {
    while (pending.length < count) await new Promise<void>((resolve) => arrivals.push(resolve));
  };
  return { ...provider, arrived, release: (index: number) => pending[index]?.() };
}

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
  });
});

describe('what an answer costs', () => {
  test('is booked from the stream, which passes unchanged', async () => {
    const usage = {
      input_tokens: 10,
      cache_creation_input_tokens: 1_000,
      cache_read_input_tokens: 5_000,
      output_tokens: 200,
    };
    const gateway = await aGateway((await aProvider(streaming(usage))).url);
    const answer = await post(gateway.url, aRequest());
    expect(await answer.text()).toBe(streamOf({ usage }).join(''));
    // 10 × 2 + 1,000 × 2.5 + 5,000 × 0.1 + 200 × 10 micro-USD.
    expect(await gateway.until(({ inFlight }) => inFlight === 0)).toMatchObject({
      costMicros: 5_020,
      countedTokens: 210,
      requests: 1,
    });
  });

  test('is nothing when the provider refuses or cannot be reached', async () => {
    const overloaded: Handler = (_, response) =>
      response.writeHead(529, { 'retry-after': '7' }).end('{"type":"error"}');
    const gateway = await aGateway((await aProvider(overloaded)).url);
    const answer = await post(gateway.url, aRequest());
    expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
      529,
      '7',
      '{"type":"error"}',
    ]);
    expect(await gateway.until(({ inFlight }) => inFlight === 0)).toMatchObject({ costMicros: 0, requests: 0 });
    const nobody = await aGateway('http://127.0.0.1:1');
    expect(await errorOf(await post(nobody.url, aRequest()))).toMatchObject({ status: 502 });
    expect(nobody.usage()).toMatchObject({ costMicros: 0, requests: 0, stopped: null });
  });

  test('is what was seen when the provider breaks off', async () => {
    const cut: Handler = (_, response) => {
      response.writeHead(200, sse);
      response.write(
        streamOf({ usage: USAGE, text: 'x'.repeat(80) })
          .slice(0, 3)
          .join(''),
        () => response.destroy(),
      );
    };
    const gateway = await aGateway((await aProvider(cut)).url);
    const answer = await post(gateway.url, aRequest());
    await expect(answer.text()).rejects.toThrow();
    const [entry] = (await gateway.until(({ inFlight }) => inFlight === 0)).entries;
    expect(entry).toMatchObject({ inputTokens: 100, outputTokens: 80, estimated: true });
  });

  test('is what was seen when the agent goes away, and the provider is told', async () => {
    const told = Promise.withResolvers<void>();
    const endless: Handler = (_, response) => {
      response.writeHead(200, sse).write(
        streamOf({ usage: USAGE, text: 'x'.repeat(80) })
          .slice(0, 3)
          .join(''),
      );
      response.on('close', () => told.resolve());
    };
    const gateway = await aGateway((await aProvider(endless)).url);
    const agent = new AbortController();
    const answer = await post(gateway.url, aRequest(), { signal: agent.signal });
    await answer.body?.getReader().read();
    agent.abort();
    const [entry] = (await gateway.until(({ inFlight, requests }) => inFlight === 0 && requests === 1)).entries;
    expect(entry).toMatchObject({ inputTokens: 100, outputTokens: 80, estimated: true });
    await told.promise;
  });

  test('is the worst input when the agent goes away before the answer begins', async () => {
    const silent = await aSlowProvider();
    const gateway = await aGateway(silent.url);
    const agent = new AbortController();
    const answer = post(gateway.url, aRequest(), { signal: agent.signal });
    await silent.arrived(1);
    agent.abort();
    await expect(answer).rejects.toThrow();
    const [entry] = (await gateway.until(({ requests }) => requests === 1)).entries;
    expect(entry).toMatchObject({ outputTokens: 1, estimated: true });
    expect(entry?.inputTokens).toBeGreaterThan(1_000);
  });

  test('follows no redirect, which could lead the key away', async () => {
    const elsewhere = await aProvider(streaming(USAGE));
    const redirecting = await aProvider((_, response) => response.writeHead(307, { location: elsewhere.url }).end());
    const gateway = await aGateway(redirecting.url);
    expect(await errorOf(await post(gateway.url, aRequest()))).toMatchObject({ status: 502 });
    expect(elsewhere.received).toEqual([]);
  });

  test('keeps the regional factor in reserve until an answer tells where it was computed', async () => {
    const provider = await aProvider(streaming({ ...USAGE, inference_geo: 'global' }));
    // Enough for the request itself but not for ×1.1 of all its output.
    const first = await aGateway(provider.url, { hold: { amountMicros: 13_000 } });
    await (await post(first.url, aRequest())).text();
    expect(provider.received[0]?.body.max_tokens).toBeLessThan(1_000);
    const again = await aGateway(provider.url, { hold: { amountMicros: 13_000 } });
    await (await post(again.url, aRequest({ inference_geo: 'global' }))).text();
    expect(provider.received[1]?.body.max_tokens).toBeGreaterThan(provider.received[0]?.body.max_tokens ?? 0);
  });
});

describe('what is left', () => {
  test('limits the output a request may have', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url } = await aGateway(provider.url, { hold: { amountMicros: 8_000 }, maxOutputTokens: 700 });
    await post(url, aRequest({ max_tokens: 128_000 }));
    await post(url, aRequest({ max_tokens: 100 }));
    const [large, small] = provider.received.map(({ body }) => body.max_tokens);
    expect(large).toBeLessThanOrEqual(500);
    expect(large).toBeGreaterThanOrEqual(256);
    expect(small).toBe(100);
  });

  test('ends the run with 402 and a sentence that names the budget', async () => {
    const provider = await aProvider(streaming({ input_tokens: 100, output_tokens: 400 }));
    const gateway = await aGateway(provider.url, { hold: { amountMicros: 8_000 } });
    await (await post(gateway.url, aRequest())).text();
    const answer = await post(gateway.url, aRequest({ messages: [{ role: 'user', content: 'x'.repeat(2_000) }] }));
    expect(await errorOf(answer)).toMatchObject({
      status: 402,
      type: 'billing_error',
      message: expect.stringMatching(/budget of \$0\.008 is reached: \$0\.0042 is spent/),
    });
    expect(provider.received).toHaveLength(1);
    expect(gateway.stops).toEqual([{ reason: 'hold_reached', message: expect.stringContaining('$0.008') }]);
    expect(await errorOf(await post(gateway.url, aRequest({ max_tokens: 1 })))).toMatchObject({ status: 402 });
  });

  test('of the token budget ends the run in the same way', async () => {
    const provider = await aProvider(streaming({ input_tokens: 1_000, output_tokens: 500 }));
    const gateway = await aGateway(provider.url, { hold: { tokens: 2_500 } });
    await (await post(gateway.url, aRequest())).text();
    const { status, message } = await errorOf(await post(gateway.url, aRequest()));
    expect([status, message]).toEqual([
      402,
      expect.stringContaining('budget of 2,500 tokens is reached: 1,500 tokens are used'),
    ]);
    expect(gateway.stops[0]?.reason).toBe('token_hold_reached');
  });

  test('is not lowered below a thinking budget', async () => {
    const provider = await aProvider(streaming(USAGE));
    const { url, stops } = await aGateway(provider.url, { hold: { amountMicros: 8_000 } });
    const thinking = { type: 'enabled', budget_tokens: 800 };
    expect(await errorOf(await post(url, aRequest({ thinking })))).toMatchObject({ status: 402 });
    expect(stops).toHaveLength(1);
    const capped = await aGateway(provider.url, { maxOutputTokens: 700 });
    const { status, message } = await errorOf(await post(capped.url, aRequest({ thinking })));
    expect([status, message]).toEqual([402, expect.stringContaining('thinking budget of 800 tokens')]);
    expect(capped.stops).toEqual([]);
    expect(provider.received).toEqual([]);
  });

  test('is shared: a request waits for those in flight and then has what they left', async () => {
    const slow = await aSlowProvider();
    const { url, usage } = await aGateway(slow.url, { hold: { amountMicros: 20_000 } });
    const first = post(url, aRequest());
    await slow.arrived(1);
    const second = post(url, aRequest());
    const third = post(url, aRequest());
    await expect.poll(() => usage().inFlight).toBe(1);
    expect(slow.received).toHaveLength(1);
    slow.release(0);
    await slow.arrived(2);
    slow.release(1);
    await slow.arrived(3);
    slow.release(2);
    for (const answer of await Promise.all([first, second, third])) expect(answer.status).toBe(200);
    expect(slow.received.map(({ body }) => body.max_tokens)).toEqual([1_000, 1_000, 1_000]);
    await expect.poll(() => usage().costMicros).toBe(3 * 700);
  });

  test('is not held back by an agent that stops waiting', async () => {
    const slow = await aSlowProvider();
    const { url } = await aGateway(slow.url, { hold: { amountMicros: 20_000 } });
    const first = post(url, aRequest());
    await slow.arrived(1);
    const impatient = new AbortController();
    const second = post(url, aRequest(), { signal: impatient.signal });
    impatient.abort();
    await expect(second).rejects.toThrow();
    const third = post(url, aRequest());
    slow.release(0);
    await slow.arrived(2);
    slow.release(1);
    expect([(await first).status, (await third).status]).toEqual([200, 200]);
    expect(slow.received).toHaveLength(2);
  });

  test('is nothing for those who wait when the run is stopped', async () => {
    const slow = await aSlowProvider();
    const { url, governor } = await aGateway(slow.url, { hold: { amountMicros: 20_000 } });
    const first = post(url, aRequest());
    await slow.arrived(1);
    const second = post(url, aRequest());
    await expect.poll(() => slow.received.length).toBe(1);
    governor.stop('cancelled');
    expect(await errorOf(await second)).toMatchObject({ status: 402, message: expect.stringContaining('cancelled') });
    slow.release(0);
    expect((await first).status).toBe(200);
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
    const slow = await aSlowProvider();
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

  test('closing breaks what is in flight, books it, and frees the port', async () => {
    const slow = await aSlowProvider();
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
