import { z } from 'zod';

/**
 * Lines of `claude --output-format stream-json`, as far as a run reads them (measured with 2.1.330). Others write this
 * format: unknown fields are dropped, unknown lines become `other`, and a field that may be absent is optional.
 */
const textBlock = z.object({ type: z.literal('text'), text: z.string() });
const toolUseBlock = z.object({
  type: z.literal('tool_use'),
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
});
const otherBlock = z.object({ type: z.string() }).transform(() => ({ type: 'other' as const }));

const init = z.object({
  type: z.literal('system'),
  subtype: z.literal('init'),
  session_id: z.string(),
  model: z.string(),
});

const apiRetry = z.object({
  type: z.literal('system'),
  subtype: z.literal('api_retry'),
  attempt: z.number(),
  max_retries: z.number(),
  retry_delay_ms: z.number(),
  error_status: z.number().nullish(),
});

const permissionDenied = z.object({
  type: z.literal('system'),
  subtype: z.literal('permission_denied'),
  tool_name: z.string(),
});

const assistant = z.object({
  type: z.literal('assistant'),
  message: z.object({ id: z.string(), content: z.array(z.union([textBlock, toolUseBlock, otherBlock])) }),
  /** Set for messages of sub-agents. */
  parent_tool_use_id: z.string().nullish(),
  /** Text of the CLI itself in place of an answer. */
  is_api_error_message: z.boolean().optional(),
});

/** Only the first three fields decide; the rest may be missing or odd without costing a finished run its result. */
const result = z.object({
  type: z.literal('result'),
  subtype: z.string(),
  is_error: z.boolean(),
  session_id: z.string().optional().catch(undefined),
  num_turns: z.number().nonnegative().catch(0),
  /** Cumulative over all results of a run. */
  total_cost_usd: z.number().nonnegative().catch(0),
  result: z.string().optional().catch(undefined),
  errors: z.array(z.string()).catch([]),
  terminal_reason: z.string().nullish().catch(undefined),
  api_error_status: z.number().nullish().catch(undefined),
  permission_denials: z
    .array(z.object({ tool_name: z.string(), tool_input: z.record(z.string(), z.unknown()).catch({}) }))
    .catch([]),
});

const other = z.object({ type: z.string() }).transform(({ type }) => ({ type: 'other' as const, line: type }));

export const claudeMessageSchema = z.union([init, apiRetry, permissionDenied, assistant, result, other]);
export type ClaudeMessage = z.infer<typeof claudeMessageSchema>;
export type ClaudeResultMessage = z.infer<typeof result>;
