import { randomUUID } from 'node:crypto';
import type { DeliveryResult, LentDelivery, Webhook } from '../../src/contracts/ledger/webhooks.ts';
import type { TestLedger } from './ledger.ts';
import { by } from './ledger-arguments.ts';
import { SECRET } from './receiver.ts';

interface Hook {
  url?: string;
  kinds?: string[];
  format?: 'standard' | 'slack';
  allowPrivate?: boolean;
}

/** Adds a webhook whose secret the receivers of the tests know. */
export function addHook(ledger: Pick<TestLedger, 'call'>, hook: Hook = {}): Promise<Webhook> {
  const { url = 'https://hooks.example.com/in', kinds = ['*'], format = 'standard', allowPrivate = true } = hook;
  return ledger.call('siso_add_webhook', {
    ...by('ada'),
    p_webhook: { url, kinds, format, secret: SECRET, allowPrivate },
  });
}

export const testHook = (ledger: Pick<TestLedger, 'call'>, id: string) =>
  ledger.call('siso_test_webhook', { ...by('ada'), p_webhook_id: id });

export async function take(ledger: Pick<TestLedger, 'call'>, limit = 100): Promise<LentDelivery[]> {
  return (await ledger.call('siso_take_deliveries', { p_request_id: randomUUID(), p_limit: limit })).deliveries;
}

const FAILED = { ok: false, status: 500, error: 'it answered 500' };

export function tell(ledger: Pick<TestLedger, 'call'>, { id, token }: LentDelivery, result: DeliveryResult = FAILED) {
  const args = { p_delivery_id: id, p_token: token, p_result: result };
  return ledger.call('siso_delivery_done', { p_request_id: randomUUID(), ...args });
}

export function deliveries(ledger: Pick<TestLedger, 'call'>, filter: { webhookId?: string; id?: string } = {}) {
  return ledger.call('siso_list_deliveries', { p_actor: 'ada', p_filter: filter, p_limit: 100 });
}

export const redeliver = (ledger: Pick<TestLedger, 'call'>, id: string) =>
  ledger.call('siso_redeliver', { ...by('ada'), p_id: id });
