import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messagesRequestSchema } from '../../../src/contracts/messages-api.ts';
import { InputMeter } from '../../../src/meter/bound.ts';
import { aRequest } from '../../support/meter.ts';

const measure = (meter: InputMeter, fields: Record<string, unknown>, variant = 'v1') => {
  const request = messagesRequestSchema.parse(aRequest(fields));
  return meter.measure(request, JSON.stringify(request), variant);
};
const user = (content: unknown) => ({ role: 'user', content });
const text = (words: string, marked = false) => ({
  type: 'text',
  text: words,
  ...(marked && { cache_control: { type: 'ephemeral' } }),
});

/** Reports `tokens` for the first request and answers how much of the second is new. */
function reuse(first: Record<string, unknown>, second: Record<string, unknown>, variants = ['v1', 'v1']) {
  const meter = new InputMeter();
  const { key } = measure(meter, first, variants[0]);
  if (key !== undefined) meter.report(key, 7_000);
  return measure(meter, second, variants[1]).bound;
}

describe('the bound of a request nobody has seen', () => {
  test('is never below one token for each byte of its text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (words, system) => {
        const { tokens } = measure(new InputMeter(), { messages: [user(words)], system }).bound;
        expect(tokens).toBeGreaterThanOrEqual(Buffer.byteLength(words) + Buffer.byteLength(system));
      }),
    );
  });

  test('counts an image by its largest cost instead of its bytes, even a tiny one', () => {
    const image = (data: string) => ({ type: 'image', source: { type: 'base64', media_type: 'image/png', data } });
    const tiny = measure(new InputMeter(), { messages: [user([image('AAAA')])] }).bound.tokens;
    const large = measure(new InputMeter(), { messages: [user([image('A'.repeat(400_000))])] }).bound.tokens;
    expect(tiny).toBeGreaterThan(16_000);
    expect(large).toBe(tiny);
  });

  test('counts image data in a tool input as the text it is', () => {
    const input = { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(400_000) } };
    const call = { type: 'tool_use', id: 't', name: 'Read', input };
    const { tokens } = measure(new InputMeter(), { messages: [{ role: 'assistant', content: [call] }] }).bound;
    expect(tokens).toBeGreaterThan(400_000);
  });

  test('counts images inside a tool result, and a PDF as a full context window', () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'A'.repeat(400_000) };
    const result = { type: 'tool_result', tool_use_id: 't', content: [{ type: 'image', source }] };
    expect(measure(new InputMeter(), { messages: [user([result])] }).bound.tokens).toBeLessThan(20_000);
    const pdf = { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'AAAA' } };
    expect(measure(new InputMeter(), { messages: [user([pdf])] }).bound.tokens).toBeGreaterThan(1_000_000);
  });

  test('lets a reference to a tool cost as much as the largest definition', () => {
    const tools = [{ name: 'big', description: 'x'.repeat(5_000), input_schema: {}, defer_loading: true }];
    const plain = measure(new InputMeter(), { tools }).bound.tokens;
    const messages = [
      user([{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'tool_reference', name: 'big' }] }]),
    ];
    expect(measure(new InputMeter(), { tools, messages }).bound.tokens).toBeGreaterThan(plain + 5_000);
  });

  test.each([
    [{}, 'none'],
    [{ messages: [user([text('a', true)])] }, '5m'],
    [{ messages: [user([{ ...text('a'), cache_control: { type: 'ephemeral', ttl: '1h' } }])] }, '1h'],
    [{ messages: [user('say "cache_control":{"type":"ephemeral","ttl":"1h"}')] }, 'none'],
  ])('is priced at the dearest write it can cause: %j', (fields, writes) => {
    expect(measure(new InputMeter(), fields).bound.writes).toBe(writes);
  });

  test('leaves what follows the last cache breakpoint uncached, and everything without one', () => {
    const after = 'y'.repeat(300);
    const messages = [user([text('x'.repeat(9_000), true), text(after)])];
    const { uncachedTokens } = measure(new InputMeter(), { messages }).bound;
    expect(uncachedTokens).toBeGreaterThanOrEqual(300);
    expect(uncachedTokens).toBeLessThan(500);
    const unmarked = measure(new InputMeter(), { messages: [user('x'.repeat(9_000))] }).bound;
    expect(unmarked.uncachedTokens).toBe(unmarked.tokens);
  });
});

describe('the bound of a request that continues an answered one', () => {
  const first = { messages: [user([text('x'.repeat(5_000), true)])] };
  const next = [user('x'.repeat(5_000)), { role: 'assistant', content: 'ok' }, user([text('more', true)])];

  test('takes the reported tokens for the same messages, though the CLI moves its cache marks', () => {
    const bound = reuse(first, { messages: next });
    expect(bound.tokens - bound.newTokens).toBe(7_000);
    expect(bound.newTokens).toBeLessThan(300);
  });

  test.each([
    ['another word in it', { messages: [user('y'.repeat(5_000)), ...next.slice(1)] }],
    ['another system prompt', { messages: next, system: 'be brief' }],
    ['another tool', { messages: next, tools: [{ name: 'Read', input_schema: {} }] }],
    ['another way of thinking', { messages: next, thinking: { type: 'enabled', budget_tokens: 2_000 } }],
    ['another author', { messages: [{ ...next[0], role: 'assistant' }, ...next.slice(1)] }],
    ['edits that clear', { messages: next, context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] } }],
    ['messages that vanish', { messages: [...next, { ...user('x'), clear_at: 3 }] }],
  ])('takes nothing over with %s', (_, second) => {
    const bound = reuse(first, second);
    expect(bound.newTokens).toBe(bound.tokens);
    expect(bound.tokens).toBeGreaterThan(5_000);
  });

  test('takes nothing over under other beta headers', () => {
    const bound = reuse(first, { messages: next }, ['v1', 'v2']);
    expect(bound.newTokens).toBe(bound.tokens);
  });

  test('is never below the true count, over random conversations', () => {
    // A stand-in for the provider: a token for every three bytes of what it reads, and some of its own.
    const trueTokens = (contents: string[]) =>
      contents.reduce((sum, words) => sum + Math.ceil(Buffer.byteLength(words) / 3) + 10, 400);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ maxLength: 400 }), fc.boolean()), { minLength: 1 }), (turns) => {
        const meter = new InputMeter();
        for (let length = 1; length <= turns.length; length += 1) {
          const seen = turns.slice(0, length);
          const messages = seen.map(([words, marked]) => user(marked ? [text(words, true)] : words));
          const { bound, key } = measure(meter, { messages });
          const actual = trueTokens(seen.map(([words]) => words));
          expect(bound.tokens).toBeGreaterThanOrEqual(actual);
          if (key !== undefined) meter.report(key, actual);
        }
      }),
    );
  });
});
