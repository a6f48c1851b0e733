import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TestProxy {
  url: string;
  /** Host and port of its address. */
  name: string;
  /** What it was asked to open: `localhost:1234`, with the credentials that came along. */
  asked: { target: string; authorization: string | undefined }[];
}

/** An HTTP proxy on loopback. It opens a tunnel to whatever it is asked for, or answers with `refusal`. */
export async function aProxy({ refusal }: { refusal?: string } = {}): Promise<TestProxy> {
  const asked: TestProxy['asked'] = [];
  const server = createHttpServer((_, response) => response.writeHead(400).end());
  const sockets = new Set<{ destroy(): void }>();
  server.on('connect', (request, client) => {
    const target = request.url ?? '';
    asked.push({ target, authorization: request.headers['proxy-authorization'] });
    client.on('error', () => undefined);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal}\r\ncontent-length: 6\r\n\r\nfoiled`);
      return;
    }
    const { port } = new URL(`http://${target}`);
    // Whatever name is asked for, it is a server of the test.
    const upstream = connect({ host: '127.0.0.1', port: Number(port), noDelay: true }, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    sockets.add(upstream).add(client);
  });
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const name = `127.0.0.1:${portOf(server.address())}`;
  return { url: `http://${name}`, name, asked };
}

/** An https server on loopback; answers its port. */
export async function anHttpsServer(
  identity: { key: string; cert: string },
  listener: RequestListener,
): Promise<number> {
  const server = createHttpsServer(identity, listener);
  server.listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return portOf(server.address());
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
