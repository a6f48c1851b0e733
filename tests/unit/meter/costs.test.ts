import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  aGateway,
  aProvider,
  aRequest,
  aSlowProvider,
  errorOf,
  type Handler,
  post,
  streaming,
  streamOf,
} from '../../support/meter.ts';

const USAGE = { input_tokens: 100, output_tokens: 50 };

const sse = { 'content-type': 'text/event-stream' };

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
    const silent = await aSlowProvider(USAGE);
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

  test('is the worst case when the agent goes away before an answer that does not stream', async () => {
    const silent = await aSlowProvider(USAGE);
    const gateway = await aGateway(silent.url);
    const agent = new AbortController();
    const answer = post(gateway.url, aRequest({ stream: undefined }), { signal: agent.signal });
    await silent.arrived(1);
    agent.abort();
    await expect(answer).rejects.toThrow();
    const [entry] = (await gateway.until(({ requests }) => requests === 1)).entries;
    expect(entry).toMatchObject({ outputTokens: 1_000, estimated: true });
  });

  test.each([
    ['input', { stream: true, outputTokens: 1 }],
    ['input and output', { stream: false, outputTokens: 1_000 }],
  ])(
    'is the worst %s when the connection breaks before the answer to %o begins',
    async (_, { stream, outputTokens }) => {
      const breaking = await aProvider((_received, response) => response.destroy());
      const gateway = await aGateway(breaking.url);
      expect(await errorOf(await post(gateway.url, aRequest({ stream })))).toMatchObject({ status: 502 });
      const [entry] = (await gateway.until(({ inFlight }) => inFlight === 0)).entries;
      expect(entry).toMatchObject({ outputTokens, requests: 1, estimated: true });
      expect(entry?.inputTokens).toBeGreaterThan(1_000);
    },
  );

  test('is the worst input also when a connection breaks that served an earlier request', async () => {
    const sockets = new Set<unknown>();
    const breaking = await aProvider((received, response) => {
      sockets.add(response.socket);
      if (received.body.max_tokens === 500) response.destroy();
      else streaming(USAGE)(received, response);
    });
    const gateway = await aGateway(breaking.url);
    await (await post(gateway.url, aRequest())).text();
    await gateway.until(({ inFlight, requests }) => inFlight === 0 && requests === 1);
    expect(await errorOf(await post(gateway.url, aRequest({ max_tokens: 500 })))).toMatchObject({ status: 502 });
    expect(sockets.size).toBe(1);
    expect(await gateway.until(({ inFlight }) => inFlight === 0)).toMatchObject({ requests: 2 });
  });

  test('is nothing when no secure connection comes about', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.destroy()));
    onTestFinished(() => void server.close());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port');
    const gateway = await aGateway(`https://127.0.0.1:${address.port}`);
    expect(await errorOf(await post(gateway.url, aRequest()))).toMatchObject({ status: 502 });
    expect(await gateway.until(({ inFlight }) => inFlight === 0)).toMatchObject({ requests: 0, costMicros: 0 });
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
