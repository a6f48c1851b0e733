import type { DeliveriesDocument, NewWebhookDocument, WebhooksDocument } from '../../contracts/documents/webhooks.ts';
import type { Delivery, Webhook } from '../../contracts/ledger/webhooks.ts';
import { inline } from './format.ts';
import type { Screen } from './screen.ts';
import { type Column, paragraph, table } from './table.ts';
import { age, ahead } from './times.ts';

/** `siso webhooks`: oldest first. */
export function webhooksText({ webhooks }: WebhooksDocument, screen: Screen): string {
  if (webhooks.length === 0) return 'There is no webhook: make one with siso webhooks add.';
  const columns: Column<Webhook>[] = [
    { title: 'ID', text: ({ id }) => id, rank: 0 },
    { title: 'HOST', text: ({ target }) => inline(target), rank: 1, least: 10 },
    { title: 'KINDS', text: ({ kinds }) => inline(kinds.join(', ')), rank: 4, least: 10 },
    { title: 'FORMAT', text: ({ format }) => format, rank: 5 },
    { title: 'WAITING', text: ({ pending }) => `${pending}`, rank: 3 },
    { title: 'GIVEN UP', text: ({ dead }) => `${dead}`, rank: 2 },
    { title: 'MADE BY', text: ({ createdBy }) => inline(createdBy), rank: 6, least: 6 },
  ];
  return table(columns, webhooks, screen);
}

/** `siso webhooks add`: the only time that a secret which was made here is shown. */
export function newWebhookText({ id, target, kinds, secret }: NewWebhookDocument, screen: Screen): string {
  const made = paragraph(`${id} tells ${inline(target)} of ${inline(kinds.join(', '))}.`, screen);
  const next = paragraph(`siso serve delivers; try it with siso webhooks test ${id}.`, screen);
  if (secret === null) return [...made, ...next].join('\n');
  const shown = 'It is shown this once: the receiver checks signatures with it. docs/webhooks.md shows how.';
  // never wrapped: it is to be copied
  return [...made, '', `  ${secret}`, '', ...paragraph(shown, screen), ...next].join('\n');
}

export function removedWebhookText({ id, target }: Webhook, screen: Screen): string {
  return paragraph(`${id} is removed: ${inline(target)} hears nothing more.`, screen).join('\n');
}

export function deliveryText(delivery: Delivery, screen: Screen): string {
  const { id, state, status, error } = delivery;
  if (state === 'delivered') return paragraph(`${id} was delivered (${status}).`, screen).join('\n');
  const why = error === null ? 'nobody has sent it yet' : inline(error);
  return paragraph(`${id} was not delivered: ${why}. ${whatNext(delivery, screen)}`, screen).join('\n');
}

function whatNext({ state, nextAt }: Delivery, screen: Screen): string {
  return state === 'dead' || nextAt === null ? 'It was given up.' : `It is tried again ${ahead(nextAt, screen)}.`;
}

/** `siso webhooks deliveries`: newest first. */
export function deliveriesText({ deliveries }: DeliveriesDocument, screen: Screen): string {
  if (deliveries.length === 0) return 'There is no such delivery.';
  const columns: Column<Delivery>[] = [
    { title: 'ID', text: ({ id }) => id, rank: 0 },
    { title: 'WEBHOOK', text: ({ webhookId }) => webhookId, rank: 3 },
    { title: 'KIND', text: ({ kind }) => inline(kind), rank: 2 },
    { title: 'SUBJECT', text: ({ subject }) => inline(subject), rank: 4, least: 8 },
    { title: 'STATE', text: ({ state }) => (state === 'dead' ? 'given up' : state), rank: 1 },
    { title: 'ATTEMPTS', text: ({ attempts }) => `${attempts}`, rank: 6 },
    { title: 'AGE', text: ({ createdAt }) => age(createdAt, screen), rank: 7 },
    { title: 'LAST ANSWER', text: ({ status, error }) => inline(error ?? `${status ?? ''}`), rank: 5, least: 10 },
  ];
  return table(columns, deliveries, screen);
}
