import { randomUUID } from 'node:crypto';
import type { DeliveryResult, LentDelivery } from '../../contracts/ledger/webhooks.ts';
import type { Store } from '../../store/index.ts';
import { type SendOptions, sendDelivery } from './send.ts';

export interface WebhookSenderOptions extends SendOptions {
  store: Pick<Store, 'call'>;
  /** Told once of a ledger that does not answer; it is asked again. */
  onFault(error: unknown): void;
  /** How often it looks while a webhook exists, milliseconds. */
  everyMs?: number;
}

export interface WebhookSender {
  /** There may be something to deliver. */
  wake(): void;
  /** Ends once what is being sent has ended; attempts that hang are given up. */
  stop(): Promise<void>;
}

/** At a time; each takes ten seconds at most, and its lease is a minute. */
const BATCH = 20;
const EVERY_MS = 5_000;
/** While there is no webhook: another process may add one. */
const IDLE_MS = 30_000;
/** Several writes in a row are one reason to look. */
const GATHER_MS = 250;

/** Delivers what is due until nothing is. Answers how many webhooks there are. */
async function deliverDue(store: Pick<Store, 'call'>, options: SendOptions): Promise<number> {
  for (;;) {
    const { webhooks, due } = await store.call('siso_webhooks_due', {});
    if (!due || options.signal?.aborted) return webhooks;
    // Nothing although something is due: another sender was faster.
    if ((await deliverSome(store, options)) === 0) return webhooks;
  }
}

/** One batch of what is due. Answers how many there were, and counts more that is still to be read as one. */
export async function deliverSome(store: Pick<Store, 'call'>, options: SendOptions): Promise<number> {
  const { deliveries, more } = await store.call('siso_take_deliveries', { p_request_id: randomUUID(), p_limit: BATCH });
  const ends = await Promise.allSettled(deliveries.map((one) => deliver(one, { store, ...options })));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return deliveries.length + (more ? 1 : 0);
}

async function deliver(
  delivery: LentDelivery,
  { store, ...options }: SendOptions & { store: Pick<Store, 'call'> },
): Promise<void> {
  const p_result: DeliveryResult = await sendDelivery(delivery, options);
  const { id: p_delivery_id, token: p_token } = delivery;
  await store.call('siso_delivery_done', { p_request_id: randomUUID(), p_delivery_id, p_token, p_result });
}

/** Sends webhooks in this process until it is stopped. Any number of processes may: each delivery is lent to one. */
export function startWebhookSender(asked: WebhookSenderOptions): WebhookSender {
  const { store, onFault, everyMs = EVERY_MS, ...options } = asked;
  const stopping = new AbortController();
  const { signal } = stopping;
  let timer: NodeJS.Timeout | undefined;
  let [failing, again]: [boolean, boolean] = [false, false];
  let round: Promise<void> | undefined;

  const lookIn = (ms: number) => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(look, ms).unref();
  };
  const look = () => {
    again = false;
    round = deliverDue(store, { ...options, signal })
      .then((webhooks) => {
        failing = false;
        return webhooks > 0 ? everyMs : Math.max(everyMs, IDLE_MS);
      })
      .catch((error: unknown) => {
        if (!failing && !signal.aborted) onFault(error);
        failing = true;
        return everyMs;
      })
      .then((ms) => {
        round = undefined;
        lookIn(again ? GATHER_MS : ms);
      });
  };
  lookIn(0);
  return {
    wake: () => {
      if (again) return;
      again = true;
      if (round === undefined) lookIn(GATHER_MS);
    },
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await round;
    },
  };
}
