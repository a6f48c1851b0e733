import { describe, expect, test } from 'vitest';
import { messagesRequestSchema } from '../../../src/contracts/messages-api.ts';
import { refusalOf } from '../../../src/meter/refusals.ts';
import { aRequest, MODEL } from '../../support/meter.ts';

const refusal = (fields: Record<string, unknown>) =>
  refusalOf(messagesRequestSchema.parse(aRequest(fields)), [MODEL, 'claude-opus-5-5']);
const content = (...blocks: object[]) => ({ messages: [{ role: 'user', content: blocks }] });
const result = (...blocks: object[]) => content({ type: 'tool_result', tool_use_id: 't', content: blocks });
const fileSource = { type: 'file', file_id: 'file_1' };

describe('what is not forwarded', () => {
  test.each([
    ['another model', { model: 'claude-haiku-5-5' }, 'The model claude-haiku-5-5 is not one this task may use'],
    [
      'a name that only our aliases map to an allowed model',
      { model: 'claude-opus-4-1' },
      'claude-opus-4-1 is not one',
    ],
    ['the same with a date', { model: 'claude-opus-4-1-20250805' }, 'is not one this task may use'],
    ['an alias', { model: 'sonnet' }, 'is not one this task may use'],
    [
      'a server tool',
      { tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
      'The server tool web_search_20250305',
    ],
    ['an MCP connector', { mcp_servers: [] }, 'The request field mcp_servers'],
    ['a container', { container: 'c' }, 'The request field container'],
    ['fast mode', { speed: 'fast' }, 'The request field speed'],
    ['a fallback to other models', { fallbacks: 'default' }, 'The request field fallbacks'],
    ['a dearer tier', { service_tier: 'priority' }, 'The service tier priority'],
    [
      'compaction by the provider',
      { context_management: { edits: [{ type: 'compact_20260112' }] } },
      'The context edit compact_20260112',
    ],
    [
      'an image by address',
      content({ type: 'image', source: { type: 'url', url: 'https://x' } }),
      'Content given by url',
    ],
    ['an uploaded file', content({ type: 'document', source: fileSource }), 'Content given by file'],
    ['a file in a tool result', result({ type: 'image', source: fileSource }), 'Content given by file'],
    [
      'a file in a document in a tool result',
      result({ type: 'document', source: { type: 'content', content: [{ type: 'image', source: fileSource }] } }),
      'Content given by file',
    ],
    ['an upload to a container', content({ type: 'container_upload', file_id: 'f' }), 'Content container_upload'],
    [
      'a server tool that joins later',
      content({
        type: 'tool_addition',
        tool: { type: 'tool_definition', definition: { type: 'web_search_20250305' } },
      }),
      'The server tool web_search_20250305',
    ],
  ])('%s', (_, fields, sentence) => {
    expect(refusal(fields)).toContain(sentence);
  });
});

describe('what is forwarded', () => {
  test.each([
    ['a plain request', {}],
    ['the model with a date', { model: `${MODEL}-20260101` }],
    [
      'client tools',
      {
        tools: [
          { name: 'Read', input_schema: {} },
          { name: 'X', type: 'custom', defer_loading: true },
        ],
      },
    ],
    ['the standard tier', { service_tier: 'standard_only' }],
    ['edits that clear', { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } }],
    ['inline images', result({ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } })],
    [
      'a tool input that merely looks like a file',
      content({ type: 'tool_use', id: 't', name: 'X', input: { source: fileSource } }),
    ],
    [
      'a tool named in mid-conversation',
      content({ type: 'tool_addition', tool: { type: 'tool_reference', name: 'X' } }),
    ],
  ])('%s', (_, fields) => {
    expect(refusal(fields)).toBeUndefined();
  });
});
