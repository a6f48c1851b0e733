import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { AutomationError } from '../../domain/errors.ts';

export interface ListenOptions {
  host: string;
  /** 0 for any that is free. */
  port: number;
  /** Also asked, before the body, by those who expect to be told to go on. */
  handle: RequestListener;
}

export interface Listening {
  port: number;
  /** Takes no more requests, answers those under way, and ends whatever still hangs after a while, or when `now` says so. */
  close(now?: AbortSignal): Promise<void>;
}

/** Nobody needs longer to say what they want; answers, such as a stream of events, may take any time. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
};
const LEAVE_MS = 10_000;

/** Throws `usage` for an address that cannot be had. */
export async function listen({ host, port, handle }: ListenOptions): Promise<Listening> {
  const server = createServer(LIMITS, handle).on('checkContinue', handle);
  server.listen({ host, port });
  await once(server, 'listening').catch((cause: unknown) => {
    throw cannotListen(cause, { host, port });
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return { port: actual, close: (now) => leave(server, now) };
}

async function leave(server: Server, now?: AbortSignal): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const cut = () => server.closeAllConnections();
  const timer = setTimeout(cut, LEAVE_MS);
  if (now?.aborted) cut();
  now?.addEventListener('abort', cut, { once: true });
  await closed;
  now?.removeEventListener('abort', cut);
  clearTimeout(timer);
}

function cannotListen(cause: unknown, { host, port }: { host: string; port: number }): AutomationError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const { message, hint } = WHY[code] ?? { message: `cannot be listened on (${code})`, hint: 'Choose another one.' };
  return new AutomationError('usage', `Port ${port} of ${host} ${message}`, { hint, cause });
}

const WHY: Record<string, { message: string; hint: string }> = {
  EADDRINUSE: {
    message: 'is taken',
    hint: 'Another siso serve may be running. Choose another port with --port, or any free one with --port 0.',
  },
  EACCES: { message: 'may not be used by this user', hint: 'Choose a port above 1023 with --port.' },
  EADDRNOTAVAIL: { message: 'is no address of this machine', hint: 'Choose another one with --host.' },
  ENOTFOUND: { message: 'is no address of this machine', hint: 'Choose another one with --host.' },
};
