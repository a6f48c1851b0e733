import { z } from 'zod';
import { deliverySchema, webhookSchema } from '../ledger/webhooks.ts';

/** What `siso webhooks` prints with `--json`. */

export const webhooksDocumentSchema = z.object({ webhooks: z.array(webhookSchema) });
export type WebhooksDocument = z.infer<typeof webhooksDocumentSchema>;

/** `secret` is null where it was given in a file; the only document that has it. */
export const newWebhookDocumentSchema = webhookSchema.extend({ secret: z.string().nullable() });
export type NewWebhookDocument = z.infer<typeof newWebhookDocumentSchema>;

export const deliveriesDocumentSchema = z.object({ deliveries: z.array(deliverySchema) });
export type DeliveriesDocument = z.infer<typeof deliveriesDocumentSchema>;
