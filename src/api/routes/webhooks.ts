import { z } from 'zod';
import { deliveriesDocumentSchema, webhooksDocumentSchema } from '../../contracts/documents/webhooks.ts';
import {
  DELIVERY_STATES,
  deliverySchema,
  redeliveredSchema,
  WEBHOOK_FORMATS,
  webhookSchema,
  webhookSecretSchema,
} from '../../contracts/ledger/webhooks.ts';
import { parseKind, USUAL_KINDS } from '../../domain/events.ts';
import { demandWebhookUrl } from '../../engine/index.ts';
import { HttpFault } from '../fault.ts';
import type { RouteModule } from '../frame.ts';
import { operation } from '../operation.ts';
import { pageSize } from '../query.ts';
import { named } from '../schemas.ts';

const tag = 'Webhooks';

/** `H-7K3Q0000`; case does not count. */
const webhookId = z
  .string()
  .regex(/^[hH]-[0-9a-zA-Z]{1,26}$/, 'Give the id of a webhook, such as H-7K3Q0000')
  .overwrite((id) => id.toUpperCase());
const webhookPath = z.strictObject({ id: webhookId });

const webhookBody = z.strictObject({
  url: z.string().min(1).max(2_000),
  kinds: z.array(z.string()).min(1).max(50).optional(),
  format: z.enum(WEBHOOK_FORMATS).default('standard'),
  /** Made by whoever asks, so that no answer has it. */
  secret: webhookSecretSchema,
  allowPrivate: z.boolean().default(false),
});

const listWebhooks = {
  method: 'get',
  path: '/api/webhooks',
  id: 'listWebhooks',
  tag,
  summary: 'Webhooks, and how many of their deliveries wait or were given up',
  answer: named('Webhooks', webhooksDocumentSchema),
} as const;

const addWebhook = {
  method: 'post',
  path: '/api/webhooks',
  id: 'addWebhook',
  tag,
  status: 201,
  writes: true,
  summary: 'Add a webhook, with a secret of your own: whsec_ and 24 to 64 bytes in base64',
  body: webhookBody,
  answer: named('Webhook', webhookSchema),
} as const;

const removeWebhook = {
  method: 'delete',
  path: '/api/webhooks/{id}',
  id: 'removeWebhook',
  tag,
  writes: true,
  problems: [404],
  summary: 'Remove a webhook and what it has not delivered',
  params: webhookPath,
  answer: named('Webhook', webhookSchema),
} as const;

const testWebhook = {
  method: 'post',
  path: '/api/webhooks/{id}/test',
  id: 'testWebhook',
  tag,
  status: 202,
  writes: true,
  summary: 'Put a message into the outbox that says nothing; its delivery tells how it went',
  params: webhookPath,
  answer: named('WebhookDelivery', deliverySchema),
  problems: [404],
} as const;

const listDeliveries = {
  method: 'get',
  path: '/api/webhooks/deliveries',
  id: 'listWebhookDeliveries',
  tag,
  problems: [404],
  summary: 'Deliveries, newest first',
  query: z.strictObject({
    webhook: webhookId.optional(),
    state: z.enum(DELIVERY_STATES).optional(),
    limit: pageSize(50),
  }),
  answer: named('WebhookDeliveries', deliveriesDocumentSchema),
} as const;

const redeliver = {
  method: 'post',
  path: '/api/webhooks/{id}/redeliver',
  id: 'redeliverWebhook',
  tag,
  writes: true,
  summary: 'Try again: one delivery (`D-12`), or all that a webhook (`H-…`) has given up',
  params: z.strictObject({
    id: z.string().regex(/^(?:[hH]-[0-9a-zA-Z]{1,26}|[dD]-\d{1,18})$/, 'Give the id of a webhook or of a delivery'),
  }),
  answer: named('Redelivered', redeliveredSchema),
  problems: [404],
} as const;

export const webhookRoutes: RouteModule = (api, { store }) => {
  operation(api, listWebhooks, async ({ principal }) => ({
    webhooks: await store.call('siso_list_webhooks', { p_actor: principal.actor }),
  }));
  operation(api, addWebhook, ({ body, signed }) => {
    const { kinds = [...USUAL_KINDS], ...rest } = body;
    for (const [at, kind] of kinds.entries()) demandKind(kind, at);
    const p_webhook = { ...rest, kinds, url: demandWebhookUrl(body.url, body) };
    return store.call('siso_add_webhook', { ...signed(), p_webhook });
  });
  operation(api, listDeliveries, async ({ query: { webhook, state, limit }, principal }) => {
    const p_filter = { ...(webhook && { webhookId: webhook }), ...(state && { state }) };
    const found = store.call('siso_list_deliveries', { p_actor: principal.actor, p_filter, p_limit: limit });
    return { deliveries: await found };
  });
  operation(api, removeWebhook, ({ params: { id }, signed }) =>
    store.call('siso_remove_webhook', { ...signed(), p_webhook_id: id }),
  );
  operation(api, testWebhook, ({ params: { id }, signed }) =>
    store.call('siso_test_webhook', { ...signed(), p_webhook_id: id }),
  );
  operation(api, redeliver, ({ params: { id }, signed }) => store.call('siso_redeliver', { ...signed(), p_id: id }));
};

function demandKind(kind: string, at: number): void {
  const parsed = parseKind(kind);
  if (!('problem' in parsed)) return;
  throw new HttpFault('usage', 'There is no such kind of event', {
    ...{ status: 400, field: `body.kinds.${at}`, hint: parsed.problem },
  });
}
