import type { IncomingMessage } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { DeliveryResult, LentDelivery } from '../../contracts/ledger/webhooks.ts';
import type { Network } from '../../contracts/meter.ts';
import { proxyFor } from '../../domain/proxy.ts';
import { isPrivateHost, publicLookup } from '../../host/private-address.ts';
import { Upstream } from '../../host/upstream.ts';
import { messageOf } from './message.ts';

export interface SendOptions {
  network: Network;
  /** Instead of the machine's own. */
  lookup?: LookupFunction | undefined;
  /** Milliseconds for everything: looking up, connecting, sending and the answer. */
  timeoutMs?: number;
  /** Gives up at once. */
  signal?: AbortSignal | undefined;
}

/** Of an answer no more is read; only its status counts. */
const MOST_ANSWER_BYTES = 65_536;
const TIMEOUT_MS = 10_000;

/** Makes one attempt. Never throws: what goes wrong is the result, in words without secrets. */
export async function sendDelivery(delivery: LentDelivery, options: SendOptions): Promise<DeliveryResult> {
  const { timeoutMs = TIMEOUT_MS, signal } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const ends = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  try {
    const status = await post(delivery, { ...options, signal: ends });
    return { ok: status >= 200 && status < 300, status, error: complaint(status) };
  } catch (error) {
    if (signal?.aborted) return { ok: false, status: null, error: 'its sender was stopped' };
    return {
      ok: false,
      status: null,
      error: timeout.aborted ? `no answer within ${timeoutMs / 1_000} s` : inWords(error),
    };
  }
}

async function post(delivery: LentDelivery, options: SendOptions & { signal: AbortSignal }): Promise<number> {
  const { network, lookup, signal } = options;
  const target = new URL(delivery.url);
  if (!delivery.allowPrivate && isPrivateHost(target.hostname)) throw new NotAllowed(PRIVATE);
  const ways = delivery.allowPrivate ? lookup && { lookup } : { lookup: publicLookup(lookup) };
  if (!delivery.allowPrivate && proxyFor(target, network) !== undefined)
    await demandPublic(target.hostname, { lookup, signal });
  const { body, headers } = messageOf(delivery, new Date());
  const upstream = await Upstream.open(target.origin, network);
  try {
    const path = target.pathname + target.search;
    const answer = await upstream.send({ ...{ method: 'POST', path, headers, body, signal }, ...ways });
    await discard(answer);
    return answer.statusCode ?? 0;
  } finally {
    // A connection is never used for another webhook: what was allowed for one is not for all.
    upstream.close();
  }
}

/** A proxy looks names up itself. Those that this machine knows as private do not even get there. */
function demandPublic(hostname: string, { lookup, signal }: Pick<SendOptions, 'lookup' | 'signal'>): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    publicLookup(lookup)(hostname, { all: true }, (error) => (error?.code === 'EPRIVATE' ? reject(error) : resolve()));
  });
}

/** Reads some of the answer, so that a receiver that says little ends in peace; how it ends is of no matter. */
function discard(answer: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_ANSWER_BYTES) answer.destroy();
    });
    answer.on('error', () => resolve());
    answer.on('close', () => resolve());
  });
}

class NotAllowed extends Error {}

const PRIVATE = 'its address is of this machine or a private network; --allow-private allows that';

function complaint(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? `it redirected (${status}), which is not followed` : `it answered ${status}`;
}

/** Our own sentences and the codes of the system; a library's message could quote the address. */
function inWords(error: unknown): string {
  if (error instanceof NotAllowed || error instanceof RangeError) return error.message;
  if (!(error instanceof Error)) return 'it could not be sent';
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EPRIVATE') return PRIVATE;
  if (error.message.startsWith('the proxy ')) return error.message.slice(0, 300);
  if (error.cause instanceof Error && error.message.includes('SISO_CA_FILE')) return error.message.slice(0, 300);
  return CODES[code ?? ''] ?? `it could not be reached (${code ?? error.name})`;
}

const CODES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut before an answer',
  ENOTFOUND: 'there is no such host',
  config_invalid: 'its address must be https, or http on this machine',
};
