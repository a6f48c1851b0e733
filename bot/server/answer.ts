import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

export interface Answer {
  status: number;
  /** A sentence for whoever has shown the secret; others are told the status alone. */
  error?: string;
  retryAfter?: number;
  /** What the address takes. */
  allow?: string;
}

function textOf({ error }: Answer): string {
  return JSON.stringify(error === undefined ? {} : { error });
}

function headersOf(answer: Answer): [string, string][] {
  const { retryAfter, allow } = answer;
  return [
    ['content-type', 'application/json'],
    ['content-length', String(Buffer.byteLength(textOf(answer)))],
    ['cache-control', 'no-store'],
    ['x-content-type-options', 'nosniff'],
    ...(retryAfter === undefined ? [] : [['retry-after', String(retryAfter)] as [string, string]]),
    ...(allow === undefined ? [] : [['allow', allow] as [string, string]]),
  ];
}

/** Answers a request whose body was read. */
export function answer({ response }: Exchange, what: Answer, headers: Record<string, string> = {}): void {
  response.writeHead(what.status, { ...Object.fromEntries(headersOf(what)), ...headers }).end(textOf(what));
}

/**
 * Answers a request whose body is not read, and ends its connection. Node would read all that still comes, to keep the connection; and
 * closed at once it would be reset, so that the sender saw no answer. So only our half is closed, and soon after the other.
 */
export function refuse({ request, response }: Exchange, what: Answer, lingerMs: number): void {
  const { socket } = request;
  request.pause();
  // Sent before an earlier request of the connection was answered: Node waits for its turn, and closes then.
  if (response.socket === null) {
    answer({ request, response }, what, { connection: 'close' });
    return;
  }
  const head = [`HTTP/1.1 ${what.status} ${STATUS_CODES[what.status] ?? ''}`, 'connection: close'];
  const lines = [...head, ...headersOf(what).map(([name, value]) => `${name}: ${value}`)];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${textOf(what)}`);
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(timer));
}
