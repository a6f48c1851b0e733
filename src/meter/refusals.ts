import { type MessagesRequest, toolChangeSchema } from '../contracts/messages-api.ts';
import { canonicalModel } from '../domain/models.ts';

/** Request fields whose cost the meter can bound. Anything else may carry a price of its own. */
const FIELDS = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'metadata',
  'max_tokens',
  'thinking',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'stream',
  'context_management',
  'context_hint',
  'output_config',
  'output_format',
  'cache_control',
  'inference_geo',
  'safeguards',
  'service_tier',
]);
const BLOCKS = new Set([
  'text',
  'image',
  'document',
  'search_result',
  'thinking',
  'redacted_thinking',
  'tool_use',
  'tool_result',
  'tool_reference',
  'tool_addition',
  'tool_removal',
]);
const INLINE_SOURCES = new Set(['base64', 'text', 'content']);
const STANDARD_TIERS = new Set(['auto', 'standard_only']);
const MAX_DEPTH = 8;

/** Why `request` may not be forwarded, as a sentence; `undefined` when it may. */
export function refusalOf(request: MessagesRequest, models: string[]): string | undefined {
  return (
    refusedModel(request.model, models) ??
    refusedField(request) ??
    refusedTool(request) ??
    refusedEdit(request) ??
    refusedContent([request.system, ...request.messages.map(({ content }) => content)])
  );
}

function refusedModel(name: string, models: string[]): string | undefined {
  const model = canonicalModel(name);
  // The provider does not know our aliases: a name that is merely mapped to an allowed model would be another one there.
  if (models.includes(model) && name.startsWith(model)) return undefined;
  return `The model ${name.slice(0, 80)} is not one this task may use (${models.join(', ')}).`;
}

function refusedField(request: MessagesRequest): string | undefined {
  const field = Object.keys(request).find((name) => !FIELDS.has(name));
  if (field) return `The request field ${field.slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
  if (request.service_tier === undefined || STANDARD_TIERS.has(request.service_tier)) return undefined;
  return `The service tier ${request.service_tier.slice(0, 80)} is not forwarded: this task pays standard prices only.`;
}

function refusedTool({ tools = [] }: MessagesRequest): string | undefined {
  const tool = tools.find(({ type }) => !isClientTool(type));
  return tool && serverTool(tool.type);
}

function isClientTool(type: unknown): boolean {
  return type === undefined || type === null || type === 'custom';
}

function serverTool(type: unknown): string {
  return `The server tool ${String(type).slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
}

/** A tool that joins or leaves in mid-conversation, by name or with its definition. */
function refusedToolChange(block: object): string | undefined {
  const change = toolChangeSchema.safeParse(block).data;
  if (!change) return 'This form of a tool change is not forwarded: what it costs cannot be bounded.';
  return isClientTool(change.tool.definition?.type) ? undefined : serverTool(change.tool.definition?.type);
}

/** Clearing makes a request cheaper; any other edit makes the provider sample once more. */
function refusedEdit({ context_management }: MessagesRequest): string | undefined {
  const edit = context_management?.edits?.find(({ type }) => !type.startsWith('clear_'));
  return edit && `The context edit ${edit.type.slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
}

function refusedContent(content: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return `Content nested more than ${MAX_DEPTH} deep is not forwarded.`;
  if (Array.isArray(content)) {
    for (const inner of content) {
      const refusal = refusedContent(inner, depth + 1);
      if (refusal) return refusal;
    }
    return undefined;
  }
  if (typeof content !== 'object' || content === null) return undefined;
  return refusedBlock(content) ?? refusedContent('content' in content ? content.content : undefined, depth + 1);
}

function refusedBlock(block: object): string | undefined {
  const type = 'type' in block ? String(block.type) : 'without a type';
  if (!BLOCKS.has(type)) return `Content ${type.slice(0, 80)} is not forwarded: what it costs cannot be bounded.`;
  if (type === 'tool_addition' || type === 'tool_removal') return refusedToolChange(block);
  const source = 'source' in block ? block.source : undefined;
  if (typeof source !== 'object' || source === null) return undefined;
  const kind = 'type' in source ? String(source.type) : 'without a type';
  if (!INLINE_SOURCES.has(kind)) return `Content given by ${kind.slice(0, 80)} is not forwarded: send it inline.`;
  return refusedContent('content' in source ? source.content : undefined, 1);
}
