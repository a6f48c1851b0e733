import { once } from 'node:events';
import { expect, test } from 'vitest';
import { aBotServer, HOOK_SECRET, hookHeaders, RawRequest, send, signature } from '../support/bot-server.ts';

const MIB = 1_048_576;
const BODY = JSON.stringify({ action: 'created', comment: { body: '/siso run' } });
const PIECE = Buffer.alloc(65_536, 'x');
const CHUNK = Buffer.concat([Buffer.from('10000\r\n'), PIECE, Buffer.from('\r\n')]);
const FORGED = `X-Hub-Signature-256: sha256=${'0'.repeat(64)}`;
/** What the server may have read of somebody whom it does not read: what Node's buffers and a socket's hold. */
const SOME_BYTES = 256 * 1_024;

test('whatever is not signed with the secret over exactly these bytes is refused without a word, and nothing of it is kept', async () => {
  const server = await aBotServer();
  const right = signature(BODY);
  const wrong: Record<string, string> = {
    'of another secret': signature(BODY, `${HOOK_SECRET}!`),
    'of an empty secret': signature(BODY, ''),
    'of another body': signature(`${BODY} `),
    'cut short': right.slice(0, -2),
    'too long': `${right}00`,
    'not hexadecimal': `sha256=${'z'.repeat(64)}`,
    'upper case': right.toUpperCase(),
    'of another kind': right.replace('sha256=', 'sha1='),
    'two at once': `${signature(BODY, 'other')}, ${right}`,
    empty: '',
  };
  for (const [name, given] of Object.entries(wrong)) {
    const answer = await send(server, BODY, { 'x-hub-signature-256': given });
    expect([name, answer.status, await answer.text()]).toEqual([name, 401, '{}']);
  }
  const { 'x-hub-signature-256': _, ...unsigned } = hookHeaders(BODY);
  const none = await fetch(`${server.url}/api/github/webhooks`, { method: 'POST', body: BODY, headers: unsigned });
  expect([none.status, await none.text()]).toEqual([401, '{}']);
  expect(server.received).toEqual([]);
  expect((await send(server, BODY)).status).toBe(202);
  expect(server.received).toHaveLength(1);
});

test('100 MiB are refused by their announcement: hardly a byte is read, and the connection ends', async () => {
  const server = await aBotServer({ limits: { lingerMs: 50 } });
  const request = new RawRequest(server, [`Content-Length: ${100 * MIB}`]);
  await request.pour(PIECE, 1_600);
  await request.closed;
  expect(request.status).toBe(413);
  expect(server.sockets[0]?.bytesRead).toBeLessThan(SOME_BYTES);
});

test('whoever asks before sending is told no, and sends nothing', async () => {
  const server = await aBotServer({ limits: { lingerMs: 50 } });
  const large = new RawRequest(server, [`Content-Length: ${100 * MIB}`, 'Expect: 100-continue', FORGED]);
  await large.closed;
  expect(large.answer).toMatch(/^HTTP\/1\.1 413/);

  const small = new RawRequest(server, ['Expect: 100-continue', 'Connection: close', ...lines(BODY)]);
  await once(small.socket, 'data');
  expect(small.answer).toMatch(/^HTTP\/1\.1 100/);
  small.socket.write(BODY);
  await small.closed;
  expect(small.answer).toMatch(/\r\n\r\nHTTP\/1\.1 202/);
});

function lines(body: string): string[] {
  const headers = Object.entries(hookHeaders(body)).map(([name, value]) => `${name}: ${value}`);
  return [...headers, `Content-Length: ${Buffer.byteLength(body)}`];
}

test('a body without a length is read up to the limit and no further; without a signature not at all', async () => {
  const server = await aBotServer({ limits: { lingerMs: 50 } });
  const forged = new RawRequest(server, ['Transfer-Encoding: chunked', FORGED]);
  await forged.pour(CHUNK, 1_600);
  await forged.closed;
  expect(forged.status).toBe(413);
  expect(server.sockets[0]?.bytesRead).toBeLessThan(25 * MIB + SOME_BYTES);

  const unsigned = new RawRequest(server, ['Transfer-Encoding: chunked']);
  await unsigned.pour(CHUNK, 1_600);
  await unsigned.closed;
  expect(unsigned.status).toBe(401);
  expect(server.sockets[1]?.bytesRead).toBeLessThan(SOME_BYTES);
  expect(server.received).toEqual([]);
});

test('a body that does not come is waited for no longer than it may take, and one that is cut short is nothing', async () => {
  const server = await aBotServer({ limits: { bodyMs: 50, lingerMs: 50 } });
  const slow = new RawRequest(server, lines(BODY));
  slow.socket.write(BODY.slice(0, 10));
  await slow.closed;
  expect(slow.status).toBe(408);

  const patient = await aBotServer();
  const cut = new RawRequest(patient, lines(BODY));
  cut.socket.end(BODY.slice(0, 10));
  await cut.closed;
  expect([...server.received, ...patient.received]).toEqual([]);
});

test('bodies of strangers take no more memory than all together may, and GitHub is heard again once they are gone', async () => {
  const server = await aBotServer({ limits: { heldBytes: MIB, lingerMs: 50 } });
  const holders = [0, 1].map(() => new RawRequest(server, ['Content-Length: 600000', FORGED]));
  // Each alone would fit, so the one that comes later is refused.
  await Promise.all(holders.map((holder) => holder.pour(Buffer.alloc(599_999, 'x'), 1)));
  await Promise.race(holders.map(({ closed }) => closed));
  expect(holders.map(({ status }) => status).filter((status) => status > 0)).toEqual([503]);
  expect(holders.map(({ answer }) => answer).join('')).toMatch(/retry-after: \d+/);

  const held = holders.find(({ answer }) => answer === '');
  held?.socket.write('x');
  if (held !== undefined) await once(held.socket, 'data');
  expect(held?.status).toBe(401);
  expect((await send(server, BODY)).status).toBe(202);
});

test('a flood of single bytes takes the memory of its bytes, not of its pieces', async () => {
  const server = await aBotServer({ limits: { heldBytes: 100_000, lingerMs: 50 } });
  const body = JSON.stringify({ comment: { body: 'x'.repeat(40_000) } });
  const request = new RawRequest(server, [
    ...Object.entries(hookHeaders(body)).map(([name, value]) => `${name}: ${value}`),
    'Transfer-Encoding: chunked',
    'Connection: close',
  ]);
  request.socket.write(`${[...body].map((byte) => `1\r\n${byte}\r\n`).join('')}0\r\n\r\n`);
  await request.closed;
  expect(request.status).toBe(202);
  expect(server.received[0]?.payload).toEqual(JSON.parse(body));
});

test('more signed webhooks than the ledger could store in time are turned away, to be asked for later', async () => {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const receive = async () => {
    begun.resolve();
    await gate.promise;
  };
  const server = await aBotServer({ receive, limits: { waiting: 1 } });
  const first = send(server, BODY);
  await begun.promise;
  const second = await send(server, BODY);
  expect([second.status, second.headers.get('retry-after')]).toEqual([503, '10']);
  gate.resolve();
  expect((await first).status).toBe(202);
});

test('signed, but with headers that GitHub never sends, it is refused in a sentence', async () => {
  const server = await aBotServer();
  const wrong: [Record<string, string>, number][] = [
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [{ 'content-type': 'application/jsonp' }, 415],
    [{ 'x-github-event': '../issue_comment' }, 400],
    [{ 'x-github-event': '__proto__'.repeat(20) }, 400],
    [{ 'x-github-event': '' }, 400],
    [{ 'x-github-delivery': "1'; drop table siso.tasks" }, 400],
    [{ 'x-github-delivery': `${'7'.repeat(36)}` }, 400],
  ];
  for (const [headers, status] of wrong) {
    const answer = await send(server, BODY, headers);
    expect([headers, answer.status]).toEqual([headers, status]);
    expect(await answer.json()).toEqual({ error: expect.stringMatching(/^[A-Z].*\.$/) });
  }
  const get = await fetch(`${server.url}/api/github/webhooks`);
  expect([get.status, get.headers.get('allow'), await get.text()]).toEqual([405, 'POST', '{}']);
  expect(server.received).toEqual([]);
});

test('signed, but no object of JSON, it is refused, however deep; a key __proto__ sets no prototype', async () => {
  const server = await aBotServer();
  const bodies = [
    ...['', '{', 'null', '[]', '"text"', '1', 'NaN', `{"a":1}{"b":2}`, '\u{feff}{"a":'],
    ...[`{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`, '{"a":'.repeat(500) + 1 + '}'.repeat(500)],
    Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
  ];
  for (const body of bodies)
    expect([body.slice(0, 20), (await send(server, body)).status]).toEqual([body.slice(0, 20), 400]);
  expect(server.received).toEqual([]);

  const nested = '{"__proto__":{"isAdmin":true},"comment":{"\\u005f_proto__":{"isAdmin":true},"body":"x"}}';
  expect((await send(server, nested)).status).toBe(202);
  expect(server.received[0]?.payload).toEqual({ comment: { body: 'x' } });
  expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
});

test('a request in the shadow of another, and two lengths, get nothing through', async () => {
  const server = await aBotServer({ limits: { lingerMs: 50 } });
  const smuggled = new RawRequest(server, ['Content-Length: 5', 'Transfer-Encoding: chunked', FORGED]);
  smuggled.socket.write('0\r\n\r\n');
  await smuggled.closed;
  expect(smuggled.status).toBe(400);

  const hook = (connection: string) => [...lines(BODY), `Connection: ${connection}`];
  const pipelined = new RawRequest(server, hook('keep-alive'));
  pipelined.socket.write(`${BODY}POST /api/github/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello`);
  await pipelined.closed;
  const statuses = [...pipelined.answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
  expect(statuses).toEqual(['202', '401']);
  expect(server.received).toHaveLength(1);
});
