import { createHash } from 'node:crypto';
import { type Block, imageHolderSchema, type MessagesRequest } from '../contracts/messages-api.ts';

/** What the input of one request may cost at most, before anything is known from the provider. */
export interface InputBound {
  /** Never fewer than the provider will report as input, cache writes and cache reads together. */
  tokens: number;
  /** What of it is not under a cache breakpoint. */
  uncachedTokens: number;
  /** What of it no earlier answer has reported. */
  newTokens: number;
  /** The dearest kind of input the request can cause. */
  writes: 'none' | '5m' | '1h';
}

export interface Measured {
  bound: InputBound;
  /** Names everything that decides the input tokens; `undefined` when a part of it may be rendered differently later. */
  key: string | undefined;
}

/** Tool and thinking instructions that the provider adds; some 350 to 800 tokens are documented. */
const HIDDEN_TOKENS = 1_024;
/** Role and turn markers around a message. */
const MESSAGE_TOKENS = 32;
/** An image is scaled down by the provider; the largest documented cost is 4,784 tokens. */
const IMAGE_TOKENS = 16_000;
/** Compressed pages do not show their size, but no request may exceed the largest context window. */
const PDF_TOKENS = 1_000_000;

/**
 * Bounds the input of requests from above. A token is at least one byte, so bytes bound tokens; where an
 * earlier answer reported the tokens of the very same leading messages, that figure replaces their bytes.
 */
export class InputMeter {
  readonly #reported = new Map<string, number>();

  /** `text` is `request` as it will be sent; `variant` is whatever else changes how the provider reads it. */
  measure(request: MessagesRequest, text: string, variant: string): Measured {
    const largestTool = text.search(TOOL_REFERENCE) === -1 ? 0 : largestOf(request.tools ?? []);
    const head = headOf(request);
    const chain = [{ key: digest(variant, head), tokens: HIDDEN_TOKENS + byteLength(head) }];
    for (const message of request.messages) {
      const blocks = blocksOf(message.content);
      const fields = JSON.stringify({ ...message, content: undefined });
      const key = digest(chain.at(-1)?.key ?? '', [fields, ...blocks.map(canonicalText)].join('\n'));
      chain.push({ key, tokens: MESSAGE_TOKENS + byteLength(fields) + blockTokens(blocks, largestTool) });
    }
    const stable = isStable(request);
    const known = stable ? chain.findLastIndex(({ key }) => this.#reported.has(key)) : -1;
    const prefix = this.#reported.get(chain[known]?.key ?? '') ?? 0;
    const newTokens = chain.slice(known + 1).reduce((sum, { tokens }) => sum + tokens, 0);
    const tokens = prefix + newTokens;
    const uncachedTokens = Math.min(tokens, uncachedPart(request, largestTool) ?? tokens);
    const bound = { tokens, uncachedTokens, newTokens, writes: cacheWrites(text) };
    return { bound, key: stable ? chain.at(-1)?.key : undefined };
  }

  /** Notes the input tokens (uncached, written and read together) that an answer reported for `key`. */
  report(key: string, tokens: number): void {
    if (tokens > 0) this.#reported.set(key, tokens);
  }
}

function largestOf(tools: object[]): number {
  return Math.max(0, ...tools.map((tool) => byteLength(JSON.stringify(tool))));
}

/** Everything but the messages and what does not reach the model, without cache marks. */
function headOf(request: MessagesRequest): string {
  const { messages, max_tokens, metadata, stream, tools, system, cache_control, ...rest } = request;
  return JSON.stringify({ ...rest, tools: tools?.map(withoutMark), system: blocksOf(system).map(withoutMark) });
}

/** A string is short for one text block. */
function blocksOf(content: string | Block[] | undefined): Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : (content ?? []);
}

/** The CLI moves its cache marks from turn to turn; they do not change what the model reads. */
function canonicalText(block: Block): string {
  const { content } = block;
  return JSON.stringify(
    withoutMark(Array.isArray(content) ? { ...block, content: content.map((inner) => withoutMark(inner)) } : block),
  );
}

function withoutMark<Marked>(marked: Marked): Marked {
  if (typeof marked !== 'object' || marked === null || !('cache_control' in marked)) return marked;
  const copy = { ...marked };
  Reflect.deleteProperty(copy, 'cache_control');
  return copy;
}

/**
 * Structure, not words: inside a JSON string every quote is escaped, so these patterns match fields only.
 * A tool input that looks like one only makes the bound looser.
 */
const IMAGE = /"type":"image"/g;
const PDF = /"media_type":"application\/pdf"/g;
const TOOL_REFERENCE = /"type":"tool_reference"/g;

function blockTokens(blocks: Block[], largestTool: number): number {
  const text = JSON.stringify(blocks);
  const images = count(text, IMAGE) * IMAGE_TOKENS;
  const pages = count(text, PDF) * PDF_TOKENS;
  // A reference puts the definition of a deferred tool in its place.
  const references = count(text, TOOL_REFERENCE) * largestTool;
  return byteLength(text) - imageData(blocks) + images + pages + references;
}

/** Bytes of inline images, which are read as pictures. Only real image blocks: anything else is read as text. */
function imageData(blocks: unknown): number {
  const parsed = imageHolderSchema.array().safeParse(blocks);
  return (parsed.data ?? []).reduce((sum, { type, source, content }) => {
    if (type === 'image') return sum + (source?.data?.length ?? 0);
    return type === 'tool_result' ? sum + imageData(content) : sum;
  }, 0);
}

/** Tokens after the last cache breakpoint, in the order the provider reads; `undefined` when there is no breakpoint. */
function uncachedPart(request: MessagesRequest, largestTool: number): number | undefined {
  if (request.cache_control) return MESSAGE_TOKENS;
  const tools = request.tools ?? [];
  const blocks = [request.system, ...request.messages.map(({ content }) => content)].flatMap(blocksOf);
  const last = blocks.findLastIndex((block) => block.cache_control);
  // Turn markers follow even a breakpoint on the last block.
  if (last !== -1) return MESSAGE_TOKENS + blockTokens(blocks.slice(last + 1), largestTool);
  const lastTool = tools.findLastIndex((tool) => tool.cache_control);
  if (lastTool === -1) return undefined;
  return byteLength(JSON.stringify(tools.slice(lastTool + 1))) + blockTokens(blocks, largestTool);
}

function cacheWrites(text: string): InputBound['writes'] {
  if (!text.includes('"cache_control":{')) return 'none';
  return text.includes('"ttl":"1h"') ? '1h' : '5m';
}

/** Whether the same leading messages will cost the same again: nothing asks the provider to clear parts of them. */
function isStable({ context_management, messages }: MessagesRequest): boolean {
  const edits = context_management?.edits ?? [];
  const keepsAll = edits.every((edit) => edit.type === 'clear_thinking_20251015' && edit.keep === 'all');
  return keepsAll && messages.every((message) => !('clear_at' in message));
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function digest(previous: string, text: string): string {
  return createHash('sha256').update(`${previous.length}:${previous}`).update(text).digest('base64');
}
