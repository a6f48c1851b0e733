import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { aSiso } from '../../support/siso.ts';
import { type Served, served } from './support.ts';

/** Sends bytes as they are; answers all that comes back until the connection ends. */
async function raw({ url }: Served, parts: (string | Buffer)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk));
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  for (const part of parts) socket.write(part);
  await closed;
  return answer;
}

function lines(server: Served, [first, ...headers]: string[]): string {
  const host = new URL(server.url).host;
  const authorization = `Authorization: Bearer ${server.token}`;
  return [first, `Host: ${host}`, authorization, 'Connection: close', ...headers, '', ''].join('\r\n');
}

test('what is no HTTP, too large, hidden or twisted gets a refusal, and the server goes on', async () => {
  const server = await served(await aSiso());
  const status = lines(server, ['GET /api/version HTTP/1.1']);
  const [, body = ''] = (await raw(server, [status])).split('\r\n\r\n');
  expect(JSON.parse(body)).toMatchObject({ rehearsal: true });

  const answers = {
    garbage: await raw(server, ['\x16\x03\x01 not http\r\n\r\n']),
    // in one write: sent apart, the first request may be answered before the garbage is read
    pipelined: await raw(server, [`${status.replace('Connection: close\r\n', '')}\0\0garbage\r\n\r\n`]),
    hugeHeaders: await raw(server, [lines(server, ['GET /api/version HTTP/1.1', `X-Much: ${'x'.repeat(40_000)}`])]),
    twoLengths: await raw(server, [
      lines(server, ['POST /api/pause HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked']),
    ]),
    noHost: await raw(server, ['GET /api/version HTTP/1.1\r\nConnection: close\r\n\r\n']),
    absolute: await raw(server, [lines(server, ['GET http://evil.example/api/version HTTP/1.1'])]),
    traversal: await raw(server, [lines(server, ['GET /api/templates/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1'])]),
    dots: await raw(server, [lines(server, ['GET /api/../../etc/passwd HTTP/1.1'])]),
    split: await raw(server, [lines(server, ['GET /api/templates/x%0d%0aSet-Cookie:%20a=b HTTP/1.1'])]),
    badEscape: await raw(server, [lines(server, ['GET /api/templates/%ff%zz HTTP/1.1'])]),
  };

  const statuses = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, code]) => Number(code)),
    ]),
  );
  expect(statuses).toEqual({
    ...{ garbage: [400], pipelined: [400], hugeHeaders: [431], twoLengths: [400], noHost: [400] },
    ...{ absolute: [403], traversal: [404], dots: [404], split: [404], badEscape: [404] },
  });
  expect(answers.split).not.toMatch(/^set-cookie/im);
  expect(Object.values(answers).join('')).not.toMatch(/root:x|node_modules|\/src\/|\n +at /);
  server.siso.kill('SIGTERM');
  expect(await server.siso.ended).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/fault in siso/) });
});

test('a body that never comes keeps the server neither from answering others nor from stopping at the second signal', async () => {
  const server = await served(await aSiso());
  const head = lines(server, ['POST /api/tasks HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 100']);
  const slow = raw(server, [head, '{"prompt"']);
  const answer = await raw(server, [lines(server, ['GET /api/healthz HTTP/1.1'])]);
  server.siso.kill('SIGTERM');
  await server.siso.said(/Once more to give it back/);
  server.siso.kill('SIGTERM');

  expect(answer).toMatch(/^HTTP\/1\.1 200/);
  expect(await server.siso.ended).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/fault in siso/) });
  expect(await slow).toBe('');
});
