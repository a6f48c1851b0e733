import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../../contracts/ledger/webhooks.ts';
import type { Store } from '../../store/index.ts';
import type { SendOptions } from './send.ts';
import { deliverSome } from './sender.ts';

interface TestOptions extends SendOptions {
  actor: string;
  webhookId: string;
}

/** Longer than an attempt takes, so that one of another process is seen to end. */
const PATIENCE_MS = 15_000;

/** Sends a message that says nothing, from this process unless another one is faster. Answers what became of its first attempt. */
export async function testWebhook(
  store: Pick<Store, 'call'>,
  { actor, webhookId, ...options }: TestOptions,
): Promise<Delivery> {
  const ask = { p_request_id: randomUUID(), p_actor: actor, p_webhook_id: webhookId };
  let delivery = await store.call('siso_test_webhook', ask);
  const { id } = delivery;
  const until = performance.now() + PATIENCE_MS;
  while (delivery.state === 'pending' && delivery.error === null && performance.now() < until) {
    if ((await deliverSome(store, options)) === 0) await sleep(200);
    [delivery = delivery] = await store.call('siso_list_deliveries', { p_actor: actor, p_filter: { id }, p_limit: 1 });
  }
  return delivery;
}
