import { loadNetwork } from '../../config/index.ts';
import type { LedgerFunction } from '../../contracts/ledger/functions.ts';
import { startWebhookSender, type WebhookSender } from '../../engine/index.ts';
import type { ObservedStore } from '../../store/index.ts';
import type { Context } from '../context.ts';

/** Functions that make no event; what the sender itself writes must not wake it. */
const SILENT = new Set<LedgerFunction>([
  'siso_take_deliveries',
  'siso_delivery_done',
  'siso_heartbeat',
  'siso_append_log',
  ...(['siso_github_take', 'siso_github_done', 'siso_github_notice', 'siso_github_threads'] as const),
  ...(['siso_github_posted', 'siso_github_note', 'siso_github_alert_said'] as const),
]);

/** Sends webhooks beside the API, at once after a write of this process. */
export async function startWebhooks(
  store: ObservedStore,
  { context, onFault }: { context: Context; onFault(error: unknown): void },
): Promise<WebhookSender> {
  const sender = startWebhookSender({ store, network: await loadNetwork(context.settings.network), onFault });
  store.onWrite((name) => {
    if (!SILENT.has(name)) sender.wake();
  });
  return sender;
}
