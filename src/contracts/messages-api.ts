import { z } from 'zod';
import { amountSchema } from './words.ts';

const blockSchema = z.looseObject({ type: z.string() });
export type Block = z.infer<typeof blockSchema>;

const contentSchema = z.union([z.string(), z.array(blockSchema)]);

const messageSchema = z.looseObject({ role: z.string(), content: contentSchema });

const toolSchema = z.looseObject({ name: z.string().optional(), type: z.string().nullish() });

/** The parts of a Messages API request that decide what it may cost. The rest travels along untouched. */
export const messagesRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(messageSchema),
  system: contentSchema.optional(),
  tools: z.array(toolSchema).optional(),
  max_tokens: z.int().positive().optional(),
  stream: z.boolean().optional(),
  thinking: z.looseObject({ budget_tokens: z.int().optional() }).optional(),
  context_management: z.looseObject({ edits: z.array(blockSchema).optional() }).nullish(),
  inference_geo: z.string().nullish(),
  service_tier: z.string().optional(),
});
export type MessagesRequest = z.infer<typeof messagesRequestSchema>;

/** A `tool_addition` or `tool_removal` block. */
export const toolChangeSchema = z.strictObject({
  type: z.string(),
  tool: z.strictObject({
    type: z.enum(['tool_reference', 'tool_definition']),
    name: z.string().optional(),
    definition: toolSchema.optional(),
  }),
  cache_control: z.unknown().optional(),
});

/** Blocks that may hold an inline image, directly or in a tool's result. */
export const imageHolderSchema = z.object({
  type: z.string(),
  source: z
    .object({ type: z.literal('base64'), data: z.string() })
    .partial()
    .optional()
    .catch(undefined),
  content: z.unknown().optional(),
});

/** `usage` of a Messages API answer; `null` and absent fields mean: not told here. */
export const apiUsageSchema = z.object({
  input_tokens: amountSchema.nullish(),
  output_tokens: amountSchema.nullish(),
  cache_creation_input_tokens: amountSchema.nullish(),
  cache_read_input_tokens: amountSchema.nullish(),
  cache_creation: z
    .object({ ephemeral_5m_input_tokens: amountSchema.nullish(), ephemeral_1h_input_tokens: amountSchema.nullish() })
    .nullish(),
  server_tool_use: z.object({ web_search_requests: amountSchema.nullish() }).nullish(),
  inference_geo: z.string().nullish(),
});
export type ApiUsage = z.infer<typeof apiUsageSchema>;

/** The server-sent events that carry usage or text. */
export const streamEventSchema = z.looseObject({
  type: z.string(),
  message: z.looseObject({ usage: z.unknown().optional() }).optional(),
  usage: z.unknown().optional(),
  delta: z.record(z.string(), z.unknown()).optional(),
});
