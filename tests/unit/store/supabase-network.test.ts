/** The way to a Supabase project: a proxy, an authority of one's own, and a server that says when it has time. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AutomationError } from '../../../src/domain/errors.ts';
import { openSupabaseStore } from '../../../src/store/index.ts';
import { toldPause } from '../../../src/store/supabase/retry-after.ts';
import { anAuthority } from '../../support/certificates.ts';
import { anHttpsServer, aProxy } from '../../support/proxy.ts';

const authority = anAuthority();
const certificates = [authority.certificate];
const key = 'sb_secret_0123456789';
const SCHEMA = JSON.stringify({ version: 1, minClient: 1, rehearsal: true, runner: null });

const schema: RequestListener = (request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'application/json' }).end(SCHEMA);
};

/** A project over https on this machine. Through a proxy it is also `api.test`. */
async function aProject(listener = schema) {
  const asked: { path: string | undefined; key: unknown }[] = [];
  const port = await anHttpsServer(authority.server, (request, response) => {
    asked.push({ path: request.url, key: request.headers.apikey });
    listener(request, response);
  });
  return { port, asked, url: `https://api.test:${port}` };
}

async function faultOf(opening: Promise<unknown>): Promise<AutomationError> {
  const error = await opening.catch((thrown: unknown) => thrown);
  if (error instanceof AutomationError) return error;
  throw new Error(`Expected an AutomationError, got ${String(error)}`);
}

describe('a proxy', () => {
  test('carries every call to the project, over one connection', async () => {
    const [project, proxy] = [await aProject(), await aProxy()];
    const store = await openSupabaseStore({
      ...{ url: project.url, key },
      network: { httpsProxy: proxy.url.replace('://', '://ada:s%40cret@'), certificates },
    });
    onTestFinished(() => store.close());

    expect(await store.call('siso_schema', {})).toEqual(JSON.parse(SCHEMA));
    expect(store.schema).toEqual(JSON.parse(SCHEMA));
    expect(project.asked).toEqual(Array(2).fill({ path: '/rest/v1/rpc/siso_schema', key }));
    const authorization = `Basic ${Buffer.from('ada:s@cret').toString('base64')}`;
    expect(proxy.asked).toEqual([{ target: `api.test:${project.port}`, authorization }]);
  });

  test('that opens no way is named, without its password, and what it says is not taken for the ledger’s word', async () => {
    const [project, proxy] = [await aProject(), await aProxy({ refusal: '407 Proxy Authentication Required' })];
    const network = { httpsProxy: proxy.url.replace('://', '://ada:s3cret@'), certificates };

    const fault = await faultOf(openSupabaseStore({ url: project.url, key, network, retries: 0 }));

    expect(fault).toMatchObject({ code: 'store_unavailable', retryable: true });
    expect(fault.message).toContain(`the proxy ${proxy.name} opens no way to it: it answered 407`);
    expect(`${fault.stack}${String(fault.cause)}`).not.toContain('s3cret');
    expect(project.asked).toEqual([]);
  });

  test('is left out for a host that NO_PROXY names', async () => {
    const [project, proxy] = [await aProject(), await aProxy()];
    const network = { httpsProxy: proxy.url, noProxy: '0.0.0.0', certificates };

    const store = await openSupabaseStore({ url: `https://0.0.0.0:${project.port}`, key, network });

    await store.close();
    expect([project.asked.length, proxy.asked]).toEqual([1, []]);
  });

  test('an outage behind it is tried again, and an answer that does not come in time ends the try', async () => {
    const proxy = await aProxy();
    let tries = 0;
    const project = await aProject((request, response) => {
      tries += 1;
      if (tries === 1) response.destroy();
      else if (tries === 3) schema(request, response);
    });
    const network = { httpsProxy: proxy.url, certificates };

    const store = await openSupabaseStore({ url: project.url, key, network, timeoutMs: 1_000, retries: 2 });

    await store.close();
    expect(tries).toBe(3);
  });

  test('a redirect is not followed', async () => {
    const [proxy, other] = [await aProxy(), await aProject()];
    const project = await aProject((_, response) => response.writeHead(307, { location: other.url }).end());
    const network = { httpsProxy: proxy.url, certificates };

    const fault = await faultOf(openSupabaseStore({ url: project.url, key, network, retries: 0 }));

    expect(fault.code).toBe('internal');
    expect(other.asked).toEqual([]);
  });
});

test('an authority of one’s own is trusted without a proxy too, and without it the variable is named that would', async () => {
  const project = await aProject();
  const url = `https://127.0.0.1:${project.port}`;

  const store = await openSupabaseStore({ url, key, network: { certificates } });
  await store.close();
  expect(project.asked).toHaveLength(1);

  const others = [anAuthority('Another authority').certificate];
  const fault = await faultOf(openSupabaseStore({ url, key, network: { certificates: others }, retries: 0 }));
  expect(fault.message).toContain('name its PEM file with SISO_CA_FILE');
  expect(project.asked).toHaveLength(1);
});

describe('Retry-After', () => {
  const pause = (status: number, headers: Record<string, string>) => toldPause(new Response('', { status, headers }));
  const date = 'Sun, 01 Mar 2026 10:00:00 GMT';

  test.each([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '3600' }, 10_000],
    [{ 'retry-after': 'Sun, 01 Mar 2026 10:00:04 GMT', date }, 4_000],
    [{ 'retry-after': 'Sun, 01 Mar 2026 09:00:00 GMT', date }, 0],
    [{ 'retry-after': 'Sun, 01 Mar 2026 10:00:04 GMT' }, undefined],
    [{ 'retry-after': 'soon', date }, undefined],
    [{}, undefined],
  ])('%j is %s ms', (headers, ms) => {
    expect([pause(429, headers), pause(503, headers)]).toEqual([ms, ms]);
    expect(pause(200, headers)).toBeUndefined();
  });

  test('a server that is busy for a second is left alone for that second', async () => {
    let freeAt: number | undefined;
    let tries = 0;
    const server = createServer((request, response) => {
      tries += 1;
      freeAt ??= performance.now() + 950;
      if (performance.now() < freeAt) response.writeHead(429, { 'retry-after': '1' }).end('{}');
      else schema(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());

    const store = await openSupabaseStore({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key });

    await store.close();
    expect(tries).toBe(2);
  });
});
