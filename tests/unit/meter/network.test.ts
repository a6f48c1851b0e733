/** The way to the API: straight or through a proxy, with a certificate authority of one's own. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Network } from '../../../src/contracts/meter.ts';
import { Upstream } from '../../../src/host/upstream.ts';
import { startMeter } from '../../../src/meter/index.ts';
import { anAuthority } from '../../support/certificates.ts';
import { aGateway, aRequest, errorOf, MODEL, post, streamOf, temporaryFolder } from '../../support/meter.ts';
import { family, readProc } from '../../support/moments.ts';
import { PRICES } from '../../support/prices.ts';
import { anHttpsServer, aProxy } from '../../support/proxy.ts';

const authority = anAuthority();
const certificates = [authority.certificate];

/** A Messages API over https on this machine. Through a proxy it is also `api.test`, and straight also 0.0.0.0. */
async function anApi() {
  const keys: unknown[] = [];
  const sockets = new Set<unknown>();
  const port = await anHttpsServer(authority.server, (request, response) => {
    keys.push(request.headers['x-api-key']);
    sockets.add(request.socket);
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(streamOf({ usage: { input_tokens: 10, output_tokens: 5 } }).join(''));
  });
  return { port, keys, sockets };
}

/** One request to `baseUrl`; answers how it ended and whether the provider may have had it. */
async function ask(upstream: Upstream): Promise<{ status: number | string; connected: boolean }> {
  let connected = false;
  const request = {
    ...{ method: 'POST', path: '/v1/messages', headers: { 'x-api-key': 'real-key' }, body: '{}' },
    signal: AbortSignal.timeout(20_000),
    onConnected: () => {
      connected = true;
    },
  };
  try {
    const answer = await upstream.send(request);
    for await (const _ of answer);
    return { status: answer.statusCode ?? 0, connected };
  } catch (error) {
    return { status: error instanceof Error ? error.message : String(error), connected };
  }
}

async function askOnce(baseUrl: string, network: Network) {
  const upstream = await Upstream.open(baseUrl, network);
  return ask(upstream).finally(() => upstream.close());
}

describe('a proxy', () => {
  test('carries requests to the API with its own credentials, over one connection', async () => {
    const [api, proxy] = [await anApi(), await aProxy()];
    const httpsProxy = proxy.url.replace('://', '://ada:s%40cret@');
    const upstream = await Upstream.open(`https://api.test:${api.port}`, { httpsProxy, certificates });

    const ends = [await ask(upstream), await ask(upstream)];
    upstream.close();

    expect(ends).toEqual([
      { status: 200, connected: true },
      { status: 200, connected: true },
    ]);
    const authorization = `Basic ${Buffer.from('ada:s@cret').toString('base64')}`;
    expect(proxy.asked).toEqual([{ target: `api.test:${api.port}`, authorization }]);
    expect([api.keys, api.sockets.size]).toEqual([['real-key', 'real-key'], 1]);
  });

  test.each([
    { what: 'a host of NO_PROXY', host: '0.0.0.0', noProxy: 'example.com, 0.0.0.0' },
    { what: 'this machine', host: 'localhost', noProxy: undefined },
    { what: 'this machine', host: '127.0.0.1', noProxy: undefined },
  ])('is not asked for $what: $host', async ({ host, noProxy }) => {
    const [api, proxy] = [await anApi(), await aProxy()];
    const network = { httpsProxy: proxy.url, certificates, ...(noProxy === undefined ? {} : { noProxy }) };
    expect(await askOnce(`https://${host}:${api.port}`, network)).toEqual({ status: 200, connected: true });
    expect([proxy.asked, api.keys]).toEqual([[], ['real-key']]);
  });

  test('that refuses is not taken for the API, and the request did not reach it', async () => {
    const proxy = await aProxy({ refusal: '407 Proxy Authentication Required' });
    expect(await askOnce('https://api.test', { httpsProxy: proxy.url })).toEqual({
      status: `the proxy ${proxy.name} opens no way to it: it answered 407 Proxy Authentication Required`,
      connected: false,
    });
  });

  test('that is not there is named without its password', async () => {
    const { status, connected } = await askOnce('https://api.test', { httpsProxy: 'http://ada:s3cret@127.0.0.1:9' });
    expect(status).toMatch(/^the proxy 127\.0\.0\.1:9 opens no way to it: .*ECONNREFUSED/);
    expect([connected, String(status).includes('s3cret')]).toEqual([false, false]);
  });
});

describe('an API whose certificate is of an authority of one’s own', () => {
  test.each(['through a proxy', 'straight'])('is refused without that authority, %s', async (way) => {
    const [api, proxy] = [await anApi(), await aProxy()];
    const network = { ...(way === 'straight' ? {} : { httpsProxy: proxy.url }) };
    const host = way === 'straight' ? 'localhost' : 'api.test';
    const { status, connected } = await askOnce(`https://${host}:${api.port}`, network);
    expect(status).toMatch(`the certificate of ${host} is of an authority that is not trusted here`);
    expect(status).toMatch('SISO_CA_FILE');
    expect([connected, api.keys]).toEqual([false, []]);
  });

  test('is refused with another authority', async () => {
    const api = await anApi();
    const network = { certificates: [anAuthority().certificate] };
    expect(await askOnce(`https://localhost:${api.port}`, network)).toMatchObject({ connected: false });
    expect(api.keys).toEqual([]);
  });
});

describe('the meter', () => {
  test('counts what comes through a proxy', async () => {
    const [api, proxy] = [await anApi(), await aProxy()];
    const gateway = await aGateway(`https://api.test:${api.port}`, {
      network: { httpsProxy: proxy.url, certificates },
    });
    const answer = await post(gateway.url, aRequest());
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('message_stop')]);
    expect(await gateway.until(({ inFlight }) => inFlight === 0)).toMatchObject({ requests: 1, countedTokens: 15 });
    expect(proxy.asked).toHaveLength(1);
  });

  test('is given the way over its pipe, and nothing of it is in its journal or its environment', async () => {
    const [api, proxy] = [await anApi(), await aProxy()];
    const httpsProxy = proxy.url.replace('://', '://ada:s3cret@');
    const journalPath = join(temporaryFolder(), 'journal.jsonl');
    const meter = await startMeter({
      upstream: {
        ...{ kind: 'api', baseUrl: `https://api.test:${api.port}`, apiKey: 'real-key' },
        network: { httpsProxy, certificates },
      },
      hold: { amountMicros: 1_000_000, tokens: 100_000, prices: PRICES, countCacheWrites: false },
      models: [MODEL],
      journalPath,
      runMarker: randomUUID(),
    });
    onTestFinished(async () => void (await meter.close()));
    meter.acknowledgeHeartbeat();

    const answer = await post(meter.baseUrl, aRequest(), { headers: { 'x-api-key': meter.agentKey } });

    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('message_stop')]);
    expect([proxy.asked.length, api.keys]).toEqual([1, ['real-key']]);
    expect(readFileSync(journalPath, 'utf8')).not.toContain('s3cret');
    for (const id of family(process.pid)) {
      if (id !== process.pid) expect(readProc(id, 'environ') + readProc(id, 'cmdline')).not.toContain('s3cret');
    }
  });

  test('tells the agent what is wrong with the way, and books nothing', async () => {
    const [api, proxy] = [await anApi(), await aProxy()];
    const gateway = await aGateway(`https://api.test:${api.port}`, { network: { httpsProxy: proxy.url } });
    const { status, message } = await errorOf(await post(gateway.url, aRequest()));
    expect(status).toBe(502);
    expect(message).toMatch(/The API could not be reached \(the certificate of api\.test .*SISO_CA_FILE\)/);
    expect(gateway.usage()).toMatchObject({ requests: 0, costMicros: 0, inFlight: 0 });
  });
});
