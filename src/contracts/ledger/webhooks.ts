import { z } from 'zod';
import { instantSchema } from '../words.ts';
import { ledgerEventSchema } from './events.ts';

export const WEBHOOK_FORMATS = ['standard', 'slack'] as const;
export const DELIVERY_STATES = ['pending', 'delivered', 'dead'] as const;

/** A webhook as the ledger shows it: never its secret, of its address no more than the host. */
export const webhookSchema = z.object({
  id: z.string(),
  /** `https://hooks.example.com` */
  target: z.string(),
  kinds: z.array(z.string()),
  format: z.enum(WEBHOOK_FORMATS),
  allowPrivate: z.boolean(),
  createdBy: z.string(),
  createdAt: instantSchema,
  pending: z.int(),
  dead: z.int(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** `whsec_` and 24 to 64 bytes in base64. */
export const webhookSecretSchema = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/);

const newWebhookSchema = z.strictObject({
  url: z.string().min(1).max(2_000),
  kinds: z.array(z.string().min(1).max(60)).min(1).max(50),
  format: z.enum(WEBHOOK_FORMATS),
  secret: webhookSecretSchema,
  allowPrivate: z.boolean(),
});

export const deliverySchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  /** The header `webhook-id`: the same for every attempt. */
  messageId: z.string(),
  kind: z.string(),
  subject: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  createdAt: instantSchema,
  nextAt: instantSchema.nullable(),
  /** HTTP status of the last answer. */
  status: z.int().nullable(),
  error: z.string().nullable(),
  endedAt: instantSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

const deliveryFilterSchema = z.strictObject({
  webhookId: z.string().optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  id: z.string().optional(),
});

/** One attempt that a sender was lent for a minute. The only answer with secrets; no route or command passes it on. */
const lentDeliverySchema = z.object({
  id: z.string(),
  token: z.uuid(),
  webhookId: z.string(),
  messageId: z.string(),
  attempt: z.int(),
  event: ledgerEventSchema.omit({ cursor: true }),
  url: z.string(),
  secret: z.string(),
  format: z.enum(WEBHOOK_FORMATS),
  allowPrivate: z.boolean(),
});
export type LentDelivery = z.infer<typeof lentDeliverySchema>;

/** How an attempt went. */
const deliveryResultSchema = z.strictObject({
  ok: z.boolean(),
  status: z.int().nullable(),
  error: z.string().max(300).nullable(),
});
export type DeliveryResult = z.infer<typeof deliveryResultSchema>;

export const redeliveredSchema = z.object({ redelivered: z.int() });

const requestId = { p_request_id: z.uuid() };
const byActor = { ...requestId, p_actor: z.string() };

export const WEBHOOK_FUNCTIONS = {
  siso_add_webhook: { args: z.strictObject({ ...byActor, p_webhook: newWebhookSchema }), result: webhookSchema },
  siso_remove_webhook: { args: z.strictObject({ ...byActor, p_webhook_id: z.string() }), result: webhookSchema },
  siso_list_webhooks: { args: z.strictObject({ p_actor: z.string() }), result: z.array(webhookSchema) },
  siso_test_webhook: { args: z.strictObject({ ...byActor, p_webhook_id: z.string() }), result: deliverySchema },
  /** Newest first. */
  siso_list_deliveries: {
    args: z.strictObject({ p_actor: z.string(), p_filter: deliveryFilterSchema, p_limit: z.int().min(1).max(500) }),
    result: z.array(deliverySchema),
  },
  /** A delivery, or all dead ones of a webhook, from the first attempt. */
  siso_redeliver: { args: z.strictObject({ ...byActor, p_id: z.string() }), result: redeliveredSchema },
  /** Reads only; what a sender asks while nothing happens. */
  siso_webhooks_due: { args: z.strictObject({}), result: z.object({ webhooks: z.int(), due: z.boolean() }) },
  siso_take_deliveries: {
    args: z.strictObject({ ...requestId, p_limit: z.int().min(1).max(100) }),
    result: z.object({ deliveries: z.array(lentDeliverySchema), more: z.boolean() }),
  },
  siso_delivery_done: {
    args: z.strictObject({
      ...requestId,
      p_delivery_id: z.string(),
      p_token: z.uuid(),
      p_result: deliveryResultSchema,
    }),
    result: z.union([
      z.object({ ok: z.literal(true), state: z.enum(DELIVERY_STATES) }),
      z.object({ ok: z.literal(false), reason: z.literal('lease_lost') }),
    ]),
  },
} as const;
