import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LentDelivery } from '../../../src/contracts/ledger/webhooks.ts';
import type { Network } from '../../../src/contracts/meter.ts';
import { demandWebhookUrl, newWebhookSecret } from '../../../src/engine/webhooks/new-webhook.ts';
import { type SendOptions, sendDelivery } from '../../../src/engine/webhooks/send.ts';
import { isPrivateAddress } from '../../../src/host/private-address.ts';
import { anAuthority } from '../../support/certificates.ts';
import { anHttpsServer, aProxy } from '../../support/proxy.ts';
import { Receiver, SECRET } from '../../support/receiver.ts';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await new Receiver().open();
});
afterEach(() => receiver.close());

const EVENT: LentDelivery['event'] = {
  ...{ at: '2026-03-01T10:00:00+00:00', kind: 'task.failed', subject: 'T-7K3Q0000' },
  data: { reason: 'agent_failed', repo: 'acme/web' },
};

function send(changes: Partial<LentDelivery> = {}, options: Partial<SendOptions> = {}) {
  const delivery: LentDelivery = {
    ...{ id: 'D-1', token: crypto.randomUUID(), webhookId: 'H-1', messageId: 'msg_1', attempt: 1, event: EVENT },
    ...{ url: receiver.url, secret: SECRET, format: 'standard', allowPrivate: true },
    ...changes,
  };
  return sendDelivery(delivery, { network: {}, ...options });
}

/** A name server that knows one name. */
const says =
  (...answers: string[]): LookupFunction =>
  (_, options, done) => {
    const address = answers.length > 1 ? answers.shift() : answers[0];
    const found = { address: address ?? '', family: address?.includes(':') ? 6 : 4 };
    if (options.all) done(null, [found]);
    else done(null, found.address, found.family);
  };

describe('what is sent', () => {
  test('is the event as JSON, signed as Standard Webhooks has it', async () => {
    expect(await send()).toEqual({ ok: true, status: 204, error: null });
    expect(receiver.received).toMatchObject([
      {
        path: '/in',
        id: 'msg_1',
        headers: { 'content-type': 'application/json' },
        json: {
          ...{ type: 'task.failed', timestamp: EVENT.at },
          data: { subject: 'T-7K3Q0000', reason: 'agent_failed', repo: 'acme/web' },
        },
      },
    ]);
  });

  test('is not accepted with another secret', async () => {
    expect(await send({ secret: newWebhookSecret() })).toEqual({ ok: false, status: 401, error: 'it answered 401' });
  });

  test('is one sentence for Slack, in which nothing is a link, a mention or formatting', async () => {
    const data = { reason: '<!channel> *x* @here [a](http://evil.example) & `b`', costMicros: 1_500_000 };
    await send({ format: 'slack', event: { ...EVENT, data } });

    const { text } = receiver.received[0]?.json ?? {};
    expect(text).toContain('siso task T-7K3Q0000: failed');
    expect(text).toContain('$1.50');
    expect(text).not.toMatch(/[<>*`[\]]|@here|:\/\//);
  });

  test('is at most 256 kB', async () => {
    const result = await send({ event: { ...EVENT, data: { text: 'x'.repeat(300_000) } } });
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('larger than') });
    expect(receiver.received).toEqual([]);
  });
});

describe('a receiver that', () => {
  test.each([500, 503, 404, 410])('answers %d has not received it', async (status) => {
    receiver.answer = (response) => void response.writeHead(status).end('secret words of the receiver');
    expect(await send()).toEqual({ ok: false, status, error: `it answered ${status}` });
  });

  test('redirects is not followed', async () => {
    const other = await new Receiver().open();
    onTestFinished(() => other.close());
    receiver.answer = (response) => void response.writeHead(307, { location: other.url }).end();

    expect(await send()).toMatchObject({ ok: false, status: 307, error: expect.stringContaining('not followed') });
    expect(other.received).toEqual([]);
  });

  test('never answers is given up in time', async () => {
    receiver.answer = () => undefined;
    expect(await send({}, { timeoutMs: 200 })).toEqual({ ok: false, status: null, error: 'no answer within 0.2 s' });
  });

  test('drips its headers is given up in time', async () => {
    receiver.answer = (response) => void response.socket?.write('HTTP/1.1 200 OK\r\nx-slow: ');
    expect(await send({}, { timeoutMs: 200 })).toMatchObject({
      ok: false,
      error: expect.stringContaining('no answer'),
    });
  });

  test('says yes and then talks without end has received it', async () => {
    receiver.answer = (response) => {
      response.writeHead(200);
      const talk = () =>
        response.destroyed || (response.write('x'.repeat(65_536)) ? setImmediate(talk) : response.once('drain', talk));
      talk();
    };
    expect(await send()).toEqual({ ok: true, status: 200, error: null });
  });

  test('cuts the connection, or is not there, is named without its address', async () => {
    receiver.answer = (response) => void response.destroy();
    expect(await send()).toMatchObject({ ok: false, error: 'the connection was cut before an answer' });
    const gone = await new Receiver().open();
    const url = `${gone.url}?key=secret`;
    await gone.close();
    expect(await send({ url })).toMatchObject({ error: 'the connection was refused' });
  });

  test('stops with the sender', async () => {
    const stop = new AbortController();
    receiver.answer = () => stop.abort();
    expect(await send({}, { signal: stop.signal })).toMatchObject({ ok: false, error: 'its sender was stopped' });
  });
});

describe('addresses of this machine and of private networks', () => {
  test.each([
    ...['https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/'],
    ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[64:ff9b::7f00:1]/'],
    ...['https://169.254.169.254/latest/meta-data', 'https://10.1.2.3/', 'https://192.168.1.1/', 'https://172.31.0.1/'],
    ...['https://100.64.0.1/', 'https://0.0.0.0/', 'https://[fe80::1]/', 'https://[fd00::1]/', 'https://localhost/'],
    ...['https://a.localhost/', 'https://localhost./'],
  ])('%s: is neither kept nor sent to', async (url) => {
    expect(() => demandWebhookUrl(url, { allowPrivate: false })).toThrow(/private network/);
    expect(await send({ url, allowPrivate: false })).toMatchObject({
      ...{ ok: false, status: null },
      error: expect.stringContaining('private network'),
    });
  });

  test.each(['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1'])('nor is a name that is %s', async (address) => {
    const url = `https://hooks.example.com:${receiver.port}/`;
    const result = await send({ url, allowPrivate: false }, { lookup: says(address) });
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('private network') });
    expect(receiver.received).toEqual([]);
  });

  test('a name is looked up once, so that it cannot be another one when it is connected to', async () => {
    const { url, network } = await secure();
    const asked = says('127.0.0.1', '8.8.8.8');
    let times = 0;
    const lookup: LookupFunction = (...question) => {
      times += 1;
      asked(...question);
    };
    expect(await send({ url }, { lookup, network })).toMatchObject({ ok: true });
    expect(times).toBe(1);
  });

  test('even a proxy is not asked for one that this machine knows as private', async () => {
    const proxy = await aProxy();
    const options = { network: { httpsProxy: proxy.url }, lookup: says('10.0.0.1') };
    const result = await send({ url: 'https://hooks.example.com/', allowPrivate: false }, options);
    expect(result).toMatchObject({ ok: false, error: expect.stringContaining('private network') });
    expect(proxy.asked).toEqual([]);
  });

  test('others are not', () => {
    const open = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'];
    expect(open.filter(isPrivateAddress)).toEqual([]);
    expect(demandWebhookUrl('https://hooks.example.com/a#b', { allowPrivate: false })).toBe(
      'https://hooks.example.com/a',
    );
  });

  test.each(['http://hooks.example.com/', 'http://10.0.0.1/'])('%s: plain text stays on this machine', async (url) => {
    expect(() => demandWebhookUrl(url, { allowPrivate: true })).toThrow(/must be https/);
    expect(await send({ url })).toMatchObject({ ok: false, error: expect.stringContaining('must be https') });
  });
});

describe('the way there', () => {
  test('leads through a proxy, and trusts an authority of one’s own', async () => {
    const { url, network, got } = await secure();
    const proxy = await aProxy();
    const way: Network = { ...network, httpsProxy: proxy.url };
    expect(await send({ url: url.replace('localhost', 'api.test') }, { network: way })).toMatchObject({ ok: true });
    expect(proxy.asked).toHaveLength(1);
    expect(got).toHaveLength(1);
  });

  test('without that authority is not gone', async () => {
    const { url } = await secure();
    expect(await send({ url })).toMatchObject({ ok: false, error: expect.stringContaining('SISO_CA_FILE') });
  });

  test('that a proxy does not open is no answer of the receiver', async () => {
    const proxy = await aProxy({ refusal: '200 Fine' });
    const refusing = await aProxy({ refusal: '403 Forbidden' });
    const url = 'https://api.test:9/';
    for (const { url: httpsProxy } of [proxy, refusing]) {
      const withPassword = httpsProxy.replace('http://', 'http://user:secret@');
      const result = await send({ url }, { network: { httpsProxy: withPassword }, timeoutMs: 2_000 });
      expect(result).toMatchObject({ ok: false, status: null });
      expect(result.error).not.toContain('secret');
    }
  });
});

/** A receiver with a certificate of a test's own authority. */
async function secure() {
  const authority = anAuthority();
  const got: string[] = [];
  const port = await anHttpsServer(authority.server, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    new Webhook(SECRET).verify(body, request.headers as Record<string, string>);
    got.push(body);
    response.writeHead(204).end();
  });
  return { url: `https://localhost:${port}/`, network: { certificates: [authority.certificate] }, got };
}
