import type { IncomingMessage, ServerResponse } from 'node:http';
import { AutomationError } from '../../src/domain/errors.ts';
import type { Delivery } from '../intake/item.ts';
import { type Answer, answer, type Exchange, refuse } from './answer.ts';
import { type Body, Held, type NoBody, readBody } from './body.ts';
import { parsePayload } from './payload.ts';
import { isSignature, isSigned } from './signature.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';

export interface GuardLimits {
  /** Of one body; GitHub's own are no larger. */
  bodyBytes: number;
  /** Milliseconds in which a body must be here; GitHub itself waits no longer for its answer. */
  bodyMs: number;
  /** Memory of all bodies together. */
  heldBytes: number;
  /** Signed webhooks that may wait for the ledger: more than it could store before GitHub leaves. */
  waiting: number;
  /** Milliseconds for whoever was refused to read why. */
  lingerMs: number;
}

export interface GuardOptions {
  /** One of them must have signed; two while one is replaced. */
  secrets: readonly string[];
  /** Stores it. Whatever it throws is a 503. */
  receive(delivery: Delivery): Promise<unknown>;
  /** Told once of a fault that goes on. */
  onFault(error: unknown): void;
  limits?: Partial<GuardLimits>;
}

const MIB = 1_048_576;
const LIMITS: GuardLimits = {
  ...{ bodyBytes: 25 * MIB, bodyMs: 10_000, heldBytes: 64 * MIB, waiting: 1_000, lingerMs: 1_000 },
};
const RETRY_SECONDS = 10;
/** Others are answered and forgotten, such as `ping`. */
const NEEDED = new Set(['issue_comment', 'workflow_run']);
const EVENT = /^[a-z_]{1,60}$/;
const DELIVERY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FULL: Answer = { status: 503, retryAfter: RETRY_SECONDS };
const WITHOUT_BODY: Record<Exclude<NoBody, 'gone'>, Answer> = {
  ...{ large: { status: 413 }, slow: { status: 408 }, full: FULL },
};

/** What stands before the webhooks: nothing of a request is parsed, kept or logged before its bytes are known to be GitHub's. */
export class Guard {
  readonly #options: GuardOptions;
  readonly #limits: GuardLimits;
  readonly #held: Held;
  #waiting = 0;
  #failing = false;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#limits = { ...LIMITS, ...options.limits };
    this.#held = new Held(this.#limits.heldBytes);
  }

  /** Whether a request is for it. */
  takes({ url = '' }: IncomingMessage): boolean {
    return url === WEBHOOK_PATH || url.startsWith(`${WEBHOOK_PATH}?`);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = { request, response };
    const refusal = this.#refusal(request);
    if (refusal !== undefined) return refuse(exchange, refusal, this.#limits.lingerMs);
    if (request.headers.expect !== undefined) response.writeContinue();
    const { bodyBytes: bytes, bodyMs: ms } = this.#limits;
    const body = await readBody(request, this.#held, { bytes, ms });
    if (body === 'gone') return void request.socket.destroy();
    if (typeof body === 'string') return refuse(exchange, WITHOUT_BODY[body], this.#limits.lingerMs);
    try {
      answer(exchange, await this.#read(exchange, body));
    } finally {
      body.free();
    }
  }

  /** What can be said before a byte of the body was read. */
  #refusal({ method, headers }: IncomingMessage): Answer | undefined {
    if (method !== 'POST') return { status: 405, allow: 'POST' };
    if (Number(headers['content-length'] ?? 0) > this.#limits.bodyBytes) return WITHOUT_BODY.large;
    return isSignature(headers['x-hub-signature-256']) ? undefined : { status: 401 };
  }

  async #read({ request: { headers } }: Exchange, { bytes }: Body): Promise<Answer> {
    const signature = headers['x-hub-signature-256'];
    if (!isSignature(signature) || !isSigned(bytes, signature, this.#options.secrets)) return { status: 401 };
    const type = headers['content-type'] ?? '';
    if (!/^application\/json *(?:;|$)/i.test(type))
      return { status: 415, error: 'Set the content type of the webhook to application/json.' };
    const { 'x-github-event': event, 'x-github-delivery': id } = headers;
    if (typeof event !== 'string' || !EVENT.test(event)) return { status: 400, error: 'X-GitHub-Event is no event.' };
    if (typeof id !== 'string' || !DELIVERY.test(id)) return { status: 400, error: 'X-GitHub-Delivery is no UUID.' };
    if (!NEEDED.has(event)) return { status: 202 };
    const payload = parsePayload(bytes);
    if (payload === undefined) return { status: 400, error: 'The body is not the JSON of a webhook.' };
    return this.#store({ id: id.toLowerCase(), event, payload });
  }

  async #store(delivery: Delivery): Promise<Answer> {
    if (this.#waiting >= this.#limits.waiting) return FULL;
    this.#waiting += 1;
    try {
      await this.#options.receive(delivery);
      this.#failing = false;
      return { status: 202 };
    } catch (error) {
      if (!this.#failing) this.#options.onFault(told(error));
      this.#failing = true;
      return FULL;
    } finally {
      this.#waiting -= 1;
    }
  }
}

/** Whatever else was thrown could quote the webhook. */
function told(error: unknown): AutomationError {
  if (error instanceof AutomationError) return error;
  return new AutomationError(
    'internal',
    `A webhook could not be stored (${error instanceof Error ? error.name : ''})`,
    {
      hint: 'GitHub is asked for it again within minutes. Please report this.',
    },
  );
}
